"""Grades and numbers of seizures in a text, where they stand and in which clause."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.clauses import Clause, clause_at, clauses, is_negated
from assistant.conversation.numerals import ORDINAL, WORDS, number_of
from assistant.conversation.of_relatives import was_had_by_relative
from assistant.conversation.resolving import is_reached
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.vocabulary import tokens

_LEVEL = r"(?:\d[.,]\d(?!\d|[.,]\d)|\d(?![\d]|[.,]\d)|(?:zero|one|two|three|four|five|iii|ii|iv|i|v)\b)"
_NO_UNIT = r"(?!\d|[.,:/-]\d|\s{0,2}(?:x\b|×|times|days?(?! ?\d)|d\b|h\b|hrs?|hours?|weeks?|wks?|mins?|minutes?|kg|lb|mg|mcg|%|st\b|nd\b|rd\b|th\b|cycles?(?! ?\d)|am\b|pm\b|in the (?:morning|afternoon|evening|night)|o['’]?clock|(?:times|episodes?|events?|fits?|seizures?|patients?|pts?|doses?)\b|/))"
_MORE = (
    r"(?P<more>(?!\s{0,2}(?:and|\+)\s{0,2}(?:grade|gr\.?|g)\s?[\di])\s{0,2}(?:-|–|/|to|or|and|\+|,? ?now|then|->|→|progress\w* to|worsen\w* to|up to)\s{0,2}(?:(?:grade|gr\.?|g)\s?)?"
    rf"(?:(?:\d|one|two|three|four|five|iii|ii|iv)\b{_NO_UNIT}|higher|above|more|worse|greater)|\s?\+(?!\s?(?:grade|gr|g)))?"
)
# "Neutropenia CTCAE 4" is a grade; "by CTCAE 4", "current CTCAE 5.0" a version.
_NOT_A_VERSION = "".join(
    f"(?<!{word} )"
    for word in ("per", "by", "using", "use", "with", "under", "to", "current", "on", "the", "in", "of", "from", "nci")
)
_GRADE = re.compile(
    rf"\b(?:(?:graded?|grades(?=\s(?:it|this|that|her|him|them)\b))(?:\s(?:it|this|that|her|him|them|these|(?:(?:the|this|his|her|their)\s)?(?:CRS|ICANS|IRR|neuro\w*|toxicity|reaction|event|rash)))?(?:\s{{0,2}}(?:as(?: an?)?|is|of|at|now|currently|=|:|-))?|gr[.:]?|gd(?=\s?[1-4]\b)|g(?=\s?[-:=]?\s?(?:\d|iii|ii|iv))|{_NOT_A_VERSION}(?:nci[- ])?ctc(?:ae)?(?=\s?[-:=]?\s?[1-4]\b))\s{{0,2}}(?:[-:=]\s?)?(?P<grade>{_LEVEL})(?!\w){_MORE}",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    rf"\b(?:CRS|ICANS|IRR|neurotox(?:icity)?|infusion reaction|cytokine release(?: syndrome)?)['’]?s?\s{{0,2}}(?:(?:of|is|was|now|at|as|has|been|got|just|only|still|currently|then|initially|being|called|scored|rated|labell?ed|graded|judged|deemed|classed|put|documented|recorded|charted|reckoned|said|to|be|an?|=|:) ){{0,5}}(?P<either>either |between |maybe |perhaps |possibly )?(?P<grade>[1-4]|(?:two|three|four|iii|ii|iv)(?=\s?(?:[,;.?!:]|$|now\b|still\b|today\b)))\b{_NO_UNIT}{_MORE}",
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
# "5 days till it was grade 1"; "all well until she got grade 4" tells the grade.
_TARGET_REACHED = re.compile(
    r"\b(?:until|till?)(?:\s(?:it|that|this|she|he|they|crs|icans)(?:['’]s|\s(?:was|were|is|got|came|went|reached|fell|dropped|hit))?(?:\s(?:down|back))?(?:\s(?:to|at))?)?\s{0,2}$",
    re.IGNORECASE,
)
# "Is grade 1 good enough to restart?"
_IS_ENOUGH = re.compile(
    r"\s(?:is |be |was |being )?(?:good|low|ok(?:ay)?|fine|enough|sufficient|safe|acceptable)\b(?: enough)?(?: \w+){0,2} (?:to|for) (?:re-?start|resum|re-?challeng|go(?:ing)? (?:back|on)|switch|turn|reconnect)",
    re.IGNORECASE,
)
_RISES_TO = re.compile(
    r"\b(?:gets?|got|getting|goes|go|going|gone|went|progress\w*|worsen\w*|escalat\w*|increas\w*|ris\w+|rose|up|turn\w*|mov\w+|chang\w+|(?:up|down|re-?)grad\w*|bump\w*|revis\w*|re-?scor\w*|re-?class\w*)\s(?:(?:it|this|that|her|him|them)\s)?(?:up\s)?(?:in)?to\s(?:an?\s)?\s{0,2}$|\b(?:has|have|had|it['’]s)(?: now| since)? become\s{0,2}$",
    re.IGNORECASE,
)
# "One 40 sec fit": how long it lasted is no count.
_LASTING = r"(?:\d{1,3}[\s-]?(?:s|secs?|seconds?|mins?|minutes?)[\s-])?"
_CLOCK = r"(?:noon|midnight|\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|h|hrs?)?)"
_FITS = r"(?:seizures?|fits?|convulsions?|tonic[- ]clonics?|gtcs?|grand[- ]mals?)"
_COUNTED = re.compile(
    rf"\b(?:(?P<number>\d{{1,2}}+|{WORDS})\s?x?|(?P<single>an?|single|only one)|(?P<nth>{ORDINAL})|"
    rf"(?P<several>another|further|additional|multiple|several|recurrent|repeated|repeat|(?<!how many )more|a few))\s{_LASTING}(?:(?!{ORDINAL}|secs?\b|seconds?\b|mins?\b|minutes?\b|another|further|additional|recurrent|repeated|repeat|more|grade|gr|days?|hours?|cycle|ha[sd]|have|having|with|who|and|is|was|now|then|today|but|got|gets)[a-z-]+\s){{0,2}}?{_FITS}\b"
    r"|\b(?:seized|fitted|convulsed|had a (?:fit|seizure)|fit|fits|seizures?)\s(?P<times>once|twice|thrice|again|x\s?(?P<by>\d{1,2}+)\b|(?P<many>\d{1,2}+|two|three|four|five)\s(?:times|x)\b)"
    r"|\b(?P<one>seized|fitted|convulsed)\b(?!\s(?:twice|thrice|again|x ?\d|\w+ times))",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(
    rf"\b{_FITS}\b[^.;?!]{{1,40}}\b(?:another|a second|a further|one more)\b(?: one)?(?=\s{{0,2}}(?:now|today|tonight|just|this|since|[.,;?!]|$))"
    r"|\b(?:seized|fitted|convulsed)\b[^.;?!]{1,40}\b(?:again|once more|(?:a second|another|one more) time)\b"
    rf"|\b(?:seized|fitted|convulsed|{_FITS})\b[^.;?!]{{0,15}}\bat {_CLOCK} and (?:(?:then|again|also) )?(?:at )?{_CLOCK}(?=\s{{0,2}}(?:today|tonight|yesterday|this|[.,;?!]|$))",
    re.IGNORECASE,
)
# "Just had a fit. He also had one in the first cycle": two on this drug.
_HAD_ONE_BEFORE = re.compile(
    rf"\b{_FITS}\b[^?]{{1,160}}\b(?:also had|had also|had already|already had|already)\s(?:one|another|a (?:first|previous|similar) one)\s(?:(?:in|on|during) (?:the |her |his |this )?(?:(?:first|last|second|previous|earlier) cycle|cycle \d|c\d|drug|blin\w*)|yesterday|last (?:night|week)|this morning)\b",
    re.IGNORECASE,
)
# "A seizure last month and one today": two on this drug.
_ONE_BEFORE_AND_ONE_NOW = re.compile(
    rf"\b{_FITS}\b[^.?]{{0,30}}\b(?:(?:hours?|days?|weeks?) ago|yesterday|last (?:night|week|month|cycle|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in (?:cycle \d|c\d|the (?:first|last|previous) cycle)|this morning|overnight|earlier)\b[^.?]{{0,20}}\b(?:and|then|plus|now)(?: had| has had| having)? (?:one|1)(?: more)?(?: fit| seizure)?(?: (?:just|again|right))?(?= (?:now|today|tonight|this|in (?:cycle|c\d)|since|just)\b(?! (?:re?solved|gone|over|stopped)))",
    re.IGNORECASE,
)
# "A tonic-clonic seizure an hour ago, first ever".
_FIRST_EVER = re.compile(
    rf"\b{_FITS}\b[^.?!]{{0,40}}?[,;(–-]\s?(?:(?:her|his|the|a) )?(?:very )?first(?: (?:ever|one|time|event|episode))\b",
    re.IGNORECASE,
)
# "Bed 9 fits": the number is the bed's.
_OF_A_PLACE = re.compile(
    r"\b(?:bed|bay|room|ward|day|cycle|age|aged|pt|patient|case)\s{0,2}(?:#|no\.?|number)?\s?$", re.IGNORECASE
)
# "Having a seizure, her second one".
_NTH_ONE = re.compile(
    rf"\b(?:{_FITS}|seizing|fitting|convulsing)\b[^.;?!]{{0,40}}?\b(?P<nth>{ORDINAL}) (?:one|episode|event|time)\b"
    rf"|\b(?:{_FITS}|seizing|fitting|convulsing)\b[^.;?!]{{0,30}}?\b(?:her|his|their|the pt['’]s|now) (?P<own>{ORDINAL})(?=\s?[;,.)!?]|$|\s(?:now|today|tonight|so far|since|ever)\b)"
    r"|\b(?:seizing|fitting|convulsing)\b[^.;?!]{0,20}\b(?P<again>again)\b",
    re.IGNORECASE,
)
# "Grade 2 in cycle 1, this time grade 4": two events, of which the later one is meant; a lower one after a
# higher one is asked about.
_THIS_TIME = re.compile(
    r"\b(?:this (?:time|one|episode|event)|now back (?:at|with)|(?:the )?(?:new|current|present) (?:one|episode|event))\b",
    re.IGNORECASE,
)
# "Grade 3, now grade 1": one toxicity that resolves.
_DOWN_TO = re.compile(r"\s{0,3}(?:,? ?now|then|->|→)\s{0,3}(?:(?:grade|gr\.?|g)\s?)?(?:0|1|zero|one|i)", re.IGNORECASE)
# "Grade 2 now grade 3", "worsened from grade 2 to 3": the later grade, where it is the higher one.
_GOES_ON_TO = re.compile(
    r"\s{0,2}(?P<how>,? ?now|then|->|→|progress\w* to|worsen\w* to|to)\s{0,2}(?:(?:grade|gr\.?|g)\s?)?(?P<later>[1-4]|one|two|three|four|iii|ii|iv)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:worsen\w*|progress\w*|escalat\w*|increas\w*|went|gone|goes|rose|risen|jumped|up)\s(?:\w+\s)?from\s$",
    re.IGNORECASE,
)
_CAME_DOWN_FROM = re.compile(
    r"\b(?:went|gone|goes|came|come|comes|dropped|drops|fell|fallen|falls|improved|improves|improving|settled|settling|eased|down|better|recovered) (?:(?:down|back|already|now|overnight|today) ){0,2}from\s$",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:was|had been|(?:\d{1,2}|one|two|three|four|five|six|a few|a couple of) (?:days?|nights?|hours?) ago)\b(?!.*\b(?:last|previous|prior|history)\b)",
    re.IGNORECASE,
)
_OF_THESE_DAYS = r"(?:yesterday|last night|overnight|this (?:morning|afternoon|evening)|earlier(?: today)?|initially|at first|at (?:midnight|noon|\d{1,2}(?::?\d\d)?(?: ?[ap]m)?)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} ?(?:h|hours?|days?) ago)"
_THESE_DAYS = re.compile(rf"\b{_OF_THESE_DAYS}\b", re.IGNORECASE)
# "Grade 2 yesterday, 4 today": the later grade, without its word.
_LATER = re.compile(
    rf"\s?{_OF_THESE_DAYS}[\s,;]{{1,3}}(?:(?:and|but|then|now|is|it['’]?s|up to|already)\s){{0,3}}(?P<later>[1-4]|two|three|four|iii|ii|iv)(?=\s(?:today|now|tonight|this|by|since|at)\b|\s?(?:[,;.?!]|$))(?!\s(?:days?|hours?|h|kg)\b)",
    re.IGNORECASE,
)
_IN_ERROR = re.compile(
    r"\b(?:slip of the pen|typo\w*|struck (?:out|through)|crossed out|in error|by mistake|mistakenly|mis-?graded|wrongly|erroneous\w*|miscoded|misfiled)\b",
    re.IGNORECASE,
)
_RESOLVED, _HIGHEST = 1, 4
_TIMES = {"once": 1, "twice": 2, "again": 2, "thrice": 3}
_AT_LEAST_TWO = 2


@dataclass(frozen=True)
class Graded:
    """A grade and its place: how many tokens stand before it, and its clause."""

    item: Stated | Unclear
    token: int
    clause: Clause


def grades(text: str) -> list[Graded]:
    """Return the grades of the toxicities of a text: those of now, else those of the past."""
    parts = clauses(text)
    found: list[Graded] = []
    taken: list[tuple[int, int]] = []
    denied: set[Decimal | None] = set()
    theirs: list[Graded] = []
    for match in [*_GRADE.finditer(text), *_AFTER_NAME.finditer(text)]:
        if any(start < match.end("grade") and match.start("grade") < end for start, end in taken):
            continue
        taken.append(match.span())
        before = text[max(0, match.start() - 20) : match.start()]
        if _is_target(before, match["grade"]) or is_reached(text, match.start()) or _IS_ENOUGH.match(text, match.end()):
            continue
        if is_negated(text, match.start()):
            denied.add(number_of(match["grade"].lower()))
            continue
        found.append(
            Graded(
                _graded(match, before),
                len(tokens(text[: match.start() if match.re is _GRADE else match.start("grade")])),
                clause_at(parts, match.start()),
            )
        )
        if was_had_by_relative(text, match.start()):
            theirs.append(found[-1])
    found = [grade for grade in found if grade not in theirs] or found
    found.sort(key=lambda grade: grade.token)
    return _of_now(_without_denied(found, denied))


def _without_denied(found: list[Graded], denied: set[Decimal | None]) -> list[Graded]:
    """Return the grades without those that the text takes back ("the note says grade 4, it was never grade 4"), if others are left."""
    kept = [
        grade
        for grade in found
        if not (isinstance(grade.item, Stated) and grade.item.value in denied)
        and not _IN_ERROR.search(grade.clause.text)
    ]
    return kept or found


def _is_target(before: str, written: str) -> bool:
    """Tell whether a grade is the one that a hold waits for ("took 5 days to get to grade 1"), not one reached ("got to grade 3")."""
    level = number_of(written.lower())
    is_reached = _RISES_TO.search(before) is not None and level is not None and level > _RESOLVED
    is_low = level is not None and level <= _RESOLVED
    return (_TARGET.search(before) is not None and not is_reached) or (
        is_low and _TARGET_REACHED.search(before) is not None
    )


def _of_now(found: list[Graded]) -> list[Graded]:
    """Return the grades of now, else those of the past.

    "Was grade 3, is grade 1 since this morning" tells of one toxicity that resolves: its grade is the higher one.
    """
    this_time = [grade for grade in found if _THIS_TIME.search(grade.clause.text)]
    if this_time and max(map(_level, this_time)) >= max(map(_level, found)):
        return this_time
    now = [grade for grade in found if not grade.clause.past]
    was = [grade for grade in found if grade.clause.past and _WAS.search(grade.clause.text)]
    highest = max(map(_level, was), default=Decimal())
    if now and _RESOLVED < max(map(_level, now)) < highest and any(_THESE_DAYS.search(g.clause.text) for g in was):
        # "Was grade 4 yesterday, grade 2 today": better, or graded anew, is asked.
        return [*was, *now]
    has_resolved = bool(now and was) and max(map(_level, now)) <= _RESOLVED < min(map(_level, was))
    return was if has_resolved else now or found


def _level(grade: Graded) -> Decimal:
    value = grade.item.value if isinstance(grade.item, Stated) else None
    return value if isinstance(value, Decimal) else Decimal(_HIGHEST)


def _graded(match: re.Match[str], before: str) -> Stated | Unclear:
    written = match["grade"].lower()
    value = Decimal() if written in ("0", "zero") else number_of(written)
    if value is not None and value != value.to_integral_value():
        return Unclear("grade", match[0].strip(), "number")
    later = _worse(match["more"] or "", before, value) or _worse_since(match, value)
    if later is not None:
        return Stated("grade", later, match[0].strip())
    if value is not None and _is_better(match["more"] or "", before, value):
        return Stated("grade", value, match[0].strip())
    is_doubted = match.groupdict().get("either") is not None
    is_range = match["more"] and not (_DOWN_TO.fullmatch(match["more"]) and value is not None and value > _RESOLVED)
    if is_doubted or is_range or _COMPARED.search(before) or value is None:
        return Unclear("grade", match[0].strip(), "range")
    return Stated("grade", value, match[0].strip())


def _worse(more: str, before: str, value: Decimal | None) -> Decimal | None:
    """Return the grade that a toxicity has worsened to, None where it is a range or an improvement."""
    match = _GOES_ON_TO.fullmatch(more)
    later = number_of(match["later"].lower()) if match else None
    if match is None or later is None or value is None or later <= value:
        return None
    return later if match["how"].lower() != "to" or _FROM.search(before) else None


def _worse_since(match: re.Match[str], value: Decimal | None) -> Decimal | None:
    """Return the higher grade that a toxicity has since reached, told by its number alone."""
    since = _LATER.match(match.string, match.end())
    later = number_of(since["later"].lower()) if since else None
    return later if later is not None and value is not None and later > value else None


def _is_better(more: str, before: str, value: Decimal) -> bool:
    """Tell whether a toxicity has come down from a grade to a lower one: its row is that of the higher one."""
    match = _GOES_ON_TO.fullmatch(more)
    lower = number_of(match["later"].lower()) if match else None
    return lower is not None and lower < value and _CAME_DOWN_FROM.search(before) is not None


def seizures(text: str) -> Stated | None:
    """Return how many seizures a text counts, None where it counts none. The highest count includes the lower ones."""
    counts = [
        Stated("seizures", _count(match), match[0].strip())
        for match in _COUNTED.finditer(text)
        if not is_negated(text, match.start()) and not _is_of_a_place(match, text)
    ]
    counts += [
        Stated("seizures", Decimal(_AT_LEAST_TWO), match[0])
        for pattern in (_AND_ANOTHER, _HAD_ONE_BEFORE, _ONE_BEFORE_AND_ONE_NOW)
        for match in pattern.finditer(text)
    ]
    counts += [
        Stated(
            "seizures", number_of(nth) or Decimal(1) if (nth := m["nth"] or m["own"]) else Decimal(_AT_LEAST_TWO), m[0]
        )
        for m in _NTH_ONE.finditer(text)
        if not is_negated(text, m.start())
    ]
    counts += [Stated("seizures", Decimal(1), m[0]) for m in _FIRST_EVER.finditer(text)]
    # "Had a seizure yesterday and another one now": the higher count includes the lower.
    return max(counts, key=lambda item: Decimal(str(item.value)), default=None)


def _is_of_a_place(match: re.Match[str], text: str) -> bool:
    """Tell whether the digits before "fits" number a bed or a day."""
    return (match["number"] or "").isdigit() and _OF_A_PLACE.search(text[: match.start()]) is not None


def _count(match: re.Match[str]) -> Decimal:
    written = match["number"] or match["many"] or match["by"] or match["nth"]
    if written:
        return number_of(written) or Decimal(1)
    times = (match["times"] or "").lower()
    return Decimal(_TIMES.get(times, _AT_LEAST_TWO if match["several"] else 1))
