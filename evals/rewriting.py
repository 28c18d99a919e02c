"""The same question in other words: seeded, with every number, unit and word that carries the decision left as it is."""

import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.knowledge.yaml_files import read_yaml
from assistant.settings import Settings
from evals.cases import Case, Turn

REWRITES = Path(__file__).parent / "rewrites.yaml"
ENGLISH = Settings().corpus / "english.txt"

_SHORTEST_MISSPELLED = 5
_SHARE_MISSPELLED = 0.3
_ATTEMPTS = 3
_SLIPS_TRIED = 8
_WORD = re.compile(r"[A-Za-z]+")
_CLAUSES = re.compile(r"\s*[,;]\s+")
# A clause that leans on the one before it must not be moved.
_LEANS = re.compile(
    r"^(?:and|but|or|so|then|uln|upper limit|limit|because|which|who|that|it|he|she|they|her|his|not|if|although|instead|sorry|no|yes|next|same|also)\b",
    re.IGNORECASE,
)
# What was and what is keep their order where a sentence ends between them: "ALT was 8x ULN last week, 2x ULN today. Exceeded now?"
# turned about would say that the older value is today's.
_TWO_TIMES = re.compile(
    r"\b(?:was|were|last|ago|yesterday|previous\w*)\b.*[.?!]\s|[.?!]\s.*\b(?:was|were|last|ago|yesterday|previous\w*)\b",
    re.IGNORECASE,
)
_LIST_OF_NUMBERS = re.compile(r"\d,\s*\d")
_OPENS_ANEW = re.compile(
    r"\b(?:next|new|another|other|different|sorry|correction|meant|instead|again|actually)\b", re.IGNORECASE
)


