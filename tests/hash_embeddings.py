"""A model of a few lines, for tests that need vectors and no meaning."""

import hashlib
from collections.abc import Sequence

import numpy as np

from assistant.retrieval.embedding import LocalEmbeddings


class HashEmbeddings(LocalEmbeddings):
    """A model of a few lines: a unit vector from the words' hashes. Texts that share words are near."""

    @property
    def name(self) -> str:
        return "hash-embeddings"

    def _encode(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._vector(text) for text in texts]

    @staticmethod
    def _vector(text: str) -> list[float]:
        vector = np.full(32, 0.01)
        for word in text.lower().split():
            vector[hashlib.sha256(word.encode("utf-8", "replace")).digest()[0] % 32] += 1.0
        return list(map(float, vector / np.linalg.norm(vector)))
