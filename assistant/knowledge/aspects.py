"""What a question or a passage is about, where similarity is blind: grade, weight band, cycle, bag, toxicity.

Small models place "Grade 3" beside "Grade 4". A passage under the heading Grade 3 does not answer a question on grade 4, however
alike the words are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.passages import Passage
from assistant.knowledge.vocabulary import Vocabulary, mentions

WeightBand = Literal["fixed", "bsa"]

_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_NUMBER = r"(?:\d+|one|two|three|four|five|iii|ii|iv|i|v)"
_SERIES = rf"({_NUMBER})(?:\s*(?:-|–|to|or|and|/|&)\s*(?:grade |gr |cycle |g |c )?({_NUMBER}))?"
# "recovery to ≤ Grade 1" and "until grade 1" name the end of a hold, not the toxicity's grade.
_GRADE = re.compile(
    rf"(?<!≤ )(?<!≤)(?<!<= )(?<!to )(?<!until )\b(?:(?:graded|scored)\s*(?:it |this |that |her |him )?(?:as |a |at )?|(?:grade|gr\.?)\s*(?:of |: ?)?|g\s*(?=\d)){_SERIES}\b",
    re.IGNORECASE,
)
# "So grade 1", "call it grade 1", "is grade 1 good enough": how far it has come down, where it was of a higher grade.
_REACHED = re.compile(
    r"\b(?:so|call(?:ed|ing)? it|now|that makes it|back (?:to|at|down to)|down (?:to|at)) (?:an? )?(?:grade|gr\.?|g) ?(?:1|one|i)\b(?! (?:or|to|-|and) ?(?:2|two))"
    r"|\b(?:grade|gr\.?|g) ?(?:1|one|i) (?:good|low|fine|ok(?:ay)?|safe)? ?enough\b",
    re.IGNORECASE,
)
_MILD, _HIGHER = 1, 3
_SEVERE = frozenset({3})
_CYCLE = re.compile(
    rf"\b(?:(?:cycles?|cyc\.?)\s*|c\s*(?=\d))(?:number |no\.? |# ?)?{_SERIES}(?:st|nd|rd|th)?\b", re.IGNORECASE
)
_CYCLES_LISTED = re.compile(r"\bcycles\s*([1-5](?:\s*,\s*[1-5])+(?:\s*,?\s*(?:and|or|&)\s*[1-5])?)\b", re.IGNORECASE)
_ORDINAL_CYCLE = re.compile(
    r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th) (?:cycle|round|course|block)\b", re.IGNORECASE
)
_AFTER_THE_FIRST = re.compile(
    r"\b(?:after|past|beyond|following|since) (?:the )?(?:first (?:cycle|round|course)|cycle (?:1|one)|c1)\b(?!\W*d(?:ay)?\s*\d)|\bonce (?:cycle 1|c1|the first cycle) is (?:over|done|finished)\b",
    re.IGNORECASE,
)
_LATER_CYCLES = re.compile(r"\b(?:subsequent|later|following|other) (?:cycle|round|course|block)s?\b", re.IGNORECASE)
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
}
_BELOW = re.compile(
    r"(?:<|\b(?:under|below|sub|less than|lighter than|smaller than|not over))[\s-]*(?:45|[1-3]?\d|4[0-4])\b(?=\s*(?:kg|kgs|kilos?|\D|$))(?!\s*(?:x|%|days?|hours?|h\b|years?|mg|mcg|ml|m2|m²|\d))|\b(?:light|small|littl|tin|slight|petite|skinn|scrawn)(?:e|y|er|ier)? (?:adult|grown-?up|patient|pt|one)s?\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:≥|>=|>|\b(?:over|above|at least|more than|heavier than))[\s-]*45\b|(?<!age )(?<!aged )\b45 ?(?:kg|kgs|kilos?|kilograms?)?,? (?:or|and) (?:more|over|above|heavier|up|upwards?|greater)\b(?! (?:years|yrs))|\b(?:full|normal|average|standard|ordinary|regular)[- ](?:sized?|build) (?:adult|patient|pt|person|people|man|men|woman|women)s?\b|\b(?:normal|average|standard|ordinary|usual)[- ]weight\b|\b45 ?(?:kg|kgs|kilos?)? ?\+|\bheavier (?:adult|patient|pt|people|person)s?\b",
    re.IGNORECASE,
)
# How a band is dosed names it too, where no weight is told ("44 kg: can I use the fixed dose?"). A surface that is told ("BSA 1.38") is a patient's.
_BY_SURFACE = re.compile(
    r"\bbsa\b(?!\W{0,3}(?:(?:is|of|was)\s)?\d)|\b(?:m2|m²)[- ]?(?:dos|based|patient|pt)", re.IGNORECASE
)
_AT_FIXED_DOSE = re.compile(r"\bfixed[- ]dos", re.IGNORECASE)
# "The 45 kg line" parts the bands, and is in neither.
_WEIGHT = re.compile(
    r"(?<![\d.,])(\d{2,3}(?:[.,]\d{1,3})?) ?(?:kg|kgs|kilos?)\b(?![ -](?:line|limit|cut-?off|cut off|threshold|mark|border|boundary|divide|rule)\b)",
    re.IGNORECASE,
)
_POUNDS = re.compile(r"(?<![\d.,])(\d{2,3}(?:\.\d+)?) ?(?:lbs?|pounds?)\b", re.IGNORECASE)
_STONES = re.compile(r"(?<![\d.,])(\d{1,2}(?:\.\d+)?) ?(?:st|stones?)\b(?: (\d{1,2})\b)?", re.IGNORECASE)
_FROM_KG, _KG_A_POUND, _POUNDS_A_STONE = 45, 0.45359237, 14
_BAG_HOURS = re.compile(r"\b(24|48|72|96|168) ?-?(?:h|hr|hrs|hour|hours|hourly)\b", re.IGNORECASE)
# The rows of the rates are headed "Duration of infusion (hour) 24".
_ROW_HOURS = re.compile(r"\(hour\) (\d+)")
_BAG_DAYS = re.compile(
    r"\b(\d|one|two|three|four|seven)[- ]days?\b(?=[^.;,]*\b(?:bag|infusion|cassette)s?\b)", re.IGNORECASE
)
_WEEK_BAG = re.compile(
    r"\b(?:weekly|week-long|one[- ]week|1[- ]week|whole[- ]week) bags?\b|\bbags?\b[^.;,]{0,30}\b(?:whole|full|entire|a|one) week\b",
    re.IGNORECASE,
)
# "Bags of one to four days", "the 24 to 96 h bags": each of them.
_BAG_RANGE = re.compile(
    r"\b(1|24|one)(?:[- ]?(?:h|hrs?|hours?|days?))?\s?(?:-|–|to|through|until|up to)\s?(2|3|4|7|48|72|96|168|two|three|four|seven)[- ]?(h|hrs?|hours?|days?|d)\b",
    re.IGNORECASE,
)
_BAG_OF_DAYS = re.compile(
    r"\b(?:bags?|cassettes?)\b (?:of|for|lasting|running|run|over|that (?:runs?|lasts?|goes?|go))(?: for| over)? (\d|one|two|three|four|seven)[- ]days?\b",
    re.IGNORECASE,
)
# "7 day?" after a question on another bag.
_DAYS_ALONE = re.compile(
    r"^\W*(?:(?:and|or|so|what about|how about|same|for|with|the|an?|ok(?:ay)?)\W+)*(1|2|3|4|7|one|two|three|four|seven)[- ]?days?(?: (?:one|then|too))?\W*$",
    re.IGNORECASE,
)
_A_BAG = re.compile(r"\b(?:bags?|cassettes?|infusions?)\b", re.IGNORECASE)
# "In patients < 45 kg, blinatumomab must be dosed ...": it holds for that band alone.
_OPENS_WITH_BAND = re.compile(r"In patients [<≥] 45 kg(?=,)")
_DAY_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "seven": 7}
_HOURS_A_DAY = 24
_DAYS_A_WEEK = 7
_DURATIONS = frozenset({24, 48, 72, 96, 168})
_OLD = re.compile(
    r"\b(?:he|she|who|patient|pt|mum|dad)(?:['’]s| is| was) (?:6[6-9]|[7-9]\d)\b(?=\s?(?:[,.;:?!)]|$|and\b|now\b|years?\b|yo\b|y/o\b))|\b(?:man|woman|lady|gentleman|male|female|patient|pt|person|somebody|someone|adult|bloke|chap|guy|age|aged|those|people|patients) (?:of |aged |at )?(?:6[6-9]|[7-9]\d)\b(?!\.\d|\s?(?:kg|kgs|kilos?|cm|lbs?|%|mcg|mg|ml|bpm|st\b|days?|hours?|h\b|x\b|mmol))",
    re.IGNORECASE,
)
_DOCUMENTS = frozenset({"summary", "monograph"})
_ABOUT_BAGS = frozenset({"filter", "bag_7_day", "infusion_rate", "overfill"})


@dataclass(frozen=True)
class Aspects:
    """What a text is about. An empty set means that the text does not say.

    grades: 1–5; bands: the weight bands below or from 45 kg; cycles: 1–5; bag_hours: duration of a bag; toxicities and
    concepts: ids of the vocabulary.
    """

    grades: frozenset[int]
    bands: frozenset[WeightBand]
    cycles: frozenset[int]
    bag_hours: frozenset[int]
    toxicities: frozenset[str]
    concepts: frozenset[str]


def aspects_of(text: str, vocabulary: Vocabulary) -> Aspects:
    """Read what a question is about."""
    concepts = frozenset(mention.concept for mention in mentions(text, vocabulary))
    if _OLD.search(text):
        concepts |= {"elderly"}
    return Aspects(
        grades=_of_the_toxicity(_series(_GRADE, text), text),
        bands=_bands(text),
        cycles=_cycles(text),
        bag_hours=_bag_hours(text),
        toxicities=frozenset(concept for concept in concepts if vocabulary.kind_of(concept) == "toxicity"),
        concepts=concepts,
    )


def aspects_of_passage(passage: Passage, vocabulary: Vocabulary) -> Aspects:
    """Read what a passage is about: its headings decide; a list item may also name its grade or cycle in its first words.

    A statement on bags or their rate may name the durations anywhere. Its concepts are those of its headings and its words.
    """
    headings = ". ".join(passage.heading_path)
    opening = passage.quote.partition(":")[0] if passage.kind == "item" and ":" in passage.quote else ""
    opening = opening or (_OPENS_WITH_BAND.match(passage.quote) or [""])[0]
    named = aspects_of(f"{headings}. {opening}", vocabulary)
    every = frozenset(mention.concept for mention in mentions(passage.words, vocabulary))
    bag_hours = named.bag_hours | (_bag_hours(passage.words) if every & _ABOUT_BAGS else frozenset())
    return Aspects(named.grades, named.bands, named.cycles, bag_hours, named.toxicities, named.concepts | every)


def names_band(text: str) -> bool:
    """Tell whether a text names a weight band as such ("45 kg and up"), not a weight that lies in one."""
    return any(pattern.search(text) for pattern in (_BELOW, _AT_LEAST, _BY_SURFACE, _AT_FIXED_DOSE))


def bands_told(text: str) -> frozenset[WeightBand]:
    """Return the weight bands that a text names ("under 45 kg"), else those in which the weights lie that it tells."""
    bands: tuple[tuple[WeightBand, re.Pattern[str]], ...] = (("bsa", _BELOW), ("fixed", _AT_LEAST))
    return frozenset(band for band, pattern in bands if pattern.search(text)) or frozenset(
        "fixed" if weight_kg >= _FROM_KG else "bsa" for weight_kg in _weights_kg(text)
    )


def _weights_kg(text: str) -> Iterator[float]:
    yield from (float(match[1].replace(",", ".")) for match in _WEIGHT.finditer(text))
    yield from (float(match[1]) * _KG_A_POUND for match in _POUNDS.finditer(text))
    yield from (
        (float(match[1]) * _POUNDS_A_STONE + float(match[2] or 0)) * _KG_A_POUND for match in _STONES.finditer(text)
    )


def merged(before: Aspects, now: Aspects) -> Aspects:
    """Return what a follow-up is about: each aspect that it names itself, else as before."""
    return Aspects(
        grades=now.grades or before.grades,
        bands=now.bands or before.bands,
        cycles=now.cycles or before.cycles,
        bag_hours=now.bag_hours or before.bag_hours,
        toxicities=now.toxicities or before.toxicities,
        concepts=before.concepts - before.toxicities | now.concepts
        if now.toxicities
        else before.concepts | now.concepts,
    )


def compatible(question: Aspects, passage: Aspects) -> bool:
    """Tell whether a passage can be about what is asked: no grade, band, cycle or bag of it contradicts the question's."""
    pairs: tuple[tuple[frozenset[object], frozenset[object]], ...] = (
        (frozenset(question.grades), frozenset(passage.grades)),
        (frozenset(question.bands), frozenset(passage.bands)),
        (frozenset(question.cycles), frozenset(passage.cycles)),
        (frozenset(question.bag_hours), frozenset(passage.bag_hours)),
    )
    return all(asked & said for asked, said in pairs if asked and said)


