"""Fitting changes the encoder by little factors alone, draws the same together, and what it writes is what it learnt."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel, PreTrainedTokenizerBase

from assistant.retrieval.adapter import adapt
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.entries import Entry
from evals.fit_encoder import Relations, adapt_all, embed, factors, fit, loss_of, relations

ENTRIES = [
    Entry(f"{word}{n}", "asked", f"{word} {n}", (word,))
    for word in ("seizure", "pump", "dose", "liver", "pregnancy", "filter")
    for n in range(6)
]


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerBase:
    return LocalEmbeddings()._model().tokenizer


def _encoder(tokenizer: PreTrainedTokenizerBase) -> BertModel:
    torch.manual_seed(2)
    return BertModel(
        BertConfig(
            vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
        )
    )


def _embedded(encoder: BertModel, tokenizer: PreTrainedTokenizerBase) -> torch.Tensor:
    encoder.eval()
    with torch.no_grad():
        return embed(encoder, tokenizer, [entry.text for entry in ENTRIES])


def test_what_leads_to_the_same_is_drawn_together_and_only_the_factors_change(
    tokenizer: PreTrainedTokenizerBase, tmp_path: Path
) -> None:
    encoder = _encoder(tokenizer)
    before = _embedded(encoder, tokenizer)
    adapted = adapt_all(encoder)
    assert torch.allclose(_embedded(encoder, tokenizer), before, atol=1e-6)
    losses = list(fit(encoder, tokenizer, adapted, ENTRIES, before.numpy(), 200))
    assert sum(losses[-5:]) < 0.9 * sum(losses[:5])
    learnt = _embedded(encoder, tokenizer)
    file = tmp_path / "encoder.safetensors"
    for kept, expected in ((1.0, learnt), (0.0, before)):
        save_file(factors(adapted, kept), file)
        again = _encoder(tokenizer)
        adapt(again, file)
        assert torch.allclose(_embedded(again, tokenizer), expected, atol=5e-3)
    assert not torch.allclose(learnt, before, atol=5e-2)


def test_nothing_relates_to_itself_and_all_relations_are_mutual() -> None:
    found = relations(ENTRIES[:9])
    for table in (found.same, found.other):
        assert torch.equal(table, table.T)
        assert not table.diagonal().any()
    assert found.same.sum() == 6 * 5 + 3 * 2
    assert found.other.sum() == 2 * 6 * 3


def _loss(vectors: list[list[float]], *, loose: bool) -> float:
    same = torch.tensor([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]).bool()
    other = torch.tensor([[0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 1], [1, 1, 1, 0]]).bool()
    unit = torch.nn.functional.normalize(torch.tensor(vectors), dim=1)
    return loss_of(unit, Relations(same, other, torch.full((4,), loose))).item()


def test_the_loss_is_small_where_the_others_are_far_and_large_where_they_are_near() -> None:
    near, far = [1.0, 0.0], [-1.0, 0.0]
    assert _loss([near, near, near, far], loose=False) == pytest.approx(0.0, abs=1e-6)
    assert _loss([near, near, near, near], loose=False) == pytest.approx(0.6931, abs=1e-3)
    assert _loss([near, near, far, near], loose=False) > 10


def test_of_other_matters_one_near_is_enough() -> None:
    near, far, between = [1.0, 0.0], [-1.0, 0.0], [0.6, 0.8]
    one_far = [near, near, far, between]
    assert _loss(one_far, loose=True) < _loss(one_far, loose=False)
