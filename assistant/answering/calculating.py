"""Run what a request wants calculated, or find what to ask, or why it is not covered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.without_unit import light_in_any_unit
from assistant.calculators import CATALOGUE, Calculation, CalculationError, calculate
from assistant.calculators.catalogue import TOXICITY_WORDS
from assistant.calculators.modification import STRICTEST_FIRST
from assistant.conversation.requests import Calculate, LookUp, Wanted
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.aspects import Aspects, aspects_of, merged, names_band
from assistant.knowledge.rule_sets import DoseRules, InfusionRules, Rules
from assistant.knowledge.vocabulary import Vocabulary

RULE_FOR = "What to do for"
_ANY_LESS = Decimal("0.1")
_OF_A_ROW = {"modification", "liver"}
_OF_A_CASE = {"grade", "seizures", "confirmed", "days_to_resolve", "days_held", "hours_interrupted"}
# "How many fits is a patient allowed?": nobody's fits are missing.
_COUNTS_FOR_NO_ONE = "how_many_tolerated"
# Facets of questions that name a toxicity and do not ask what to do about it.
_NO_ACTION = frozenset(
    {
        "frequency",
        "early_help",
        "listed_effect",
        "prior_history",
        "which_scale",
        "where_stated",
        "onset",
        "commoner",
        "which_grade",
        "of_a_group",
        "experience_asked",
        "before_start",
        "guide_asked",
    }
)
NOT_RESOLVED = "Not yet resolved: the days to resolve are not known, so the row's limit still has to be watched."


@dataclass(frozen=True)
class Calculated:
    """A calculation and what was wanted: the words that each input comes from."""

    calculation: Calculation
    wanted: Wanted


@dataclass(frozen=True)
class NotCovered:
    """The rules give no answer; field: the input that they do not cover; message: what they do cover."""

    calculator: str
    field: str
    message: str


@dataclass(frozen=True)
class ToAsk:
    """What a calculation still needs.

    missing: the inputs to ask for, alternatives included; unclear: those that were spoken of and cannot be read; message: of
    the calculator, where an input was read and refused; counted: cycle and day, where they were counted from two dates.
    """

    calculator: str
    missing: tuple[str, ...]
    unclear: tuple[Unclear, ...] = ()
    message: str | None = None
    counted: tuple[Stated, Stated] | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a request: results (the strictest action first), what to ask, what is not covered. All may be empty."""

    results: tuple[Calculated, ...] = ()
    to_ask: tuple[ToAsk, ...] = ()
    not_covered: tuple[NotCovered, ...] = ()

    @property
    def is_something(self) -> bool:
        """Whether anything came of it; otherwise the question asks for the rule, and is looked up."""
        return bool(self.results or self.to_ask or self.not_covered)


def asks_for_statement(request: Calculate, facets: frozenset[str]) -> bool:
    """Tell whether words that name a toxicity ask for something else than what to do about it: how often, when, which scale.

    A grade or another fact that is told is a case, whatever else is asked.
    """
    of_no_one = request.patient and _COUNTS_FOR_NO_ONE in facets
    return (of_no_one or bool(facets & _NO_ACTION)) and all(
        wanted.calculator == "modification" and not wanted.inputs.keys() & _OF_A_CASE and not wanted.unclear
        for wanted in request.wanted
    )


def of_a_group(request: Calculate, rules: Rules) -> bool:
    """Tell whether the dose of a whole weight band is asked for ("45 kg and up"): nobody's cycle or day is missing."""
    if any(
        doubt.name == "weight_kg" and {"cycle", "day"} <= w.inputs.keys() for w in request.wanted for doubt in w.unclear
    ):
        # A patient on a day, whose weight is told as a range.
        return False
    limit = rules.dose.bsa_dosing_below.value if isinstance(rules.dose, DoseRules) else None
    if any(
        "weight_kg" in w.inputs and w.inputs["weight_kg"].value != limit and {"cycle", "day"} <= w.inputs.keys()
        for w in request.wanted
    ):
        # A weight that is no limit of a band is somebody's.
        return False
    return names_band(request.question) and all(
        wanted.calculator == "dose" and _weight_in_words(wanted) in request.question for wanted in request.wanted
    )


def _weight_in_words(wanted: Wanted) -> str:
    """Return the words of a weight: a follow-up's ("and at 44.96?") are none of the question's."""
    weight = wanted.inputs.get("weight_kg")
    return "" if weight is None else weight.words


def run(request: Calculate, rules: Rules) -> Outcome:
    """Run every calculation that is wanted.

    A question that is about no patient and lacks an input asks for the rule: it gives an empty outcome, and is looked up.
    """
    is_group = of_a_group(request, rules)
    found = [
        _one(
            _for_a_band(_without_weight(wanted) if is_group else wanted, request.asked, rules),
            rules,
            patient=request.patient and not is_group,
        )
        for wanted in request.wanted
    ]
    results = [item for item in found if isinstance(item, Calculated)]
    return Outcome(
        tuple(sorted(results, key=_strictness)),
        tuple(item for item in found if isinstance(item, ToAsk)),
        tuple(item for item in found if isinstance(item, NotCovered)),
    )


def _without_weight(wanted: Wanted) -> Wanted:
    """Return what is wanted for a weight band: its limit is nobody's weight that could be misread, nor are its days one day."""
    doubts = (item for item in wanted.unclear if item.name != "weight_kg" and item.why != "range")
    return replace(wanted, unclear=tuple(doubts))


