"""Which calculator a text asks for. Each rule is one small function; they are tried in the order of `CALCULATORS`.

A question on how things are (how common, which symptoms, how to monitor) is looked up, whatever toxicity it names.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculators import CATALOGUE
from assistant.conversation.requests import Wanted
from assistant.conversation.stated import Reading, Stated, Unclear, named_step, occurred_at
from assistant.conversation.toxicities import Toxicity
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules
from assistant.knowledge.vocabulary import Vocabulary


@dataclass(frozen=True)
class Text:
    """A question as the rules see it. patient: it speaks of one patient."""

    question: str
    asked: Aspects
    reading: Reading
    toxicities: tuple[Toxicity, ...]
    patient: bool


_PATIENT = re.compile(
    r"\b(?:my|our|this|the next|next|new) (?:patient|pt|lady|gentleman|man|woman|guy|adult)\b|\bpts?\b|\b(?:she|he|her|him|his|mr|mrs|ms)\b",
    re.IGNORECASE,
)
_ABOUT_THINGS = re.compile(
    r"\b(?:how common|how often|how soon|frequency|incidence|rate of|percent(?:age)?|symptoms?|signs?|look like|definition|"
    r"define[sd]?|mean(?:s|ing)?|what(?:'s| is| are) (?:crs|icans|neurotoxicity|a seizure|cytokine)|why|caus(?:e|es|ed)|risk|"
    r"when (?:does|do|will|is|are) (?:crs|icans|neuro|seizure|cytokine|they)|onset|prevent\w*|prophyla\w*|monitor\w*|"
    r"assess\w*|graded|grading|scale|criteria|consent|counsel\w*|teach|report\w*|driv\w*|pregnan\w*|guidelines?|trials?|study|"
    r"studies|evidence|compare[sd]?|differ\w*|according to the summary|summary|listed|mentioned|reported)\b",
    re.IGNORECASE,
)
_DOSE_WORDS = re.compile(
    r"\b(?:dos(?:e|es|ing|age)|how much|how many (?:mcg|micrograms?)|mcg|micrograms?)\b", re.IGNORECASE
)
_RATE_WORDS = re.compile(
    r"\b(?:rate|ml ?/ ?h\w*|mls? (?:per|an) hour|speed|how fast|run|runs|pump|volume|overfill|set (?:it|the pump)|infus\w+ at)\b",
    re.IGNORECASE,
)
_SCHEDULE_WORDS = re.compile(
    r"\b(?:schedule|calendar|dates?|timetable|timeline|plan|when (?:will|does|do|is|should|would)|finish\w*|ends?|last day|course)\b",
    re.IGNORECASE,
)
_BSA_WORDS = re.compile(r"\b(?:bsa|body surface area)\b", re.IGNORECASE)
_ACTION_WORDS = re.compile(
    r"\b(?:what (?:do|should|to|now|next|happens|action)|manag\w*|handle|hold|stop|restart\w*|re-?start|resum\w*|discontinu\w*|continu\w*|"
    r"dos(?:e|ing)|modif\w*|adjust\w*|action|next|now|give|keep going|carry on|rechallenge|re-challenge|do i|should i|can i)\b",
    re.IGNORECASE,
)
_RESTART_WORDS = re.compile(r"\b(?:restart\w*|re-?start\w*|resum\w*|reiniti\w*|start(?:ing)? again)\b", re.IGNORECASE)
_TAKES = re.compile(
    r"\b(?:on|given|gave|received|receiving|got|after|had|taking|takes|with|despite|already)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_TERSE_WORDS = 7
_COUNTED_IN = ("marrow_blasts_percent", "peripheral_blasts_e9_per_l")
_LIVER = frozenset(given.name for given in CATALOGUE["liver"].inputs) - {"weight_kg", "age_years", "indication"}
_BODY = frozenset({"weight_kg", "height_cm", "bsa_m2", "age_years"})
_NOT_ABOUT_DOSE = frozenset(
    {
        "premedication",
        "prephase",
        "hold",
        "maximum_dose",
        "number_of_cycles",
        "medication_error",
        "overdose",
        "adverse_effects",
    }
)


def wanted(text: Text, vocabulary: Vocabulary, rules: Rules) -> tuple[Wanted, ...]:
    """Return the calculations that a text asks for, none where it is to be looked up."""
    if _is_about_other_drug(text, vocabulary):
        return ()
    found: list[Wanted] = []
    for rule in CALCULATORS:
        found += rule(text, rules)
        if found and rule in _ALONE:
            break
    return tuple(found)


def is_patient(question: str, reading: Reading) -> bool:
    """Tell whether a text speaks of one patient: a body's measurement, an age, or words for a person."""
    return bool(_BODY & (reading.stated.keys() | reading.unclear.keys())) or _PATIENT.search(question) is not None


