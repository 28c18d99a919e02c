"""Durations in a text: until a toxicity resolved, without infusion, and of a bag."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.bag_hours import is_of_a_bag, run_over
from assistant.conversation.clauses import Clause, clause_at
from assistant.conversation.cycles import one_of_now
from assistant.conversation.held_between import held_between
from assistant.conversation.numerals import WORDS, number_of
from assistant.conversation.quantities import Quantity
from assistant.conversation.resolving import resolved_by_day
from assistant.conversation.since_then import is_off_since, is_still_so
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.numbers import plain

_RESOLVED = re.compile(
    r"\b(?:re?solv\w*|recover\w*|settl\w*|back (?:to|under|below|within|in (?:the )?(?:normal |reference )?range)|improv\w*|clear(?:ed|s|ing)?|subsid\w*|better|last(?:s|ed|ing)|c[ao]me(?:s|ing)? right|sorted (?:itself )?(?:out)?|over (?:in|after|within)|done (?:in|after|within)|passed (?:in|after|within)|normali[sz]\w*|"
    r"(?:com(?:e|es|ing)|came|gone|went) (?:back )?down(?! (?:to|by|from|a bit|slightly|slowly|but))|down to (?:grade|gr|g)|to (?:grade|gr|g) ?[01]|(?:all )?gone|disappear\w*|went away|symptom[- ]free)\b",
    re.IGNORECASE,
)
_UNRESOLVED = re.compile(
    r"\b(?:(?:not|never|(?:has|is|was|did|does|do|have|are|were|had|wo)n['’]?t|yet to|fail(?:s|ed|ing)? to|refus\w+ to|slow to) (?:yet |really |fully |quite |completely |properly |even |budg\w+|shift\w*|going |coming |come |go |gone |get |got |getting |been ){0,3}(?:re?solv\w*|recover\w*|settl\w*|improv\w*|clear\w*|normali[sz]\w*|subsid\w*|better|away|down|budg\w+|shift\w*|gone(?! (?:home|to|on|up|back|for|out)\b))|hasn.?t (?:re?solv\w*|recover\w*|settl\w*|improv\w*)|"
    r"still|persist\w*|ongoing|unresolved|no (?:better|improvement)|continu\w*|(?:do|does|did|has|have|is|are|was|were|will|wo)(?: ?n.?t| not) (?:yet |fully |ever )?(?:re?solv\w*|recover\w*|settl\w*|improv\w*|clear\w*|normali[sz]\w*|come down|go away|get better))\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|hold|holding|on hold|off(?! (?:label|(?:the |all )?(?:pressors?|vaso\w*|inotrop\w*|oxygen|o2|norad\w*|norepi\w*|vent\w*|steroids?|dex\w*|sedation|antibiotics?|levophed))\b)|paus\w*|interrupt\w*|stopp\w*|withheld|without (?:blin\w*|infusion|drug)|"
    r"suspend\w*|missed|break|not infus\w*|nothing (?:running|infusing|hanging|connected)|(?:bag|pump|infusion|drip|blin\w*|drug)(?:['’]s| is| was| has)?(?: been)? (?:down|out|not running))\b",
    re.IGNORECASE,
)
_NOT_A_DURATION = re.compile(r"\b(?:every|each|per|last|next|first|q)\s{0,2}$", re.IGNORECASE)
# "It has to clear within 14 days": a limit, not how long it took.
_MUST = re.compile(
    r"\b(?:has to|have to|must|should|needs? to|supposed to|unless|if it|does ?n.?t|does not|do not|don.?t)\b[^.;?!]{0,20}$",
    re.IGNORECASE,
)
# "Fifteen days. That's how long it took".
_THAT_LONG = re.compile(
    r"^\W{1,4}(?:that|this|which)(?:['’]?s| is| was| has been) (?:exactly |just |precisely )?how (?:long|many days|much time)\b(?P<what>[^.?!;]{0,120})",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"^\s{0,2}(?:ago|back|earlier|before|later|late|over(?! the)|longer|extra|too (?:many|long|late)|past it|short)\b",
    re.IGNORECASE,
)
# How long it has been at the grade that a hold waits for is not how long it took to get there.
_AT_TARGET = re.compile(
    r"\b(?:grade|gr|g)\s?(?:0|1|zero|one)\s{1,2}(?:now )?(?:for|x|since)\s{0,2}(?:the )?(?:last |past )?$",
    re.IGNORECASE,
)
# "It was grade 1 after 3 days".
_BACK_AT_TARGET = re.compile(
    r"(?:\b(?:grade|gr|g)\.?\s?(?:(?:≤|<=)\s?)?|(?:≤|<=)\s?)(?:0|1|zero|one)\s{1,2}(?:again )?(?:after|in|within|by)\s{1,2}(?:only |just |exactly |about )?$",
    re.IGNORECASE,
)
# "After 4 days she was grade 1".
_AFTER = re.compile(r"\b(?:after|within|in|by)\s{1,2}(?:only |just |exactly |about )?$", re.IGNORECASE)
_THEN_AT_TARGET = re.compile(
    r"^,?\s{1,2}(?:(?:she|he|it|they|this|that|the \w+|pt|patient)(?:['’]s)?\s{1,2})?(?:(?:is|was|were|had|has|been|come|came|got|gone|went|reached|hit|back|down|at|to|a|now|already|only|just)\s{1,2}){1,5}(?:grade|gr|g)\.?\s?(?:0|1|zero|one)\b",
    re.IGNORECASE,
)
# "Needed 15 days until it was grade 1", "16 days until LFTs were normal".
_UNTIL_TARGET = re.compile(
    r"^\s(?:until|till|['’]?til|before|for|to)\s(?:(?:it|she|he|they|this|that|things|the \w+|\w+)(?:['’]s)?\s)?(?:(?:was|were|is|are|had|has|be|been|come|came|get|got|go|gone|went|reach|reached|hit|fall|fell|drop|dropped|back|down|at|to|a|again|only)\s){1,5}(?:(?:grade|gr|g)\.?\s?(?:≤\s?)?(?:0|1|zero|one)\b|normal\b|baseline\b|resolved\b|gone\b)"
    r"|^\s(?:until|till|['’]?til|before)\s(?:(?:it|she|he|they|this|that|the \w+)\s)?(?:resolved|settled|cleared|recovered|normali[sz]ed)\b",
    re.IGNORECASE,
)
# "6 days until grade 1".
_UNTIL_GRADE = re.compile(
    r"^\s(?:until|till|['’]?til|to)\s(?:(?:reach|reaching|hit|get to|getting to|a)\s)?(?:(?:grade|gr|g)\.?\s?(?:≤\s?)?|≤\s?)(?:0|1|zero|one)\b",
    re.IGNORECASE,
)
_HOLDS_OR_WAITS = re.compile(
    r"\b(?:h[eo]ld|holding|wait\w*|off|paus\w*|stopp?\w*|within|limit|allow\w*|has|must|should)\b", re.IGNORECASE
)
_NEEDED = re.compile(
    r"\b(?:needed|required|took|taken|takes|after|within|in|was)\s{1,2}(?:only |just |exactly |a full |all of )?$",
    re.IGNORECASE,
)
# "Every symptom gone 1 day later".
_GONE_BEFORE = re.compile(
    r"\b(?:gone|resolved|settled|cleared(?: up)?|better|over|normal|recovered|fine|symptom[- ]free|subsided|disappeared|well|(?:grade|gr|g)\.?\s?(?:≤\s?)?(?:0|1|zero|one))\s{1,2}(?:again |only |just |exactly |within |all ){0,2}$",
    re.IGNORECASE,
)
_LATER = re.compile(r"^\s(?:later|afterwards?)\b", re.IGNORECASE)
# Days that were waited after it had resolved.
_WAITED = re.compile(
    r"\b(?:wait(?:ed|ing|s)?|observ(?:ed|ing)|stable|well|free|extra|further|additional)\s(?:(?:for|the|an?|those|his|her|another|about|extra|further|additional|required|recommended|full|minimum|last)\s){0,4}$",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:still|persist\w*|ongoing|unresolved|not (?:yet )?(?:better|resolved|settled))\b", re.IGNORECASE
)
# "It's been 9 days now and she's still grade 3".
_BEEN = re.compile(
    r"\b(?:(?:it|that)(?:['’]?s| has| is)(?: now| already)?(?: been)?|been)(?: now| already| about| over)?\s{1,2}$",
    re.IGNORECASE,
)
# "16 days now, still there".
_DAYS_AND_STILL = re.compile(
    r"^\W*(?:(?:and|but|so|well|ok(?:ay)?|it['’]?s|that['’]?s|been)\W+)*\w+ (?:days?|weeks?)(?: now| in| on| already| later| so far| out)?\W+(?:and |but )?(?:(?:it|she|he|that|they)(?:['’]?s| is| are)? )?(?:still|no better|not (?:better|settled|resolved|gone)|unresolved|persist\w*|ongoing)\b",
    re.IGNORECASE,
)
# "It's been 15 days": of what was spoken of before.
_BEEN_ALONE = re.compile(
    r"^\W*(?:(?:and|but|so|well|ok(?:ay)?|now)\W+)*(?:(?:it|that)(?:['’]?s| has| is)(?: now| already)? )?been(?: now| already| over)? \w+ (?:days?|weeks?)(?: now| already| so far)?(?:\W*$|\s?[,.;:?!]\s)",
    re.IGNORECASE,
)
# "It's been going on for 16 days".
_GOING_ON = re.compile(
    r"\b(?:been|still|kept|keeps) (?:going|dragging|rumbling|hanging|grumbling|lasting)(?: (?:on|along|around))?(?: (?:for|now|about|already|over)){0,2}\s{1,2}$|\b(?:drags|dragged|dragging|goes|gone|went) on (?:now )?for\s{1,2}$",
    re.IGNORECASE,
)
# "The pump's been going for 18 days": that nothing is wrong.
_THE_PUMP = re.compile(
    r"\b(?:pump|infusion|bag|drip)(?:['’]?s| has| is| had)?(?: now| only| already| just)? (?:been|still|kept|keeps|goes|gone|went)\b[^.,;?!]{0,30}$",
    re.IGNORECASE,
)
_STILL_THERE = re.compile(
    r"\bstill (?:(?:at|around|about|over|above|up at) )?(?:[3-9](?:[.,]\d{1,2})?\s?(?:x|×|times)|\d{2,4}\b(?!\s?(?:kg|kilos?|lb|mcg|mg|ml|days?|hours?|years?|y/?o|/)))|\bstill (?:very |just as |way |well |really )?(?:up|high|raised|elevated|abnormal|deranged|there|no better)\b|\bstill\b[^.;?!]{0,20}\b(?:grade|gr|g)\.?\s?[2-4]\b|\b(?:not|never|has ?n['’]?t|is ?n['’]?t|was ?n['’]?t) (?:yet )?(?:come|came|got|gone|gotten)?\s?(?:back |down )?(?:to|at|below) (?:grade|gr|g)\.?\s?[01]\b",
    re.IGNORECASE,
)
# "With the extra 3 days we were off for 9 days in total": a part of the whole.
_PART = re.compile(r"\b(?:extra|additional|further|added|required|obligatory|mandatory)\s{1,2}$", re.IGNORECASE)
_IN_TOTAL = re.compile(r"\b(?:in total|total|altogether|overall|all told|all in all)\b", re.IGNORECASE)
_STAYS_UP = re.compile(
    r"\b(?:been|remain\w*|stay\w*) (?:up|high|raised|elevated|abnormal|deranged|the same|that way)\b", re.IGNORECASE
)
_FOR = re.compile(r"\b(?:after|for|x|at|now)\s{0,2}$", re.IGNORECASE)
_NOW_AT_TARGET = re.compile(
    r"\b(?:now|today|currently|since then|then)\s(?:(?:it['’]?s|is|at|back|down|to|a) ){0,3}(?:grade|gr|g)\.?\s?(?:0|1|zero|one)\b",
    re.IGNORECASE,
)
# "Grade 3 rash for 15 days", "8 x ULN for 15 days".
_LASTS = re.compile(
    r"(?:\b(?:grade|gr|g)\s?[2-4](?:\s[a-z-]+){0,2}|\b(?:uln|upper limit|normal)|\b(?:lfts?|alt|ast|bili\w*|transaminases?|enzymes|liver)\b[^.;?!]{0,20}(?:\dx|\bx|times|-?fold|high|up|raised|elevated|deranged|abnormal))\s(?:now |already )?(?:for|x)\s{0,2}(?:the (?:last |past ))?$",
    re.IGNORECASE,
)
_GRADED = re.compile(r"\b(?:grade|gr|g)\s?[2-4]\b", re.IGNORECASE)
_EXACTLY = r"(?:(?:about|exactly|precisely|only|just|all of|a total of|the full|a full|bang on|roughly) )?"
_TOOK = re.compile(rf"\btook\s{{1,2}}(?:her |him |it |them )?{_EXACTLY}$", re.IGNORECASE)
_IT_TOOK = re.compile(
    rf"(?:^\W*(?:(?:and|but|so|then|if|say|what if|ok(?:ay)?)\W+)*|[,;.]\s|\b(?:it|that|this|which|they|all|everything|(?:alt|ast|lfts?|enzymes|transaminases|bili(?:rubin)?)) )(?:took|takes|had taken|has taken)\s{{1,2}}(?:her |him |them )?{_EXACTLY}$",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(r"\s{0,2}(?:of|worth|off)\b", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:after|within|in|took|lasted|for)(?P<about> about| around| roughly| nearly| almost| under| over| just over| just under| more than| less than)?(?: exactly| precisely| only| just| all of| her| him| it| them)* an? (?:whole |full )?(?P<unit>day|week|fortnight)\b(?! ago| and a half)",
    re.IGNORECASE,
)
_DAYS_OF = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14)}
_AFTERWARDS = re.compile(r"[,;]\s(?:and |but )?(?:only |just )?after\s{1,2}$", re.IGNORECASE)
_OTHER_DAYS = re.compile(r"\b\d{1,2} ?(?:days|d)\b", re.IGNORECASE)
_RESOLVED_IN = re.compile(
    r"(?<!not )(?<!never )\b(?:resolved|settled|cleared|recovered|gone|back to (?:baseline|normal|(?:grade|gr|g) ?[01])) (?P<when>(?:with)?in (?P<number>\d{1,2}))(?=\s?[).,;?!]|$)(?!\.\d)",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    r"\W*(?:(?:for|x|after|about|it|that|this|has|been|is|now|so|far|already|in|on|total|and|counting|exactly|only|just|over|under|['’]s)\b\W*)*",
    re.IGNORECASE,
)
# The days of this hold beside those of an earlier one, without their unit: "held 8 days last cycle, 3 now".
_HELD_BEFORE = r"\b(?:held|off|paused|stopped|interrupted)\b[^.;?!,\d]{0,20}\d{1,2} days?\b[^.;?!,\d]{0,20}\b(?:last|previous|prior|earlier|first|before)\b[^.?!,;\d]{0,20}"
_SO_MANY_NOW = re.compile(
    rf"{_HELD_BEFORE}(?:[,;]|\sand\b|\.)\s(?:(?:and|but|it['’]?s|only|just|now|this (?:cycle|time)|we|held|off|been) ){{0,4}}(?P<number>\d{{1,2}}|{WORDS})(?:\s(?:now|so far|today|this (?:time|cycle))){{0,2}}(?=\s?(?:[.,;?!)]|$|so far\b))(?!\.\d)",
    re.IGNORECASE,
)
_DAYS_NOW = re.compile(r"^\snow\b", re.IGNORECASE)
_OF_HOURS = ("hour", "hour and minute")
_NEAR = 30


def durations(text: str, parts: Sequence[Clause], found: Sequence[Quantity]) -> Iterator[Stated | Unclear]:
    """Yield the durations of what a text says near them: resolved, not resolved, held, or a bag's."""
    resolve: list[tuple[Stated | Unclear, int]] = []
    held: list[tuple[Stated | Unclear, int]] = []
    bags: list[tuple[Stated | Unclear, int]] = []
    for q in found:
        before, after = text[max(0, q.start - _NEAR) : q.start], text[q.end :]
        if is_of_a_bag(text, q):
            bags.append((_hours("bag_hours", run_over(text, q)), q.start))
            continue
        kind = _what(text, _clause_of(text, parts, q), q, before, after)
        if kind is None and held and _DAYS_NOW.match(after):
            # "Off 2 days for CRS, 10 days now for ICANS": which of the two holds is meant, is asked.
            kind = "days_held"
        if kind == "days_held":
            held += [(item, q.start) for item in _held(q)]
            # The hold began with it or later: what is still there after a hold has lasted at least as long.
            resolve += [(in_days("unresolved_days", q), q.start)] * bool(_STILL_THERE.search(text))
        elif kind is not None:
            resolve.append((in_days(kind, q), q.start))
    resolve += [*_of_one(text, parts), *_in_days_of_before(text), *resolved_by_day(text)]
    held += _held_without_unit(text) if held else list(held_between(text))
    for items in (
        resolve,
        [h for h in held if h[0].name == "days_held"],
        [h for h in held if h[0].name != "days_held"],
        bags,
    ):
        yield from one_of_now(items, parts)


