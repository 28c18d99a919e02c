"""Find words in a document: the passages that hold all of them, in reading order."""

from collections.abc import Iterable

from assistant.knowledge.passages import Passage

_LEAST_CHARACTERS = 2


def find(passages: Iterable[Passage], sought: str) -> tuple[Passage, ...]:
    """Return the passages that hold every word that is sought, in themselves or in their headings; case does not matter."""
    wanted = _folded(sought).split()
    if sum(map(len, wanted)) < _LEAST_CHARACTERS:
        return ()
    return tuple(p for p in passages if all(word in _folded(f"{p.section} {p.words}") for word in wanted))


def _folded(words: str) -> str:
    return words.casefold().replace(">=", "≥").replace("<=", "≤").replace("µ", "μ")
