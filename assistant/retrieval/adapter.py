"""Small changes to the weights of the embedding model, learnt from the questions of a corpus (docs/decisions/0014-a-fitted-encoder.md)."""

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.retrieval.errors import EmbeddingError

if TYPE_CHECKING:
    from torch import nn

FILE = "encoder.safetensors"
UP, DOWN = ".up", ".down"


def adapt(encoder: "nn.Module", file: Path) -> None:
    """Add to each linear map that the file names its change: the product of `up` (outputs by rank) and `down` (rank by inputs).

    Raises EmbeddingError for a file that cannot be read or is of another model.
    """
    import torch  # noqa: PLC0415 - heavy, loaded with the model
    from safetensors import SafetensorError  # noqa: PLC0415 - likewise
    from safetensors.torch import load_file  # noqa: PLC0415 - likewise

    try:
        factors = load_file(file)
        names = {key.removesuffix(UP).removesuffix(DOWN) for key in factors}
        changes = {name: factors[name + UP].float() @ factors[name + DOWN].float() for name in names}
        if not all(bool(change.isfinite().all()) for change in changes.values()):
            raise EmbeddingError(f"{file} holds what is no number.")
        with torch.no_grad():
            for name, change in changes.items():
                encoder.get_submodule(name).weight.add_(change)  # type: ignore[operator]  # torch types no attribute of a submodule
    except (OSError, SafetensorError, KeyError, AttributeError, RuntimeError) as error:
        raise EmbeddingError(f"{file} is no change to this embedding model: {error}") from error