# ---- one rule a calculator


def _modifications(text: Text, rules: Rules) -> list[Wanted]:
    if _ABOUT_THINGS.search(text.question):
        return []
    named = [toxicity for toxicity in text.toxicities if toxicity.name != "liver" or not _liver_numbers(text)]
    if not named and _liver_lasts(text):
        named = [toxicity for toxicity in text.toxicities if toxicity.name == "liver"]
    chosen = [toxicity for toxicity in named if _asks_what_to_do(text, toxicity)]
    if not chosen and text.patient and not text.toxicities and _RESTART_WORDS.search(text.question):
        return [_of("modification", text, {}, ())]
    step = _dose_step(text, rules)
    return [
        _with_unresolved(_of("modification", text, _by_name(toxicity, step), toxicity.unclear), text)
        for toxicity in chosen
    ]


def _liver(text: Text, _: Rules) -> list[Wanted]:
    if (
        not _liver_numbers(text)
        or _ABOUT_THINGS.search(text.question)
        or any(t.name != "liver" for t in text.toxicities)
    ):
        return []
    return [_of("liver", text, {}, ())]


def _prephase(text: Text, _: Rules) -> list[Wanted]:
    named = text.reading.stated.keys() | text.reading.unclear.keys()
    return [_of("prephase", text, {}, ())] if named & set(_COUNTED_IN) else []


def _infusion(text: Text, _: Rules) -> list[Wanted]:
    names_bag = "bag_hours" in text.reading.stated or "bag_hours" in text.reading.unclear
    asks_rate = _RATE_WORDS.search(text.question) is not None and "filter" not in text.asked.concepts
    return [_of("infusion", text, {}, ())] if names_bag and asks_rate else []


def _schedule(text: Text, _: Rules) -> list[Wanted]:
    names_start = "start_date" in text.reading.stated or "start_date" in text.reading.unclear
    asks_dates = _SCHEDULE_WORDS.search(text.question) is not None
    is_timed = {"cycle", "day"} <= text.reading.stated.keys()
    if (names_start and not is_timed and (asks_dates or "weight_kg" in text.reading.stated)) or (
        text.patient and re.search(r"\b(?:schedule|calendar)\b", text.question, re.IGNORECASE)
    ):
        return [_of("schedule", text, {}, ())]
    return []


def _dose(text: Text, _: Rules) -> list[Wanted]:
    reading = text.reading
    known = reading.stated.keys() | reading.unclear.keys()
    timed = bool({"cycle", "day"} & known)
    asks_dose = _DOSE_WORDS.search(text.question) is not None
    bare = "weight_kg" in known and timed and len(text.question.split()) <= _TERSE_WORDS + 3
    if _ABOUT_THINGS.search(text.question) or (text.asked.concepts & _NOT_ABOUT_DOSE) or text.toxicities:
        return []
    if (asks_dose and (text.patient or timed)) or bare:
        return [_of("dose", text, {}, ())]
    return []


def _bsa(text: Text, _: Rules) -> list[Wanted]:
    known = text.reading.stated.keys() | text.reading.unclear.keys()
    asks = _BSA_WORDS.search(text.question) is not None and not _DOSE_WORDS.search(text.question)
    return [_of("bsa", text, {}, ())] if asks and {"weight_kg", "height_cm"} & known and "bsa_m2" not in known else []


_Rule = Callable[[Text, Rules], list[Wanted]]
CALCULATORS: tuple[_Rule, ...] = (_modifications, _liver, _prephase, _infusion, _schedule, _dose, _bsa)
_ALONE: tuple[_Rule, ...] = (_modifications, _liver, _schedule, _dose)


# ---- what the rules look at