def _for_a_band(wanted: Wanted, asked: Aspects, rules: Rules) -> Wanted:
    """Return a bag for patients dosed by body surface, of whom no weight is given, as one for such a patient: it has no rate."""
    if wanted.calculator != "infusion" or "weight_kg" in wanted.inputs or asked.bands != {"bsa"}:
        return wanted
    if not isinstance(rules.infusion, InfusionRules):
        return wanted
    table = rules.infusion.table
    longest = max(bag.bag_hours for bag in table.bags)
    bag = wanted.inputs.get("bag_hours")
    # A bag with a weight limit of its own is refused with that limit told.
    limit = table.seven_day_bag_not_recommended if bag and bag.value == longest else rules.infusion.bsa_dosing_below
    below = limit.value - _ANY_LESS
    return replace(wanted, inputs={**wanted.inputs, "weight_kg": Stated("weight_kg", below, "")})


def _one(wanted: Wanted, rules: Rules, *, patient: bool) -> Calculated | ToAsk | NotCovered | None:
    try:
        calculation = _calculation(wanted, rules)
    except CalculationError as error:
        if error.code == "not_covered":
            return NotCovered(wanted.calculator, error.field, error.message)
        if error.code == "missing_input":
            return _lacking(wanted, error, patient=patient)
        return ToAsk(wanted.calculator, (error.field,), (), error.message)
    light = light_in_any_unit(wanted, rules)
    if light is not None:
        return _one(light, rules, patient=patient)
    unclear = tuple(item for item in wanted.unclear if not _is_unused(item, wanted, calculation))
    if unclear:
        return ToAsk(wanted.calculator, tuple(item.name for item in unclear), unclear)
    return Calculated(calculation, wanted)


def _counted(wanted: Wanted) -> tuple[Stated, Stated] | None:
    """Return cycle and day where both were counted from the same two dates."""
    cycle, day = wanted.inputs.get("cycle"), wanted.inputs.get("day")
    if cycle is None or day is None or cycle.conversion is None or cycle.conversion != day.conversion:
        return None
    return cycle, day


def _lacking(wanted: Wanted, error: CalculationError, *, patient: bool) -> ToAsk | None:
    """Return what to ask for where an input is missing; None where a rule is asked for in general."""
    either = _value_or_its_limit(wanted)
    if either:
        return ToAsk(wanted.calculator, tuple(item.name for item in either), either)
    unclear = tuple(_relevant(wanted.unclear, error.missing))
    counted = _counted(wanted)
    is_asked = patient or bool(unclear) or counted is not None
    return ToAsk(wanted.calculator, error.missing, unclear, counted=counted) if is_asked else None


def _is_unused(item: Unclear, wanted: Wanted, calculation: Calculation) -> bool:
    """Tell whether an input decides nothing: the body's surface where the dose is fixed, the weight where nothing is restarted."""
    row = calculation.result.get("modification", calculation.result)
    if item.name == "weight_kg" and calculation.calculator in _OF_A_ROW:
        # A turn that tells nothing but a weight tells it for a reason: it is asked about.
        tells_more = any(not stated.carried for stated in wanted.inputs.values())
        return tells_more and not (isinstance(row, Mapping) and row.get("restart"))
    return item.name in ("height_cm", "bsa_m2") and calculation.result.get("dosing") == "fixed"


def _calculation(wanted: Wanted, rules: Rules) -> Calculation:
    """Calculate; a toxicity that has lasted too long to go on is stopped, any other that has not resolved stays unresolved."""
    inputs = wanted.values
    plainly = calculate(wanted.calculator, inputs, rules)
    if wanted.unresolved_days is None:
        return plainly
    after = calculate(wanted.calculator, {**inputs, "days_to_resolve": wanted.unresolved_days.value}, rules)
    if after.result["action"] == "discontinue":
        return after
    return replace(plainly, warnings=(NOT_RESOLVED, *plainly.warnings))


def _value_or_its_limit(wanted: Wanted) -> tuple[Unclear, ...]:
    """Return a liver value and its limit where one number could be either, or a multiple of what is not said: no other test is asked for."""
    doubts = {item.name: item for item in wanted.unclear}
    multiples = tuple(item for name, item in doubts.items() if name.endswith("_x_uln") and item.why == "unit")
    return multiples or tuple(
        item
        for name, item in doubts.items()
        if f"{name}_uln" in doubts or name.removesuffix("_uln") in doubts.keys() - {name}
    )


def _relevant(unclear: Sequence[Unclear], missing: Sequence[str]) -> Iterator[Unclear]:
    """Yield what is unclear among the inputs that are missing: the question says what could not be read."""
    yield from (item for item in unclear if item.name in missing)


def _strictness(item: Calculated) -> int:
    """Order toxicities by their action; whatever has none keeps the order of asking."""
    row = item.calculation.result.get("modification", item.calculation.result)
    action = row.get("action") if isinstance(row, Mapping) else None
    return STRICTEST_FIRST.index(action) if isinstance(action, str) else 0


def label_of(calculator: str, name: str) -> str:
    """Return what a form calls an input of a calculator."""
    return next((given.label for given in CATALOGUE[calculator].inputs if given.name == name), name)


def rule_asked_for(request: Calculate, vocabulary: Vocabulary) -> LookUp:
    """Return the look-up of the rule that a calculation without all its inputs asks for; a toxicity by the name of its row."""
    toxicities = [str(w.inputs["toxicity"].value) for w in request.wanted if "toxicity" in w.inputs]
    named = [TOXICITY_WORDS[name] for name in toxicities if name != "other"]
    if not named:
        return request.look_up
    question = f"{RULE_FOR} {', '.join(named)}"
    return LookUp(question, merged(aspects_of(question, vocabulary), request.asked), request.emphasis)