def agreement(question: Aspects, passage: Aspects) -> int:
    """Count the aspects on which a passage says just what the question asks."""
    return (
        bool(question.grades & passage.grades)
        + bool(question.bands & passage.bands)
        + bool(question.cycles & passage.cycles)
        + bool(question.bag_hours & passage.bag_hours)
        + bool(question.toxicities & passage.toxicities)
    )


def _of_the_toxicity(grades: frozenset[int], text: str) -> frozenset[int]:
    """Return the grades told without the one that a higher one has come down to, or must; a severe toxicity is one of the higher grades."""
    if _REACHED.search(text) is None:
        return grades
    if max(grades, default=0) >= _HIGHER:
        return grades - {_MILD}
    return _SEVERE if grades == {_MILD} and "severe" in text.lower() else grades


def _series(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in pattern.finditer(text):
        numbers = [_DIGITS.get(group.lower()) or int(group) for group in match.groups() if group and _is_number(group)]
        if len(numbers) == 2 and re.search(r"-|–|to", match[0][len(match[0]) // 4 :]) and numbers[0] < numbers[1]:
            found.update(range(numbers[0], numbers[1] + 1))
        found.update(numbers)
    return frozenset(number for number in found if 1 <= number <= 5)


def _is_number(group: str) -> bool:
    return group.lower() in _DIGITS or (group.isascii() and group.isdigit() and len(group) <= 2)


def _cycles(text: str) -> frozenset[int]:
    if _AFTER_THE_FIRST.search(text):
        return frozenset(range(2, 6))
    later = set(range(2, 6)) if _LATER_CYCLES.search(text) else set()
    ordinals = {_ORDINALS[match[1].lower()] for match in _ORDINAL_CYCLE.finditer(text)}
    listed = {int(number) for match in _CYCLES_LISTED.finditer(text) for number in re.findall(r"\d", match[1])}
    return _series(_CYCLE, text) | later | ordinals | listed


def _bands(text: str) -> frozenset[WeightBand]:
    return bands_told(text) or _by_dosing(text)


def _by_dosing(text: str) -> frozenset[WeightBand]:
    """Return the bands that are named by how they are dosed."""
    named: tuple[tuple[WeightBand, re.Pattern[str]], ...] = (("bsa", _BY_SURFACE), ("fixed", _AT_FIXED_DOSE))
    return frozenset(band for band, pattern in named if pattern.search(text))


def _bag_hours(text: str) -> frozenset[int]:
    days = {
        (_DAY_WORDS.get(match[1].lower()) or int(match[1])) * _HOURS_A_DAY
        for pattern in (_BAG_DAYS, _BAG_OF_DAYS, _DAYS_ALONE)
        for match in pattern.finditer(text)
    }
    week = {7 * _HOURS_A_DAY} if _WEEK_BAG.search(text) else set()
    hours = {int(match[1]) for pattern in (_BAG_HOURS, _ROW_HOURS) for match in pattern.finditer(text)}
    return (frozenset(hours | days | week) & _DURATIONS) | _between(text)


def _between(text: str) -> frozenset[int]:
    """Return the durations of the bags of a range, its ends included."""
    if not _A_BAG.search(text):
        return frozenset()
    ends = [
        [(_DAY_WORDS.get(match[n].lower()) or int(match[n])) for n in (1, 2)]
        for match in _BAG_RANGE.finditer(text)
        if match[3].lower().startswith("d") == (match[2].isalpha() or int(match[2]) <= _DAYS_A_WEEK)
    ]
    hours = [[end * _HOURS_A_DAY if end <= _DAYS_A_WEEK else end for end in pair] for pair in ends]
    return frozenset(bag for first, last in hours for bag in _DURATIONS if first <= bag <= last)