def _asks_what_to_do(text: Text, toxicity: Toxicity) -> bool:
    stated = {item.name for item in toxicity.inputs} | {item.name for item in toxicity.unclear}
    if stated & {"grade", "seizures"}:
        return True
    is_terse = len(text.question.split()) <= _TERSE_WORDS and not text.question.rstrip().endswith("?")
    asks = _ACTION_WORDS.search(text.question) is not None
    if toxicity.name == "liver":
        return any(name.endswith("_x_uln") for name in text.reading.unclear) or (text.patient and asks)
    return text.patient or asks or is_terse


def _liver_numbers(text: Text) -> bool:
    """Are there liver values or multiples? A comparison ("over 5 times") names the row, not a value."""
    stated = _LIVER & text.reading.stated.keys()
    unclear = {name for name in _LIVER & text.reading.unclear.keys() if text.reading.unclear[name].why != "comparison"}
    return bool(stated or unclear)


def _liver_lasts(text: Text) -> bool:
    return bool({"days_to_resolve", "days_held", "unresolved_days"} & text.reading.stated.keys())


def _is_about_other_drug(text: Text, vocabulary: Vocabulary) -> bool:
    """Tell whether it asks about another drug; one that the patient has had is no question about it."""
    drugs = {
        concept.id: concept
        for concept in vocabulary.concepts
        if concept.kind == "drug" and concept.id in text.asked.concepts and concept.id != "blinatumomab"
    }
    for drug in drugs.values():
        names = {" ".join(term) for term in drug.terms}
        for match in re.finditer(r"[a-z][\w-]*", text.question.lower()):
            if any(name.startswith(match[0][:5]) for name in names) and not _TAKES.search(
                text.question[: match.start()]
            ):
                return True
    return False


def _by_name(toxicity: Toxicity, step: Stated | Unclear | None) -> dict[str, Stated | Unclear]:
    named: dict[str, Stated | Unclear] = {item.name: item for item in toxicity.inputs}
    return named if step is None else named | {"dose_step": step}


def _dose_step(text: Text, rules: Rules) -> Stated | Unclear | None:
    """Return the step at which something occurred: said as a dose, in words, or by cycle and day."""
    if not isinstance(rules.dose, DoseRules):
        return None
    steps = rules.dose.table.steps
    for q in occurred_at(text.question):
        if q.unit.startswith("mg"):
            if any(step.dose == q.value for step in steps):
                return Unclear("dose_step", q.words, "thousandfold")
            continue
        by_bsa = q.unit.endswith("m²")
        named = next((s for s in steps if s.dose == q.value and (s.dosing == "bsa") == by_bsa), None)
        if named is not None:
            return Stated("dose_step", named.dose_step, q.words)
    in_words = named_step(text.question)
    if in_words is not None:
        return in_words
    return step_at(text.reading.stated.get("cycle"), text.reading.stated.get("day"), rules)


def step_at(cycle: Stated | None, day: Stated | None, rules: Rules) -> Stated | None:
    """Return the dose step of a cycle and a day, None where one of them is not stated."""
    if not isinstance(rules.dose, DoseRules) or cycle is None or day is None:
        return None
    if not isinstance(cycle.value, Decimal) or not isinstance(day.value, Decimal):
        return None
    first = next((s for s in rules.dose.table.steps if s.covers(cycle.value, day.value)), None)
    words = cycle.words if cycle.words == day.words else f"{cycle.words}, {day.words}"
    return Stated(
        "dose_step", first.dose_step if first else "full", words, f"cycle {plain(cycle.value)}, day {plain(day.value)}"
    )


def _of(calculator: str, text: Text, more: Mapping[str, Stated | Unclear], unclear: tuple[Unclear, ...]) -> Wanted:
    """Return a calculation with every input that the calculator knows."""
    known = [given.name for given in CATALOGUE[calculator].inputs]
    items = {**text.reading.stated, **text.reading.unclear, **more, **{item.name: item for item in unclear}}
    return Wanted(
        calculator,
        {name: item for name in known if isinstance(item := items.get(name), Stated)},
        tuple(item for name in known if isinstance(item := items.get(name), Unclear)),
    )


def _with_unresolved(request: Wanted, text: Text) -> Wanted:
    """Add for how long the toxicity has lasted, where it has not resolved."""
    unclear = text.reading.unclear.get("unresolved_days")
    added = (Unclear("days_to_resolve", unclear.words, unclear.why),) if unclear else ()
    lasted = text.reading.stated.get("unresolved_days")
    return Wanted(request.calculator, request.inputs, (*request.unclear, *added), lasted)