def _held_without_unit(text: str) -> Iterator[tuple[Stated | Unclear, int]]:
    """Yield the days of a second hold that is told beside one in days: "held 8 days last cycle, 3 now"."""
    for match in _SO_MANY_NOW.finditer(text):
        value = number_of(match["number"])
        if value is not None:
            words = match["number"]
            yield Stated("days_held", value, words, f"{words}, in days"), match.start("number")


def _clause_of(text: str, parts: Sequence[Clause], q: Quantity) -> Clause:
    """Return the clause of a duration, with the one before it where it holds nothing else: "won't settle, 3 weeks now"."""
    clause = clause_at(tuple(parts), q.start)
    place = parts.index(clause)
    if place == 0 or not _NOTHING_ELSE.fullmatch(text[clause.start : q.start] + text[q.end : clause.end]):
        return clause
    start = parts[place - 1].start
    return replace(clause, text=text[start : clause.end], start=start)


def _what(text: str, clause: Clause, q: Quantity, before: str, after: str) -> str | None:
    """Return what a duration is of; None where nothing says."""
    plain = _told_plainly(text, clause.text, before, after)
    if plain is not None:
        return plain
    if _is_something_else(text, q, before, after) or _WAITED.search(before):
        return None
    told = _THAT_LONG.match(after)
    if told is not None:
        return "days_held" if _HELD.search(told["what"]) else "days_to_resolve"
    kind = _kind(clause.text, q.start - clause.start, before) or _took(text, before, after) or _goes_on(text, before)
    if kind == "unresolved_days" and _LASTS.search(before) and _NOW_AT_TARGET.search(text):
        return "days_to_resolve"
    return kind or ("days_to_resolve" if _is_at_target(before, after) else None)


