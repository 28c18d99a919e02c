"""Which calculator a text asks for. Each rule is one small function; what they find stands in the order of asking.

A question on how things are (how common, which symptoms, how to monitor) is looked up, whatever toxicity it names. Complete
inputs win over such words where a dose is asked for.
"""

from collections.abc import Mapping
from decimal import Decimal

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation.dose_steps import dose_step
from assistant.conversation.mishaps import crs_came_back, went_wrong
from assistant.conversation.other_drugs import asks_other_drug
from assistant.conversation.requests import Wanted
from assistant.conversation.signals import (
    Text,
    asks_action,
    asks_bsa,
    asks_calendar,
    asks_dates,
    asks_dose,
    asks_pump_rate,
    asks_rate,
    asks_restart,
    asks_what_to_do,
    is_about_things,
    is_short,
    is_terse,
)
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.toxicities import Toxicity, lone_grade
from assistant.knowledge.rule_sets import LiverRules, Rules
from assistant.knowledge.vocabulary import Vocabulary

_COUNTED_IN = frozenset({"marrow_blasts_percent", "peripheral_blasts_e9_per_l"})
_LIVER = frozenset(given.name for given in CATALOGUE["liver"].inputs) - {"weight_kg", "age_years", "indication"}
_LASTING = frozenset({"days_to_resolve", "days_held", "unresolved_days"})
_UNGRADED = frozenset({"pancreatitis", "leukoencephalopathy", "capillary_leak", "dic"})
_TOXIC = frozenset(
    {
        "headache",
        "depression",
        "insomnia",
        "peripheral_neuropathy",
        "cranial_neuropathy",
        "lineage_switch",
        "gasping",
        "adverse_effects",
        "grading",
    }
)
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
    """Return the calculations that a text asks for, in the order of asking; none where it is to be looked up."""
    prephase = _prephase(text)
    if prephase:
        return prephase
    if asks_other_drug(text, vocabulary) and not _was_interrupted(text):
        return ()
    after_toxicity = (*_modifications(text, rules), *_liver(text, rules))
    if after_toxicity:
        return after_toxicity
    schedule = _schedule(text)
    placed = [*_infusion(text), *([] if schedule else _dose(text, rules))]
    ordered = tuple(item for _, item in sorted(placed, key=lambda pair: pair[0]))
    return (*schedule, *ordered) or _bsa(text)


# ---- one rule a calculator


def _modifications(text: Text, rules: Rules) -> tuple[Wanted, ...]:
    if is_about_things(text) or crs_came_back(text):
        return ()
    chosen = [toxicity for toxicity in text.toxicities if _asks_what_to_do(text, toxicity, rules)]
    if not chosen and text.patient and not text.toxicities and asks_restart(text.question) and not _is_liver(text):
        return (_of("modification", text, {}, ()),)
    if not chosen and _names_only_a_grade(text):
        return (_of("modification", text, {"grade": grade} if (grade := lone_grade(text.question)) else {}, ()),)
    step = dose_step(text.question, text.reading, rules)
    return tuple(
        _with_unresolved(_of("modification", text, _by_name(toxicity, step), toxicity.unclear), text)
        for toxicity in chosen
    )


def _liver(text: Text, rules: Rules) -> tuple[Wanted, ...]:
    """Liver values that are stated, or that must be: a rise without numbers does not say that the row applies."""
    named = [toxicity for toxicity in text.toxicities if toxicity.name == "liver"]
    if is_about_things(text) or _row_applies(text, rules):
        return ()
    is_vague = bool(named) and text.patient and asks_action(text.question) and not _gives_complete_dose(text, rules)
    return (_of("liver", text, {}, ()),) if _is_liver(text) or is_vague else ()


def _prephase(text: Text) -> tuple[Wanted, ...]:
    named = text.reading.stated.keys() | text.reading.unclear.keys()
    return (_of("prephase", text, {}, ()),) if named & _COUNTED_IN else ()


def _infusion(text: Text) -> list[tuple[int, Wanted]]:
    names_bag = "bag_hours" in text.reading.stated or "bag_hours" in text.reading.unclear
    if went_wrong(text.question):
        return []
    place = asks_rate(text.question)
    for_one = {"weight_kg", "cycle", "day"} & text.reading.stated.keys()
    if not names_bag and len(for_one) > 1 and asks_dose(text.question) is None:
        place = asks_pump_rate(text.question)
        return [] if place is None else [(place, _of("infusion", text, {}, ()))]
    return [(place, _of("infusion", text, {}, ()))] if names_bag and place is not None else []


def _schedule(text: Text) -> tuple[Wanted, ...]:
    named = text.reading.stated.keys() | text.reading.unclear.keys()
    is_timed = {"cycle", "day"} <= text.reading.stated.keys() and not asks_calendar(text.question)
    from_start = "start_date" in named and not is_timed and (asks_dates(text.question) or "weight_kg" in named)
    if from_start or (text.patient and asks_calendar(text.question)):
        return (_of("schedule", text, {}, ()),)
    return ()


