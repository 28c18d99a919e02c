"""Fit corpus/encoder.safetensors to the questions of the corpus, none of the evaluation: python -m evals.fit_encoder.

Low-rank changes of every linear map of the encoder [1] are learnt by contrast [2]: questions that lead to the same statement,
gap or disagreement are drawn together, those that lead elsewhere are pushed apart.

What is learnt is kept in part, between the published weights and the fitted ones [3].

[1] Hu et al., LoRA, 2021. [2] Khosla et al., Supervised contrastive learning, 2020. [3] Wortsman et al., Robust fine-tuning of
zero-shot models, 2022.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from assistant.knowledge.corpus import load_corpus
from assistant.retrieval.adapter import DOWN, FILE, UP
from assistant.retrieval.embedding import load_model
from assistant.retrieval.entries import Entry, entries_of
from assistant.settings import from_environment
from evals.contrasts import batch, groups_of, relation

_RANK = 16
_TEMPERATURE = 0.05
_STEPS = 400
_RATE = 1e-3
_WARMING = 30
_LONGEST = 28
_DECAY = 0.01
_SEED = 0
_KEPT = 0.7
# No likelihood, and still a number to derive from.
_NONE = -1e4
# Of these a near one suffices: what they lead to is no one thing.
_LOOSE = ("elsewhere", "beside_conflict")


class Adapted(nn.Module):
    """A linear map with a change of low rank beside it: nothing at first."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(_RANK, linear.in_features) / linear.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(linear.out_features, _RANK))

    def forward(self, inputs: Tensor) -> Tensor:
        """Return what the map gives with its change."""
        mapped: Tensor = self.linear(inputs) + (inputs @ self.down.T) @ self.up.T
        return mapped


@dataclass(frozen=True)
class Relations:
    """Which rows of a batch lead to the same and which to something else, rows by rows; loose: for which a near one suffices."""

    same: Tensor
    other: Tensor
    loose: Tensor


def main() -> None:
    """Fit and write the changes; tell the loss on the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=_STEPS)
    options = parser.parse_args()
    settings = from_environment()
    torch.manual_seed(_SEED)
    model = load_model(settings.embedding_model, None)
    entries = entries_of(load_corpus(settings.corpus))
    vectors = model.encode([entry.text for entry in entries], normalize_embeddings=True, show_progress_bar=False)
    encoder: nn.Module = model[0].auto_model  # type: ignore[assignment]  # a module, the library says Tensor or Module
    adapted = adapt_all(encoder)
    began = time.monotonic()
    for step, loss in enumerate(fit(encoder, model.tokenizer, adapted, entries, vectors, options.steps), 1):
        if step % 20 == 0:
            print(f"step {step:4} of {options.steps}  loss {loss:.3f}  {time.monotonic() - began:.0f} s", flush=True)  # noqa: T201 - a tool for the command line
            save_file(factors(adapted, _KEPT), settings.corpus / FILE)
    save_file(factors(adapted, _KEPT), settings.corpus / FILE)


def adapt_all(encoder: nn.Module) -> dict[str, Adapted]:
    """Put a change beside every linear map of the encoder's layers, fix all else, and return the changes by the map's name."""
    encoder.requires_grad_(requires_grad=False)
    names = [name for name, module in encoder.named_modules() if isinstance(module, nn.Linear) and "layer." in name]
    found = {name: Adapted(encoder.get_submodule(name)) for name in names}  # type: ignore[arg-type]  # linear, as just seen
    for name, module in found.items():
        encoder.set_submodule(name, module)
    return found


def factors(adapted: dict[str, Adapted], kept: float) -> dict[str, Tensor]:
    """Return the factors of a share of every change, from 0 to 1, by name, in half precision."""
    named = {}
    for name, module in adapted.items():
        named[name + UP] = (kept * module.up.detach()).half().contiguous()
        named[name + DOWN] = module.down.detach().half().contiguous()
    return named


def fit(
    encoder: nn.Module,
    tokenizer: PreTrainedTokenizerBase,
    adapted: dict[str, Adapted],
    entries: Sequence[Entry],
    vectors: NDArray[np.float32],
    steps: int,
) -> Iterator[float]:
    """Fit the changes and yield the loss of each step. vectors: of the entries, before."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    groups = groups_of(entries, vectors)
    optimizer = torch.optim.AdamW(
        [p for module in adapted.values() for p in (module.up, module.down)], weight_decay=_DECAY
    )
    encoder.train()
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = _RATE * min(1.0, (step + 1) / _WARMING) * (1 - step / steps)
        rows = batch(groups, vectors, chance)
        found = embed(encoder, tokenizer, [entries[row].text for row in rows])
        loss = loss_of(found, relations([entries[row] for row in rows]))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # the library has no types there
        optimizer.step()
        yield loss.item()


def embed(encoder: nn.Module, tokenizer: PreTrainedTokenizerBase, texts: list[str]) -> Tensor:
    """Return the unit vectors of texts: the mean over their tokens, as the model was made."""
    tokens = tokenizer(texts, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt")
    mask = tokens["attention_mask"].unsqueeze(-1)
    states = encoder(**tokens).last_hidden_state
    return nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)


def relations(entries: Sequence[Entry]) -> Relations:
    """Return how the entries of a batch relate; none relates to itself."""
    size = len(entries)
    same, other = torch.zeros(size, size, dtype=torch.bool), torch.zeros(size, size, dtype=torch.bool)
    for row, one in enumerate(entries):
        for column in range(row):
            found = relation(one, entries[column])
            same[row, column] = same[column, row] = found == "same"
            other[row, column] = other[column, row] = found == "other"
    return Relations(same, other, torch.tensor([entry.kind in _LOOSE for entry in entries]))


def loss_of(vectors: Tensor, found: Relations) -> Tensor:
    """Return the mean over the rows that have another of the same: how little likelier that is than one of the others.

    Each of the same counts, or, of a loose row, all of them together.
    """
    scores = vectors @ vectors.T / _TEMPERATURE
    others = torch.logsumexp(scores.masked_fill(~found.other, _NONE), 1, keepdim=True)
    each = torch.logaddexp(scores, others) - scores
    counts = found.same.sum(1)
    strict = (each * found.same).sum(1) / counts.clamp(min=1)
    together = torch.logsumexp(scores.masked_fill(~found.same, _NONE), 1)
    loose = torch.logaddexp(together, others.squeeze(1)) - together
    return torch.where(found.loose, loose, strict)[counts > 0].mean()


if __name__ == "__main__":
    main()