def _told_plainly(text: str, clause: str, before: str, after: str) -> str | None:
    if is_off_since(text, clause, after):
        return "days_held"
    if is_still_so(text, after):
        return "unresolved_days"
    return "days_to_resolve" if _is_until_gone(clause, before, after) else None


def _is_until_gone(clause: str, before: str, after: str) -> bool:
    """Tell whether a time is that until a toxicity was gone: "needed 15 days until it was grade 1", "gone 1 day later"."""
    if _UNRESOLVED.search(clause):
        return False
    is_told_first = not before.strip(" ,;.") and _HOLDS_OR_WAITS.search(clause) is None
    is_needed = (is_told_first or _NEEDED.search(before) is not None) and _UNTIL_TARGET.match(after) is not None
    is_needed = is_needed or (_UNTIL_GRADE.match(after) is not None and _HOLDS_OR_WAITS.search(clause) is None)
    return is_needed or (_GONE_BEFORE.search(before) is not None and _LATER.match(after) is not None)


def _of_one(text: str, parts: Sequence[Clause]) -> Iterator[tuple[Stated | Unclear, int]]:
    """Yield one day or week that is told by its article, where it is told that something resolved: "gone after a day"."""
    for match in _ONE.finditer(text):
        clause = clause_at(tuple(parts), match.start())
        if not _RESOLVED.search(clause.text) or _UNRESOLVED.search(clause.text):
            continue
        if match["about"]:
            yield Unclear("days_to_resolve", match[0], "about"), match.start()
        else:
            yield Stated("days_to_resolve", _DAYS_OF[match["unit"].lower()], match[0]), match.start()