def _dose(text: Text, rules: Rules) -> list[tuple[int, Wanted]]:
    item = _of("dose", text, {}, ())
    known = text.reading.stated.keys() | text.reading.unclear.keys()
    timed = bool({"cycle", "day", "on_date"} & known)
    place = asks_dose(text.question)
    complete = _gives_complete_dose(text, rules)
    if not complete and (is_about_things(text) or any(not toxicity.past for toxicity in _graded(text))):
        return []
    if text.asked.concepts & _NOT_ABOUT_DOSE and not (complete and place is not None):
        return []
    if not text.patient and _is_of_several(text):
        return []
    bare = "weight_kg" in known and timed and is_short(text.question) and asks_pump_rate(text.question) is None
    if (place is not None and (text.patient or timed)) or bare:
        return [(place if place is not None else len(text.question), item)]
    return []


def _is_of_several(text: Text) -> bool:
    """Tell whether a question names several cycles or days, of no patient: it asks for their rule."""
    unclear = text.reading.unclear
    return bool(unclear) and all(n in ("cycle", "day") and item.why == "range" for n, item in unclear.items())


def _bsa(text: Text) -> tuple[Wanted, ...]:
    known = text.reading.stated.keys() | text.reading.unclear.keys()
    asks = asks_bsa(text.question) is not None and asks_dose(text.question) is None
    is_measured = bool({"weight_kg", "height_cm"} & known) and "bsa_m2" not in known
    return (_of("bsa", text, {}, ()),) if asks and is_measured else ()


# ---- what the rules look at


def _asks_what_to_do(text: Text, toxicity: Toxicity, rules: Rules) -> bool:
    """Tell whether a question asks what to do about a toxicity, of which it says enough for that."""
    if toxicity.name == "liver":
        return _row_applies(text, rules)
    stated = {item.name for item in toxicity.inputs} | {item.name for item in toxicity.unclear}
    if stated & {"grade", "seizures"}:
        return True
    if _gives_complete_dose(text, rules) and (toxicity.past or toxicity.name == "other"):
        return False
    if toxicity.name in _UNGRADED:
        return True
    if toxicity.name == "other":
        return text.patient and asks_action(text.question) and asks_dose(text.question) is None
    return text.patient or asks_action(text.question) or is_terse(text.question)


def _names_only_a_grade(text: Text) -> bool:
    """Tell whether a question asks what to do at a grade, and of what is not said: "grade 3, hold?"."""
    if text.toxicities or text.asked.concepts & _TOXIC or not asks_what_to_do(text.question):
        return False
    return lone_grade(text.question) is not None and is_short(text.question)


def _was_interrupted(text: Text) -> bool:
    """Tell whether an infusion reaction's interruption is stated: its length decides on the dexamethasone asked about."""
    named = any(t.name == "infusion_reaction" and len(t.inputs) > 1 for t in text.toxicities)
    return named and "hours_interrupted" in text.reading.stated


def _row_applies(text: Text, rules: Rules) -> bool:
    """Tell whether the liver row of the table is meant: it is said to be exceeded, or how long it lasted is said."""
    if not isinstance(rules.liver, LiverRules):
        return False
    over = {"bilirubin": rules.liver.table.bilirubin.value}
    tests = rules.liver.table.liver_tests.value
    for name, item in text.reading.stated.items():
        limit = over.get(name.partition("_")[0], tests)
        if name.endswith("_above_x_uln") and isinstance(item.value, Decimal) and item.value >= limit:
            return True
    lasts = bool(_LASTING & (text.reading.stated.keys() | text.reading.unclear.keys()))
    return lasts and any(toxicity.name == "liver" for toxicity in text.toxicities) and not _is_below(text, rules)


def _is_liver(text: Text) -> bool:
    return bool(_LIVER & (text.reading.stated.keys() | text.reading.unclear.keys()))


def _is_below(text: Text, rules: Rules) -> bool:
    """Tell whether the liver values that are stated do not reach the row."""
    values = {name: item.value for name, item in text.reading.stated.items() if name in _LIVER}
    try:
        return bool(values) and not calculate("liver", values, rules).result["threshold_exceeded"]
    except CalculationError:
        return False


def _graded(text: Text) -> list[Toxicity]:
    """Return the toxicities that stand in the way of a dose: the rows of the table, and others with their grade."""
    return [t for t in text.toxicities if t.name != "other" or any(item.name == "grade" for item in t.inputs)]


def _gives_complete_dose(text: Text, rules: Rules) -> bool:
    """Tell whether a text asks for a dose and states all that it takes, or what the rules refuse."""
    if asks_dose(text.question) is None or not {"cycle", "day"} <= text.reading.stated.keys():
        return False
    item = _of("dose", text, {}, ())
    if item.unclear:
        return "weight_kg" in text.reading.unclear
    try:
        calculate("dose", item.values, rules)
    except CalculationError as error:
        return error.code != "missing_input" or "weight_kg" in text.reading.stated
    return True


def _by_name(toxicity: Toxicity, step: Stated | Unclear | None) -> dict[str, Stated | Unclear]:
    named: dict[str, Stated | Unclear] = {item.name: item for item in toxicity.inputs}
    return named if step is None else named | {"dose_step": step}


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
