"""Which toxicities a text names, each with its grade, count and what else decides its row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.clauses import Clause, clause_at, clauses, is_negated
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.vocabulary import Vocabulary, mentions, tokens

# The calculator's name of what the vocabulary names. Concepts that are no toxicity of the dose-modification table by
# themselves (headache, depression, …) are not here: with a grade they could be neurotoxicity or another toxicity.
_TOXICITY = {
    "crs": "crs",
    "icans": "neurotoxicity",
    "neurotoxicity": "neurotoxicity",
    "tremor": "neurotoxicity",
    "seizure": "seizure",
    "liver": "liver",
    "pancreatitis": "pancreatitis",
    "leukoencephalopathy": "leukoencephalopathy",
    "capillary_leak": "capillary_leak",
    "dic": "dic",
    "infusion_reaction": "infusion_reaction",
    "other_toxicity": "other",
    **dict.fromkeys(
        (
            "tls",
            "hlh",
            "infection",
            "myelosuppression",
            "fever",
            "edema",
            "cough",
            "rash",
            "musculoskeletal_pain",
            "tachycardia",
            "hypotension",
            "hypersensitivity",
            "gi_effects",
        ),
        "other",
    ),
}
_NAMED_ROWS = frozenset(_TOXICITY.values()) - {"other"}

_GRADES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LEVEL = r"(?:\d(?![\d.]*\d)|one|two|three|four|five|iii|ii|iv|i|v)"
_GRADE = re.compile(
    rf"\b(?:(?:grade|grad|gr\.?)\s{{0,2}}|g\s{{0,2}}(?=\d))(?P<grade>{_LEVEL})\b"
    rf"(?P<more>\s{{0,2}}(?:-|–|/|to|or|and|\+)\s{{0,2}}(?:(?:grade|gr\.?|g)\s?)?(?:\d\b|higher|above|more|worse|greater)|\s?\+)?",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:>|<|≥|≤|>=|<=|at least|more than|above|below|less than|higher than|under|over)\s{0,2}$", re.IGNORECASE
)
# The grade that a hold waits for, not the grade of the toxicity.
_TARGET = re.compile(
    r"(?:\bto|\buntil|≤|<=|at most|back at|down to|return\w* to|resolved to|improved to|recover\w* to|becomes?)\s{0,2}(?:≤\s?)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:(?P<number>\d{1,2}|one|two|three|four|five|six)|(?P<single>an?|single|first|1st|only one)|"
    r"(?P<several>second|2nd|another|multiple|several|recurrent|repeated|repeat|more|third|3rd))\s(?:\w+\s){0,2}?(?:seizures?|fits?|convulsions?)\b"
    r"|\b(?:seized|fitted|convulsed|had a (?:fit|seizure)|fit)\s(?P<times>once|twice|again|(?P<many>\d{1,2}|two|three|four)\stimes)\b"
    r"|\b(?P<one>seized|fitted|convulsed)\b(?!\s(?:twice|again|\w+ times))",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_CONFIRMED = re.compile(r"\b(?:confirm(?:ed|s)|proven|definite|diagnosed)\b", re.IGNORECASE)
_NOT_CONFIRMED = re.compile(
    r"\b(?:not (?:yet )?confirmed|un-?confirmed|suspect\w*|possible|\?|query|to confirm|if confirmed)", re.IGNORECASE
)
_FIT_FOR = re.compile(r"fit\s(?:for|to|enough|and well)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|never had|without)\b", re.IGNORECASE)
_NOT_ICANS = re.compile(r"\b(?:not|non|no|isn't|rather than)[\s-]{1,2}icans\b", re.IGNORECASE)


@dataclass(frozen=True)
class Toxicity:
    """One toxicity that the patient has, or that is asked about.

    inputs: what is stated of it; unclear: what is spoken of it and cannot be read; past: it is told of the past.
    """

    name: str
    words: str
    inputs: tuple[Stated, ...]
    unclear: tuple[Unclear, ...]
    past: bool


@dataclass(frozen=True)
class _Found:
    name: str
    icans: bool
    token: int
    words: str
    clause: Clause

    @property
    def past(self) -> bool:
        return self.clause.past


@dataclass(frozen=True)
class _Grade:
    item: Stated | Unclear
    token: int
    clause: Clause


def toxicities(text: str, vocabulary: Vocabulary) -> tuple[Toxicity, ...]:
    """Return the toxicities that a text names and does not deny, in their order; those of now, else those of the past."""
    found = _found(text, vocabulary)
    if any(item.name in _NAMED_ROWS for item in found):
        # A fever or low blood pressure beside a cytokine release syndrome is its sign, not a second toxicity.
        found = [item for item in found if item.name in _NAMED_ROWS]
    if any(not item.past for item in found):
        found = [item for item in found if not item.past]
    grades = _grades(text)
    bound = _bound(found, grades)
    return tuple(
        _joined(name, [item for item in found if item.name == name], bound, text)
        for name in dict.fromkeys(item.name for item in found)
    )


def lone_grade(text: str) -> Stated | None:
    """Return the one grade that a text states, of whatever toxicity; None where it states none, two, or an unclear one."""
    grades = [grade.item for grade in _grades(text)]
    levels = {item.value for item in grades if isinstance(item, Stated)}
    only = grades[0] if len(levels) == 1 and all(isinstance(item, Stated) for item in grades) else None
    return only if isinstance(only, Stated) else None


def denied_toxicities(text: str, asked: Aspects) -> frozenset[str]:
    """Return the toxicities of the table that a text names only to deny them."""
    named = {_TOXICITY[concept] for concept in asked.concepts if concept in _TOXICITY}
    return frozenset(named) if _DENIES.search(text) else frozenset()


def _found(text: str, vocabulary: Vocabulary) -> list[_Found]:
    parts = clauses(text)
    offsets = _offsets(text)
    found = []
    for mention in mentions(text, vocabulary):
        name = _TOXICITY.get(mention.concept)
        place = offsets[min(mention.first_token, len(offsets) - 1)] if offsets else 0
        if name is None or is_negated(text, place) or _FIT_FOR.match(text, place):
            continue
        end = offsets[mention.first_token + mention.token_count - 1] if mention.token_count else place
        words = re.match(r"\S+", text[end:])
        shown = text[place : end + (words.end() if words else 0)].strip(" ,;.?!")
        found.append(_Found(name, mention.concept == "icans", mention.first_token, shown, clause_at(parts, place)))
    return sorted(found, key=lambda item: item.token)


def _offsets(text: str) -> list[int]:
    """Return the place of each token of a text."""
    places: list[int] = []
    for match in re.finditer(r"\S+", text):
        places += [match.start()] * len(tokens(match[0]))
    return places


def _grades(text: str) -> list[_Grade]:
    parts = clauses(text)
    grades = []
    for match in _GRADE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if _TARGET.search(before) or is_negated(text, match.start()):
            continue
        level = match["grade"].lower()
        value = _GRADES.get(level) or int(level)
        unclear = match["more"] or _COMPARED.search(before)
        item = Unclear("grade", match[0], "range") if unclear else Stated("grade", Decimal(value), match[0].strip())
        grades.append(_Grade(item, len(tokens(text[: match.start()])), clause_at(parts, match.start())))
    return [grade for grade in grades if not grade.clause.past] or grades


def _bound(found: Sequence[_Found], grades: Sequence[_Grade]) -> dict[str, list[Stated | Unclear]]:
    """Give each grade to the toxicity nearest to it in its clause; one that follows at once wins ("grade 3 CRS")."""
    bound: dict[str, list[Stated | Unclear]] = {}
    for grade in grades:
        if not found:
            continue

        nearest = min(found, key=lambda item, grade=grade: _distance(item, grade))  # type: ignore[misc]
        bound.setdefault(nearest.name, []).append(grade.item)
    return bound


def _distance(item: _Found, grade: _Grade) -> tuple[bool, float]:
    gap = item.token - grade.token
    return item.clause != grade.clause, gap - 1.5 if gap > 0 else float(-gap)


def _joined(name: str, found: Sequence[_Found], bound: dict[str, list[Stated | Unclear]], text: str) -> Toxicity:
    inputs = [Stated("toxicity", name, found[0].words)]
    unclear: list[Unclear] = []
    grades = bound.get(name, [])
    doubtful = next((item for item in grades if isinstance(item, Unclear)), None)
    levels = {item.value: item for item in grades if isinstance(item, Stated)}
    if doubtful is not None:
        unclear.append(doubtful)
    elif len(levels) > 1:
        unclear.append(Unclear("grade", " / ".join(item.words for item in levels.values()), "two_values"))
    else:
        inputs += levels.values()
    if name == "seizure":
        counted = _seizures(text)
        inputs += [counted] if isinstance(counted, Stated) else []
        unclear += [counted] if isinstance(counted, Unclear) else []
    if name == "neurotoxicity":
        inputs += _icans(found, text)
    if name in ("pancreatitis", "leukoencephalopathy"):
        confirmed = _CONFIRMED.search(text)
        if confirmed and not _NOT_CONFIRMED.search(text):
            inputs.append(Stated("confirmed", value=True, words=confirmed[0]))
    return Toxicity(name, found[0].words, tuple(inputs), tuple(unclear), all(item.past for item in found))


def _seizures(text: str) -> Stated | Unclear | None:
    counts: list[Stated] = []
    for match in _COUNTED.finditer(text):
        if is_negated(text, match.start()):
            continue
        times = (match["times"] or "").lower()
        written = (match["number"] or match["many"] or "").lower()
        if written:
            value = _NUMBERS.get(written) or int(written)
        else:
            value = 2 if match["several"] or times in ("twice", "again") else 1
        counts.append(Stated("seizures", Decimal(value), match[0].strip()))
    if not counts:
        return None
    # "Had a seizure yesterday and another one now": the higher count includes the lower.
    return max(counts, key=lambda item: Decimal(str(item.value)))


def _icans(found: Sequence[_Found], text: str) -> list[Stated]:
    denied = _NOT_ICANS.search(text)
    if denied:
        return [Stated("icans", value=False, words=denied[0])]
    named = next((item for item in found if item.icans), None)
    return [Stated("icans", value=True, words=named.words)] if named else []
