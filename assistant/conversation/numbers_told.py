"""What a turn changes of a request by a number that does not say of what: "44 not 54", "*55", "those were pounds"."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation.dates import dates
from assistant.conversation.following import corrects_plainly, is_starred
from assistant.conversation.following import is_correction as corrects
from assistant.conversation.held_between import held_until_another_day
from assistant.conversation.memory import Conversation
from assistant.conversation.multiple_again import multiple_again
from assistant.conversation.number_again import (
    ANY_DIGITS,
    ANY_NUMBER,
    ANY_WORD,
    TIMES,
    own_number,
    put_right_by_name,
    read_again,
)
from assistant.conversation.ordinals_told import counted_anew
from assistant.conversation.quantities import quantities
from assistant.conversation.quantity import KG_PER_LB
from assistant.conversation.reading import read
from assistant.conversation.replying import bare_number, measures_named
from assistant.conversation.requests import Calculate
from assistant.conversation.signals import asks_restart
from assistant.conversation.slips import (
    dose_said,
    holds_little_else,
    is_one_slip,
    right_after_all,
    says_it_is_so,
)
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, InfusionRules, Rules

_NOT = re.compile(
    r"(?P<new>\d{1,9}(?:[.,]\d{1,9})?)\s{0,2}(?P<unit>[a-z]{0,6})[\s,]{0,3}(?:and )?not\s{1,2}(?P<old>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(
    r"not\s{1,2}(?P<old>\d+(?:[.,]\d+)?)\s{0,2}(?P<unit>[a-z]{0,6})[\s,]{0,3}(?:but|it'?s|its|-)?\s{0,2}(?P<new>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_OTHER_UNIT = re.compile(
    r"\b(?:that|it|those|weight)\b[^.?!\d]{0,20}\b(?P<unit>pounds|lbs?|kilos?|kg|kilograms?|stones?)\b", re.IGNORECASE
)
_UNIT_ALONE = re.compile(
    r"^\W*(?:(?:no|sorry|oops|actually|i|meant|mean|wait|in|ok|it'?s|make|should|be|all)\W+){0,6}(?P<unit>pounds|lbs?|kilos?|kgs?|kilograms?|stones?)(?:\W+(?:not \w+|i meant?|i mean|sorry|of course|obviously|rather|instead))*\W*$",
    re.IGNORECASE,
)
_AT_A_DOSE = re.compile(
    r"^\W*(?:(?:it|this|that|she|he|they)(?:'s| was| were| is)? |happened |occurred |while |still |back )*(?:on|at|@|during)\s(?:the )?(?P<dose>\d{1,2})(?:\s?(?:mcg|micrograms?))?(?:\s?(?:a|per|/)\s?day)?\W*$",
    re.IGNORECASE,
)
_NOTHING_BUT_A_NUMBER = re.compile(
    r"^\W*(?:(?:and|or|but|what about|how about|what|if|then|ok|exactly|say|suppose|in|after|within|for|by|(?:it|that|this) (?:ends? up(?: (?:being|at|as))?|turns? out(?: to be)?|comes? (?:out )?to|runs? to|stretch\w* to|drags? (?:on|out)(?: to)?|winds? up(?: (?:being|at))?)|bang on|dead on|spot on)\W+)*\d{1,3}(?:[.,]\d)?(?:\W+(?:in fact|actually|really|sorry|then|instead|exactly|in the end|after all))*\W*$",
    re.IGNORECASE,
)
_OF_THE_PERSON = re.compile(
    r"\b(?:she|he|they|pt|patient)(?:'s| is| was| were| weighs?| weighed)?\s{1,2}\d"
    r"|\b(?:weigh\w*|gain\w*|los[et]\w*|lost|drop\w*|shed|put on|puts on|scales?|went (?:up|down)|goes (?:up|down)|comes? (?:up|down)|down to|up to)\b",
    re.IGNORECASE,
)
# "She lost 2 kilos": by how much it changed is no weight.
_CHANGED_BY = re.compile(
    r"\b(?:lost|loses|losing|gained|gains|gaining|(?:put|puts|putting) on|shed|(?:up|down|dropped|heavier|lighter) by)\s(?:(?:about|around|another|some|over|only|just|nearly|almost)\s)?\d",
    re.IGNORECASE,
)
_LABORATORY = frozenset(given.name for given in CATALOGUE["liver"].inputs) - {"weight_kg", "age_years"}
_WEEKLY = re.compile(r"\b(?:weekly|week[- ]?long|whole[- ]week)\b", re.IGNORECASE)
_HOURS_OF_A_WEEK = Decimal(24 * 7)
# "Bag ran out 2 hours early": no time of the toxicity.
_OF_A_DEVICE = re.compile(
    r"\b(?:bags?|pump|line|battery|alarm\w*|cassette|filter|tubing|lumen|port|picc)\b|\b(?:hours?|hrs?|days?|weeks?) (?:early|late|ahead|behind|too (?:early|late|soon|fast|slow))\b",
    re.IGNORECASE,
)
_FAR = 3
_ANOTHER_SAMPLE = re.compile(
    r"\b(?:repeat\w*|rpt|re-?check\w*|re-?test\w*|second sample|new (?:one|value|sample|result)|latest|this morning|tonight|today)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"\b(?:need\w*|took|take[ns]?|taking|resolv\w*|settl\w*|clear\w*|recover\w*)\b", re.IGNORECASE)
_HELD = re.compile(r"\b(?:held|hold|holding|off|paus\w*|stopped|wait\w*|without)\b", re.IGNORECASE)
_A_DOSE = re.compile(
    r"\b(?:dose|mcg|right|correct|wrong|ok(?:ay)?|enough|too (?:much|little|low|high))\b", re.IGNORECASE
)
_ROUGHLY = Decimal("0.03")
_NEVER_A_DOSE = frozenset(
    {
        "days_to_resolve",
        "days_held",
        "hours_interrupted",
        "cycles",
        "bag_hours",
        "marrow_blasts_percent",
        "peripheral_blasts_e9_per_l",
    }
)


def changed_by_a_number(
    question: str, conversation: Conversation, request: Calculate, rules: Rules
) -> dict[str, Stated] | tuple[Unclear, ...]:
    """Return what a turn changes that states a number without saying of what; unclear where it could be of several inputs.

    "44 not 54" changes what was 54; "those were pounds" the unit; "on 28" the step at which a toxicity occurred; a bare number
    what the turn before stated, if that was one number, else the one input that can have it.
    """
    known = {name: item for wanted in request.wanted for name, item in wanted.inputs.items()}
    another = held_until_another_day(question, known["days_held"]) if "days_held" in known else None
    if another is not None:
        return {"days_held": another}
    put_right = put_right_by_name(question, known) or _by_how_much(question, known)
    if put_right:
        return put_right
    question = right_after_all(question)
    if _NOT.search(question) or _NOT_FIRST.search(question):
        return swapped(question, request)
    step = _step(question, request, rules)
    if step is not None:
        return {"dose_step": step}
    unit = _OTHER_UNIT.search(question) or _UNIT_ALONE.match(question)
    if unit and "weight_kg" in known:
        return _in_other_unit(known["weight_kg"], unit["unit"])
    recent = {n for n, f in conversation.facts.items() if f.turn == conversation.turn - 1}
    counted = counted_anew(question, conversation, known, recent) or another_bag(question, request, rules)
    return counted or _duration(question, known, recent) or _bare(question, request, recent, rules)


def _by_how_much(question: str, known: Mapping[str, Stated]) -> tuple[Unclear, ...]:
    """Return the weight as unclear where a turn tells only by how much it changed."""
    is_told = "weight_kg" in known and _CHANGED_BY.search(question) is not None
    return (Unclear("weight_kg", question.strip(), "unread"),) if is_told else ()


def swapped(question: str, request: Calculate) -> dict[str, Stated]:
    """Return what a turn puts right by both its numbers ("she is 44 not 54"): what had the old one has the new."""
    swap = _NOT.search(question) or _NOT_FIRST.search(question)
    if swap is None:
        return {}
    known = {name: item for wanted in request.wanted for name, item in wanted.inputs.items()}
    holding = {name: item for name, item in known.items() if swap["old"] in ANY_NUMBER.findall(item.words)}
    # A test and its limit may be told in the same words, and with the same number.
    holding = {name: item for name, item in holding.items() if not name.endswith("_uln")} or holding
    return read_again(holding, swap["old"], swap["new"])


def repeats_a_dose(question: str, rules: Rules) -> bool:
    """Tell whether a turn says once more what dose it is ("so 28?")."""
    value = bare_number(question)
    if value is not None:
        return _is_dose(value, rules) and says_it_is_so(question)
    return dose_said(question) is not None


def in_unit_of_before(unclear: Iterable[Unclear], request: Calculate) -> dict[str, Stated]:
    """Return the measurements whose unit is not stated, in the unit in which they were stated before ("typo, weight is 45")."""
    known, found = {n: item for wanted in request.wanted for n, item in wanted.inputs.items()}, dict[str, Stated]()
    for item in unclear:
        before, numbers = known.get(item.name), ANY_NUMBER.findall(item.words)
        if item.why == "unit" and before is not None and len(numbers) == 1 and ANY_DIGITS.findall(before.words):
            again = read_again({item.name: before}, own_number((item.name, before)), numbers[0])
            found |= {name: new for name, new in again.items() if not _may_be_in_pounds(new, before)}
    return found


def _may_be_in_pounds(new: Stated, before: Stated) -> bool:
    """Tell whether a weight is what the weight before would be in pounds, or the other way round: then its unit is asked for."""
    if new.name != "weight_kg" or not isinstance(new.value, Decimal) or not isinstance(before.value, Decimal):
        return False
    larger, smaller = max(new.value, before.value), min(new.value, before.value)
    return abs(larger * KG_PER_LB - smaller) <= smaller * _ROUGHLY


def _bare(question: str, request: Calculate, recent: set[str], rules: Rules) -> dict[str, Stated] | tuple[Unclear, ...]:
    value = bare_number(question)
    again = multiple_again(question, request, value)
    if again:
        return again
    if value is None or any(q.dimension == "time" for q in quantities(question)):
        return {}
    # A value that the rules do not cover is meant only where no input can have a value that they cover.
    fitting = _fitting(request, value, {"missing_input"}, rules) or _fitting(
        request, value, {"missing_input", "not_covered"}, rules
    )
    chosen = _meant(_of_what_is_said(fitting, value, question), value, recent, question, rules)
    if not chosen or (_is_dose(value, rules) and _is_talked_of(chosen, question)):
        return {}
    is_unsure = len({item.words for item in chosen.values()}) > 1 or _may_be_a_dose(value, chosen, question, rules)
    if is_unsure or any(_is_of_several_numbers(name, item) for name, item in chosen.items()):
        return tuple(Unclear(name, question.strip(), "unit") for name in chosen)
    written = next(iter(ANY_NUMBER.findall(question)), plain(value))
    again = read_again(chosen, own_number(next(iter(chosen.items()))), written)
    doubted = [name for name, new in again.items() if _may_be_in_pounds(new, chosen[name])]
    return tuple(Unclear(name, question.strip(), "unit") for name in doubted) or again


def _of_what_is_said(fitting: dict[str, Stated], value: Decimal, question: str) -> dict[str, Stated]:
    """Return the inputs that a number can be meant for by the words beside it."""
    if _OF_THE_PERSON.search(question) and "weight_kg" in fitting:
        fitting = {"weight_kg": fitting["weight_kg"]}
    fitting = _without_far_weight(_of_its_name(fitting, question), value, question)
    fitting = _of_its_verb(_of_another_sample(fitting, question), question)
    if is_starred(question) or corrects_plainly(question):
        fitting = _mistyped(fitting, value)
    return fitting


def _of_its_name(fitting: dict[str, Stated], question: str) -> dict[str, Stated]:
    """Return the inputs without those that a turn names otherwise: "height 158" is no weight."""
    named = measures_named(question)
    return {name: item for name, item in fitting.items() if name in named} if named else fitting


def _is_of_several_numbers(name: str, item: Stated) -> bool:
    """Tell whether a time was told with two numbers ("1 week and 2 days"): which of them is meant is not known."""
    return name in TIMES and len(ANY_DIGITS.findall(item.words)) > 1 and not dates(item.words)


def _is_talked_of(chosen: Mapping[str, Stated], question: str) -> bool:
    """Tell whether a number that is a dose of the rules is spoken of as one, and tells nothing of the patient."""
    return (
        asks_restart(question)
        or says_it_is_so(question)
        or ("weight_kg" in chosen and _A_DOSE.search(question) is not None)
    )


def _of_another_sample(fitting: dict[str, Stated], question: str) -> dict[str, Stated]:
    """Return the inputs without limits of laboratory values, which no second sample changes."""
    values = {name: item for name, item in fitting.items() if not name.endswith("_uln")}
    return values if values and _ANOTHER_SAMPLE.search(question) else fitting


def _of_its_verb(fitting: dict[str, Stated], question: str) -> dict[str, Stated]:
    """Return the one of two times that the verb tells: what a toxicity needed, or how long the infusion was held."""
    if not {"days_to_resolve", "days_held"} <= fitting.keys():
        return fitting
    name = "days_to_resolve" if _NEEDED.search(question) else "days_held" if _HELD.search(question) else None
    return fitting if name is None else {name: fitting[name]}


def _without_far_weight(fitting: dict[str, Stated], value: Decimal, question: str) -> dict[str, Stated]:
    """Return the inputs without a weight that is a third of it or less, or three times as much: another input is meant by such a number."""
    weight = fitting.get("weight_kg")
    if weight is None or not isinstance(weight.value, Decimal) or _OF_THE_PERSON.search(question) or corrects(question):
        return fitting
    is_far = max(weight.value, value) >= _FAR * min(weight.value, value)
    others = {name: item for name, item in fitting.items() if name != "weight_kg"}
    return others if is_far and others and others.keys() <= _NEVER_A_DOSE else fitting


def _meant(
    fitting: dict[str, Stated], value: Decimal, recent: set[str], question: str, rules: Rules
) -> dict[str, Stated]:
    """Return the one input that the turn before stated, where a bare number can only be meant for that; else all that it fits."""
    only_recent = {name: item for name, item in fitting.items() if name in recent}
    # A laboratory value and its limit are numbers alike, and a dose is a number that may be talked of: neither is guessed.
    may_be_dose = _may_be_a_dose(value, only_recent, question, rules)
    is_sure = len(only_recent) == 1 and not may_be_dose and not fitting.keys() & _LABORATORY
    return only_recent if is_sure and holds_little_else(question) else fitting


def _may_be_a_dose(value: Decimal, chosen: Mapping[str, Stated], question: str, rules: Rules) -> bool:
    """Tell whether a number may be a dose that is talked of. "And 15?" after "14 days to resolve" is as many days."""
    is_bare = _NOTHING_BUT_A_NUMBER.match(question) is not None or not any(c.isdigit() for c in question)
    is_duration = bool(chosen) and chosen.keys() <= _NEVER_A_DOSE and is_bare
    return _is_dose(value, rules) and not is_duration


def _mistyped(fitting: dict[str, Stated], value: Decimal) -> dict[str, Stated]:
    """Return the inputs whose number is the corrected one but for one digit, all where there is none."""
    written = plain(value)
    near = {n: item for n, item in fitting.items() if is_one_slip(own_number((n, item)), written)}
    return near or fitting


def _is_dose(value: Decimal, rules: Rules) -> bool:
    return isinstance(rules.dose, DoseRules) and any(step.dose == value for step in rules.dose.table.steps)


def _fitting(request: Calculate, value: Decimal, allowed: set[str], rules: Rules) -> dict[str, Stated]:
    """Return the inputs stated as one number that can have another value: the calculation goes, or fails in an allowed way."""
    found = {}
    for wanted in request.wanted:
        for name, item in wanted.inputs.items():
            if not isinstance(item.value, Decimal) or not (
                ANY_DIGITS.search(item.words) or ANY_WORD.search(item.words)
            ):
                continue
            try:
                calculate(wanted.calculator, {**wanted.values, name: value}, rules)
            except CalculationError as error:
                if error.code not in allowed:
                    continue
            found[name] = item
    return found


def _in_other_unit(weight: Stated, unit: str) -> dict[str, Stated]:
    numbers = ANY_NUMBER.findall(weight.words)
    again = read(f"{numbers[0]} {unit}").stated.get("weight_kg") if len(numbers) == 1 else None
    return {} if again is None else {"weight_kg": again}


def another_bag(question: str, request: Calculate, rules: Rules) -> dict[str, Stated]:
    """Return the hours of another bag, told by its time or its hours alone ("the 7 day one?", "and 96?"), after a rate."""
    if any(wanted.calculator != "infusion" for wanted in request.wanted):
        return {}
    found = [q for q in quantities(question) if q.dimension == "time" and q.value is not None]
    weekly = _WEEKLY.search(question)
    if weekly is not None and not found:
        return {"bag_hours": Stated("bag_hours", _HOURS_OF_A_WEEK, weekly[0])}
    bare = None if found else bare_number(question)
    if bare is not None and isinstance(rules.infusion, InfusionRules):
        is_a_bag = any(bag.bag_hours == bare for bag in rules.infusion.table.bags)
        return {"bag_hours": Stated("bag_hours", bare, question.strip())} if is_a_bag else {}
    if len(found) != 1:
        return {}
    value = found[0].value
    return {} if value is None else {"bag_hours": Stated("bag_hours", value, found[0].words)}


def _duration(question: str, known: Mapping[str, Stated], recent: set[str]) -> dict[str, Stated]:
    """Return a duration without its kind ("8 days actually") as the one that the turn before stated."""
    found = [q for q in quantities(question) if q.dimension == "time" and q.value is not None]
    names = [name for name in TIMES if name in known and name in recent]
    same_words = {known[name].words for name in names}
    if len(found) != 1 or len(same_words) != 1 or found[0].value is None or _OF_A_DEVICE.search(question):
        return {}
    return {name: Stated(name, found[0].value / TIMES[name], found[0].words) for name in names}


def _step(question: str, request: Calculate, rules: Rules) -> Stated | None:
    match = _AT_A_DOSE.match(question)
    if match is None or not isinstance(rules.dose, DoseRules):
        return None
    if all(wanted.calculator != "modification" for wanted in request.wanted):
        return None
    steps = {step.dose_step for step in rules.dose.table.steps if step.dose == Decimal(match["dose"])}
    return Stated("dose_step", next(iter(steps)), match[0].strip(" ?.,")) if len(steps) == 1 else None
