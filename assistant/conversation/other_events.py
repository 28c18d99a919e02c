"""Days that count something else than the cycle: "PICC day 10", "day 12 of admission", "IT methotrexate given on day 1"."""

import re
from collections.abc import Sequence

from assistant.conversation.clauses import clause_at, clauses, is_negated
from assistant.conversation.doses_said import OTHER_DRUG

_OTHER_COURSE = (
    r"(?:admission|stay|in-?patient|hospital\w*|icu|itu|hdu|isolation|abx|antibiotics?|antimicrobials?|antifungals?|tazo\w*|mero\w*|vanc\w*|pip-?tazo|picc|hickman|portacath|"
    r"(?:central |arterial |art )?line|cannula|catheter|drain|fever|neutropenia|neutropenic|post-?op|covid|quarantine|allo|sct|transplant|chemo\w*|dex\w*|pred\w*|steroids?|antivirals?|g-?csf|hold|break|pause|interruption)"
)
_COUNTED_BEFORE = re.compile(rf"\b(?:{_OTHER_COURSE}|POD)[\s,:]{{1,2}}(?:is |on |at )?$", re.IGNORECASE)
_COUNTED_AFTER = re.compile(
    rf"^\s(?:of|on|in|into)\s(?:(?:the|her|his|this|an?|our)\s)?{_OTHER_COURSE}\b", re.IGNORECASE
)
_PROCEDURE = re.compile(
    r"\b(?:IT|intrathecal|LPs?|lumbar puncture|transfus\w*|platelets|red cells|prbcs?|biops\w*|bone marrow|BMA?T?|mri|ct(?: head)?|scan\w*|echo|picc|hickman|line)\b"
)
_DONE = re.compile(
    r"\b(?:given|gave|got|had|done|received|started|stopped|finished|completed|inserted|placed|put in|taken|went in|switched|changed)\b",
    re.IGNORECASE,
)
_DRUG = re.compile(r"\bblin\w*", re.IGNORECASE)
# The day of a toxicity tells at which step it occurred: beside one, no day is put aside.
_TOXIC = re.compile(
    r"\b(?:(?:grade|gr\.?|g)\s?[1-4]|crs|icans|irr|neuro\w*|confus\w*|encephalop\w*|aphasi\w*|drows\w*|tremor\w*|seiz\w*|fits?|fitted|convuls\w*|lfts?|alt|ast|bili\w*|"
    r"react\w*|toxicit\w*|pancreatitis|leak|dic|rash|cytokine\w*|delir\w*|held|hold|restart\w*|resum\w*)\b",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:(?:re)?started|began|begun|commenced|hooked up|went up|gone up|stepped up|increased|escalated|moved up)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|today|currently|tonight)\b", re.IGNORECASE)
_NOW_BEFORE = re.compile(
    r"\b(?:now|today(?:['’]s| is)?|currently|tonight is|this is|it['’]?s now)[\s,:]{1,2}(?:on |at )?$", re.IGNORECASE
)
_BEFORE_NOW = re.compile(
    r"\b(?:since|after|in|during|from|throughout|tolerated|finished|completed|post|had)\s(?:the |her |his )?$",
    re.IGNORECASE,
)
_DONE_WITH = re.compile(
    r"\b(?:after|since|through|tolerated|finished|completed|post)\s(?:the |her |his )?$", re.IGNORECASE
)
_OFF_SINCE = re.compile(
    r"\b(?:off|held|stopped|paused|interrupted|not (?:had|received|getting)|without|nothing)\b[^.;?!]{0,30}\b(?:since|from|after)\s(?:c\d ?|cycle \d,? )?$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:(?:grade|gr\.?|g)\s?[1-4]|crs|icans|irr|neuro\w*|confus\w*|encephalop\w*|tremor\w*|seiz\w*|fits?|lfts?|alt|ast|bili\w*|react\w*|toxicit\w*|rash)\b",
    re.IGNORECASE,
)
_NEAR = 30


def of_the_cycle(text: str, days: Sequence[re.Match[str]], *, others: bool) -> list[re.Match[str]]:
    """Return the days of a text without those that count something else; nor the start where today is told.

    others: another day is told with its cycle. A day on which something else was done is kept where it is the only one.
    """
    counted = [m for m in days if not _counts_another_course(text, m) and not _is_of_the_stop(text, m)]
    if _TOXIC.search(text):
        return counted
    tells_now = any(_NOW_BEFORE.search(text[max(0, m.start() - _NEAR) : m.start()]) for m in counted)
    own = [m for m in counted if not _is_of_an_event(text, m.start(), tells_now=tells_now)]
    return own if own or others else counted


def without_cycles_of_before(text: str, cycles: Sequence[re.Match[str]], *, others: bool) -> list[re.Match[str]]:
    """Return the cycles of a text without those of before: "lost weight since C1, now C2D1".

    others: one is told with its day; where none is, one that is done with gives way to another ("cycle 2 today, marrow after cycle 1 clear").
    """
    if any(not is_negated(text, match.start()) for match in _TOXIC.finditer(text)):
        return list(cycles)
    before = _BEFORE_NOW if others else _DONE_WITH
    kept = [m for m in cycles if not before.search(text[max(0, m.start() - _NEAR) : m.start()])]
    return kept if others or kept else list(cycles)


def _counts_another_course(text: str, day: re.Match[str]) -> bool:
    before, after = text[max(0, day.start() - _NEAR) : day.start()], text[day.end() :]
    return _COUNTED_BEFORE.search(before) is not None or _COUNTED_AFTER.match(after) is not None


def _is_of_the_stop(text: str, day: re.Match[str]) -> bool:
    """Tell whether a day is that since which the infusion is off, where no toxicity asks at which step it occurred."""
    return _OFF_SINCE.search(text[: day.start()]) is not None and _EVENT.search(text) is None


def _is_of_an_event(text: str, place: int, *, tells_now: bool) -> bool:
    """Tell whether a day stands in a clause on another drug or a procedure that was done, or is the start where today is told."""
    clause = clause_at(clauses(text), place).text
    if tells_now and _STARTED.search(clause) and not _NOW.search(clause):
        return True
    names_other = OTHER_DRUG.search(clause) is not None or _PROCEDURE.search(clause) is not None
    return names_other and _DONE.search(clause) is not None and _DRUG.search(clause) is None
