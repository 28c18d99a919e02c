"""What was learnt from the questions of a corpus is added to the weights, and a file of anything else is refused."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from assistant.retrieval.adapter import adapt
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.errors import EmbeddingError


def _encoder() -> nn.Module:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 2))


def test_the_change_of_a_map_is_the_product_of_its_factors(tmp_path: Path) -> None:
    encoder, before, file = _encoder(), _encoder(), tmp_path / "changes.safetensors"
    up, down = torch.ones(2, 3), torch.full((3, 6), 0.5)
    save_file({"2.up": up.half(), "2.down": down.half()}, file)
    adapt(encoder, file)
    assert torch.allclose(encoder[2].weight, before[2].weight + 1.5)
    assert torch.equal(encoder[0].weight, before[0].weight)


@pytest.mark.parametrize(
    "factors",
    [
        pytest.param({"5.up": torch.ones(2, 3), "5.down": torch.ones(3, 6)}, id="a map that is not there"),
        pytest.param({"1.up": torch.ones(2, 3), "1.down": torch.ones(3, 6)}, id="no linear map"),
        pytest.param({"2.up": torch.ones(2, 3), "2.down": torch.ones(3, 7)}, id="another number of inputs"),
        pytest.param({"2.up": torch.ones(2, 3)}, id="half of the factors"),
        pytest.param({"weights": torch.ones(2, 3)}, id="no factors at all"),
        pytest.param({"2.up": torch.full((2, 3), torch.nan), "2.down": torch.ones(3, 6)}, id="no numbers"),
    ],
)
def test_changes_to_another_model_are_refused(factors: dict[str, torch.Tensor], tmp_path: Path) -> None:
    file = tmp_path / "changes.safetensors"
    save_file(factors, file)
    with pytest.raises(EmbeddingError, match=r"changes\.safetensors"):
        adapt(_encoder(), file)


@pytest.mark.parametrize("damage", ["cut", "empty", "gone"])
def test_a_damaged_file_is_refused(damage: str, tmp_path: Path, corpus_folder: Path) -> None:
    file = tmp_path / "changes.safetensors"
    whole = (corpus_folder / "encoder.safetensors").read_bytes()
    if damage != "gone":
        file.write_bytes(whole[: len(whole) // 2] if damage == "cut" else b"")
    with pytest.raises(EmbeddingError, match=r"changes\.safetensors"):
        adapt(_encoder(), file)


def test_an_index_of_other_changes_has_another_stamp_and_a_model_of_ones_own_has_none(
    tmp_path: Path, corpus_folder: Path
) -> None:
    changes = corpus_folder / "encoder.safetensors"
    own = tmp_path / "own"
    own.mkdir()
    (own / "config.json").write_text("{}", encoding="utf-8")
    plain, changed = LocalEmbeddings().name, LocalEmbeddings(adapter=changes).name
    assert changed.startswith(f"{plain}+")
    assert LocalEmbeddings(adapter=tmp_path / "none").name == plain
    assert LocalEmbeddings(own, changes).name == LocalEmbeddings(own).name
    other = tmp_path / "encoder.safetensors"
    other.write_bytes(changes.read_bytes() + b" ")
    assert LocalEmbeddings(adapter=other).name != changed