def _in_days_of_before(text: str) -> Iterator[tuple[Stated | Unclear, int]]:
    """Yield a number without its unit after which something resolved, beside days that have it: "held 3 days, resolved in 2"."""
    if _OTHER_DAYS.search(text) is None:
        return
    for match in _RESOLVED_IN.finditer(text):
        words = match["when"]
        yield Stated("days_to_resolve", Decimal(match["number"]), words, f"{words}, in days"), match.start()


def _kind(clause: str, place: int, before: str) -> str | None:
    """Return what a duration at a place of a clause is of, by the words nearest to it; None where nothing says."""
    resolved, off = _distance(_RESOLVED, clause, place), _distance(_HELD, clause, place)
    if resolved is None and off is None:
        lasts = (_STILL.search(clause) and _FOR.search(before)) or _STAYS_UP.search(clause)
        return "unresolved_days" if lasts or _LASTS.search(before) else None
    if off is not None and (resolved is None or resolved > off):
        return "days_held"
    return "unresolved_days" if _UNRESOLVED.search(clause) else "days_to_resolve"


def _held(q: Quantity) -> list[Stated | Unclear]:
    return [in_days("days_held", q), *([_hours("hours_interrupted", q)] if q.unit in _OF_HOURS else [])]


def _is_something_else(text: str, q: Quantity, before: str, after: str) -> bool:
    """Tell whether a time is no duration of anything: a limit, a time ago, a frequency, or a part of a whole that is told."""
    if _NOT_A_DURATION.search(before) or (q.lead == "within" and _MUST.search(before)) or _AGO.match(after):
        return True
    return bool(_AT_TARGET.search(before) or (_PART.search(before) and _IN_TOTAL.search(text)))