class _Filler(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    before: tuple[str, ...]
    after: tuple[str, ...]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    abbreviations: tuple[tuple[str, ...], ...]
    synonyms: tuple[tuple[str, ...], ...]
    filler: _Filler
    fixed: tuple[str, ...]
    critical: frozenset[str]
    critical_endings: tuple[str, ...]


@cache
def _words() -> _Words:
    return _Words.model_validate(read_yaml(REWRITES))


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile("|".join(_words().fixed), re.IGNORECASE)


@cache
def _english() -> frozenset[str]:
    lines = ENGLISH.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def misspell(words: str, rng: random.Random) -> str:
    """Make a slip of the fingers in some words that carry no decision: two letters swapped, one left out or one doubled."""
    candidates = [match for match in _WORD.finditer(words) if _may_be_misspelled(match, words)]
    count = min(len(candidates), max(1, round(_SHARE_MISSPELLED * len(candidates))))
    for match in sorted(rng.sample(candidates, count), key=lambda found: -found.start()):
        words = words[: match.start()] + _slip(match[0], rng) + words[match.end() :]
    return words


def change_case(words: str, rng: random.Random) -> str:
    """Write all in small letters, or all in capitals.

    The sign µ stays small: its capital looks like M, so that "µg" would be asked as "MG", a thousand times as much.
    """
    changed = rng.choice((str.lower, str.upper))(words)
    return (
        "".join(old if old in "µμ" else new for old, new in zip(words, changed, strict=True))
        if len(changed) == len(words)
        else words
    )


def abbreviate(words: str, rng: random.Random) -> str:
    """Put short forms for long ones, and long for short."""
    return _exchange(words, _words().abbreviations, rng)


def use_synonyms(words: str, rng: random.Random) -> str:
    """Put words of the same meaning for others."""
    return _exchange(words, _words().synonyms, rng)


def reorder(words: str, rng: random.Random) -> str:
    """Move the last clause to the front where no clause leans on another."""
    end = words[len(words.rstrip("?.! ")) :].strip()
    clauses = _CLAUSES.split(words.rstrip("?.! "))
    leans = (
        any(_LEANS.match(clause) for clause in clauses) or _LIST_OF_NUMBERS.search(words) or _TWO_TIMES.search(words)
    )
    if len(clauses) < 2 or leans or _OPENS_ANEW.search(words):
        return words
    turn = rng.randrange(1, len(clauses))
    return ", ".join([*clauses[turn:], *clauses[:turn]]) + end


def add_filler(words: str, rng: random.Random) -> str:
    """Put a politeness before or behind."""
    filler = _words().filler
    if rng.random() < 0.5:
        return rng.choice(filler.before) + words
    end = words[len(words.rstrip("?.! ")) :]
    return words.rstrip("?.! ") + rng.choice(filler.after) + end


REWRITERS: Mapping[str, Callable[[str, random.Random], str]] = {
    "typos": misspell,
    "case": change_case,
    "abbreviations": abbreviate,
    "synonyms": use_synonyms,
    "order": reorder,
    "filler": add_filler,
}


def rewritten(case: Case, most: int, seed: int) -> dict[str, Case]:
    """Return at most so many rewrites of a case by rewriter, all that change nothing left out; the same for the same seed.

    Where fewer rewriters than wanted change the words, those that vary do so once more with other slips.
    """
    found: dict[str, Case] = {}
    said = {tuple(turn.say for turn in case.script)}
    for attempt in range(_ATTEMPTS):
        if len(found) >= most:
            break
        for name, rewriter in REWRITERS.items():
            turns = tuple(
                Turn(say=rewriter(turn.say, _rng(seed, case.id, name, attempt, n)), expects=turn.expects)
                for n, turn in enumerate(case.script)
            )
            words = tuple(turn.say for turn in turns)
            if words not in said:
                said.add(words)
                key = f"{name}-{attempt + 1}" if attempt else name
                found[key] = _with_turns(case, turns, key)
    kept = list(found)[: len(REWRITERS)]
    _rng(seed, case.id).shuffle(kept)
    return {name: found[name] for name in sorted(kept[:most])}


def _with_turns(case: Case, turns: tuple[Turn, ...], name: str) -> Case:
    changed = {"id": f"{case.id}--{name}"}
    if case.turns:
        return case.model_copy(update={**changed, "turns": turns})
    return case.model_copy(update={**changed, "question": turns[0].say})


def _rng(seed: int, *parts: object) -> random.Random:
    return random.Random(f"{seed}:{':'.join(map(str, parts))}")  # noqa: S311 - the same rewrites each time, on purpose


def _may_be_misspelled(match: re.Match[str], words: str) -> bool:
    word = match[0]
    return (
        len(word) >= _SHORTEST_MISSPELLED
        and not {word.lower(), word.lower().removesuffix("s")} & _words().critical
        and not word.lower().endswith(_words().critical_endings)
        and not word.isupper()
        and not re.search(r"\d[\s.,-]?$", words[: match.start()])
        and not re.match(r"[\w/]", words[match.end() :])
    )


def _slip(word: str, rng: random.Random) -> str:
    """Return a word with one slip that makes no other word of it: "patents" for "patients" asks something else."""
    for _ in range(_SLIPS_TRIED):
        slipped = _slipped(word, rng)
        if slipped.lower() not in _english():
            return slipped
    return word


def _slipped(word: str, rng: random.Random) -> str:
    # The first and the last letter stay: a slip there is rare, and changes the word's look most.
    at = rng.randrange(1, len(word) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


@cache
def _pattern(spelling: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){re.escape(spelling)}(?![\w/])", re.IGNORECASE)


def _exchange(words: str, groups: tuple[tuple[str, ...], ...], rng: random.Random) -> str:
    for group in groups:
        for spelling in group:
            found = next((match for match in _pattern(spelling).finditer(words) if not _is_fixed(match, words)), None)
            if found:
                other = rng.choice([other for other in group if other != spelling])
                words = words[: found.start()] + other + words[found.end() :]
                break
    return words


def _is_fixed(match: re.Match[str], words: str) -> bool:
    """Tell whether a word stands in a phrase in which another would not mean the same."""
    return any(phrase.start() < match.end() and match.start() < phrase.end() for phrase in _fixed().finditer(words))