def _is_at_target(before: str, after: str) -> bool:
    """Tell whether a time is that until the grade that a hold waits for: "grade 1 after 4 days", "after 4 days she was grade 1"."""
    then = _AFTER.search(before) is not None and _THEN_AT_TARGET.match(after) is not None
    return then or _BACK_AT_TARGET.search(before) is not None


def _goes_on(text: str, before: str) -> str | None:
    """Return that a toxicity has lasted so long and is still there: "it's been 9 days now and she's still grade 3"."""
    is_there = _STILL_THERE.search(text) or _BEEN_ALONE.match(text)
    is_long = (_GOING_ON.search(before) and not _THE_PUMP.search(before)) or (_BEEN.search(before) and is_there)
    return "unresolved_days" if is_long or _DAYS_AND_STILL.match(text) else None


def _took(text: str, before: str, after: str) -> str | None:
    """Return that a toxicity took so long: "resolved (took 2 days)", "it took 4 days", "grade 3 at 28 mcg, took 9 days"."""
    is_over = _RESOLVED.search(text) is not None and _UNRESOLVED.search(text) is None
    if _IT_TOOK.search(before) or (is_over and _AFTERWARDS.search(before)):
        return "days_to_resolve"
    is_of_toxicity = _RESOLVED.search(text) or (_GRADED.search(text) and not _OF_SOMETHING.match(after))
    return "days_to_resolve" if _TOOK.search(before) and is_of_toxicity else None


def _distance(pattern: re.Pattern[str], text: str, place: int) -> int | None:
    return min(
        (min(abs(match.end() - place), abs(match.start() - place)) for match in pattern.finditer(text)), default=None
    )


def in_days(name: str, q: Quantity) -> Stated | Unclear:
    """Return a duration as the input of this name, in days; unclear where it has no one value."""
    if q.value is None:
        return Unclear(name, q.words, q.doubt or "number")
    days = q.value / 24
    return Stated(name, days, q.words, None if q.unit == "day" else f"{q.words} = {plain(q.value)} hours ÷ 24, in days")


def _hours(name: str, q: Quantity) -> Stated | Unclear:
    if q.value is None:
        return Unclear(name, q.words, q.doubt or "number")
    return Stated(name, q.value, q.words, None if q.unit == "hour" else f"{q.words} = {plain(q.value)} hours")
