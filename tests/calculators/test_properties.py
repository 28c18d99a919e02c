"""What holds of every calculation, whatever the inputs: properties P01 to P24 of the hazard log."""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import dose as dose_oracle
from real_rules import real_rules

from assistant.calculators import CATALOGUE, Calculation, CalculationError, calculate, result_form
from assistant.calculators.calculation import ERROR_CODES, plain_form
from assistant.calculators.modification import STRICTEST_FIRST
from assistant.knowledge.rule_sets import ModificationRules

LOOKS_LIKE_A_DOSE = re.compile(r"\d\s*(?:mcg|µg|μg|ug|mg|mL)", re.IGNORECASE)
KG_PER_LB = Decimal("0.45359237")
EVERY_INPUT = sorted({known.name for description in CATALOGUE.values() for known in description.inputs})

numbers = st.one_of(
    st.integers(-5, 400),
    st.decimals(-1, 400, places=2),
    st.floats(),
    st.decimals(),
    st.sampled_from([0, -0.0, 10**400, Decimal("1e309"), Decimal("1e-40"), Decimal("sNaN")]),
)
anything = st.one_of(
    numbers,
    st.text("aé７½ -.,e0µ\u202e\x00", max_size=6),
    st.booleans(),
    st.none(),
    st.lists(st.integers(), max_size=2),
    st.just({"kg": 70}),
    st.sampled_from(
        ["2026-03-02", "mosteller", "crs", "seizure", "neurotoxicity", "initial", "mrd_positive", "28 mcg"]
    ),
)
sensible: dict[str, st.SearchStrategy[Any]] = {
    "weight_kg": st.decimals(2, 350, places=3),
    "height_cm": st.decimals(40, 250, places=1),
    "bsa_m2": st.decimals("0.15", "3.5", places=2),
    "age_years": st.integers(0, 120),
    "cycle": st.integers(1, 7),
    "day": st.integers(1, 45),
    "cycles": st.integers(1, 6),
    "start_date": st.dates().map(lambda day: day.isoformat()),
    "bag_hours": st.sampled_from([24, 48, 72, 96, 120, 168]),
    "grade": st.integers(1, 4),
    "seizures": st.integers(1, 3),
    "confirmed": st.booleans(),
    "icans": st.booleans(),
    "hours_interrupted": st.decimals(0, 9, places=1),
    "days_to_resolve": st.decimals(0, 20, places=1),
    "days_held": st.decimals(0, 20, places=1),
    "marrow_blasts_percent": st.decimals(0, 101, places=1),
}


def strategy_of(name: str) -> st.SearchStrategy[Any]:
    for description in CATALOGUE.values():
        for known in description.inputs:
            if known.name == name and known.choices:
                return st.sampled_from(list(known.choices))
    return sensible.get(name, st.decimals(0, 50, places=2))


def inputs_of(name: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={known.name: strategy_of(known.name) for known in CATALOGUE[name].inputs})


calls = st.sampled_from(list(CATALOGUE)).flatmap(lambda name: st.tuples(st.just(name), inputs_of(name)))


def tried(name: str, inputs: dict[str, Any]) -> Calculation | CalculationError:
    try:
        return calculate(name, inputs, real_rules())
    except CalculationError as error:
        return error


def dose(**inputs: Any) -> Any:
    return calculate("dose", {"cycle": 1, "day": 3, **inputs}, real_rules()).result


def amount(**inputs: Any) -> Decimal:
    found = dose(**inputs)["dose_mcg_per_day"]
    assert isinstance(found, Decimal)
    return found


# ---- all calculators


@given(
    st.sampled_from([*CATALOGUE, "doze"]),
    st.lists(st.tuples(st.sampled_from([*EVERY_INPUT, "x", "9 mcg"]), anything), max_size=5),
)
@settings(max_examples=400)
def test_p01_whatever_is_given_there_is_a_result_or_the_contracts_error(
    name: str, inputs: list[tuple[str, Any]]
) -> None:
    found = tried(name, dict(inputs))
    if isinstance(found, CalculationError):
        assert found.code in ERROR_CODES
        assert not LOOKS_LIKE_A_DOSE.search(found.message + found.field)
        assert found.field in {"calculator", "inputs", "x", *EVERY_INPUT}
        assert bool(found.missing) == (found.code == "missing_input")


@given(calls, st.randoms(use_true_random=False))
def test_p02_the_same_call_gives_the_same_answer_in_any_order_of_inputs(
    call: tuple[str, dict[str, Any]], chance: Any
) -> None:
    name, inputs = call
    shuffled = list(inputs.items())
    chance.shuffle(shuffled)
    first, second = tried(name, inputs), tried(name, dict(shuffled))
    if isinstance(first, CalculationError):
        assert isinstance(second, CalculationError)
        assert first.args == second.args
    else:
        assert first == second


@given(calls)
def test_p11_every_result_is_quoted_and_repeats_only_inputs_that_it_was_given(call: tuple[str, dict[str, Any]]) -> None:
    name, inputs = call
    found = tried(name, inputs)
    if isinstance(found, Calculation):
        defaults = {known.name for known in CATALOGUE[name].inputs if known.default is not None} | {"cycles"}
        assert set(found.inputs) <= set(inputs) | defaults
        assert {quote.source for quote in found.citations} == {"monograph"}
        assert all(quote.passage and quote.start >= 0 for quote in found.citations)


@given(calls, st.decimals(0, "17.999", places=3))
def test_p12_below_18_years_no_calculator_that_leads_to_a_dose_answers(
    call: tuple[str, dict[str, Any]], age_years: Decimal
) -> None:
    name, inputs = call
    if name != "bsa":
        found = tried(name, {**inputs, "age_years": age_years})
        assert isinstance(found, CalculationError)
        assert found.code != "missing_input"


@given(calls, st.sampled_from(["mrd_positive", "consolidation"]))
def test_p12_nor_in_an_indication_that_the_monograph_does_not_cover(
    call: tuple[str, dict[str, Any]], indication: str
) -> None:
    name, inputs = call
    if name != "bsa":
        assert isinstance(tried(name, {**inputs, "indication": indication}), CalculationError)


@given(calls)
def test_p13_every_number_shown_is_written_safely(call: tuple[str, dict[str, Any]]) -> None:
    found = tried(*call)
    if isinstance(found, Calculation):
        ours = [step for step in found.steps if '"' not in step]
        for text in (*ours, *found.warnings):
            assert not re.search(r"(?<![\d\w])\.\d|\d\.\d*0(?!\d)|\de[+-]?\d|µg|μg|\bug\b", text), text
            assert not re.search(r"\d(?:mcg|kg|cm|mL|m²)", text), text
            assert not re.search(r"\d mg\b", text), text


@given(calls)
def test_p10_what_is_missing_is_named_and_giving_it_gets_further(call: tuple[str, dict[str, Any]]) -> None:
    name, inputs = call
    found = tried(name, inputs)
    if isinstance(found, CalculationError) and found.code == "missing_input":
        assert set(found.missing) <= {known.name for known in CATALOGUE[name].inputs}
        assert not set(found.missing) & set(inputs)
        assert found.field in found.missing


# ---- doses


@given(st.decimals(5, 700, places=3))
def test_p03_pounds_and_kilograms_of_the_same_weight_are_the_same_patient(pounds: Decimal) -> None:
    weight_kg = pounds * KG_PER_LB
    by_fractions = Fraction(pounds) * Fraction(45359237, 10**8) >= 45
    if 2 <= weight_kg <= 350:
        assert (dose(weight_kg=weight_kg, day=30)["dosing"] == "fixed") == by_fractions


def test_p03_a_dose_is_no_input_in_any_unit() -> None:
    for name in ("dose_mg", "dose_mcg", "dose_mcg_per_day"):
        found = tried("dose", {"weight_kg": 70, "cycle": 1, "day": 3, name: 9})
        assert isinstance(found, CalculationError)
        assert found.code == "invalid_input"


@given(
    st.decimals(5, "44.999", places=3),
    st.decimals(60, 250, places=1),
    st.sampled_from(["mosteller", "dubois", "haycock"]),
    st.integers(1, 5),
    st.integers(1, 28),
)
def test_p05_p06_below_45_kg_no_dose_reaches_the_fixed_dose_and_none_is_cut_off(
    weight_kg: Decimal, height_cm: Decimal, formula: str, cycle: int, day: int
) -> None:
    inputs = {"weight_kg": weight_kg, "height_cm": height_cm, "formula": formula, "cycle": cycle, "day": day}
    found = tried("dose", inputs)
    if isinstance(found, CalculationError):
        assert (found.code, found.field) == ("implausible", "height_cm")
        return
    result: Any = found.result
    by_fractions = Fraction(result["dose_mcg_per_m2_per_day"]) * Fraction(result["bsa_m2"])
    assert Fraction(result["dose_mcg_per_day"]) == Fraction(result["uncapped_mcg_per_day"]) == by_fractions
    assert result["dose_mcg_per_day"] < result["max_mcg_per_day"] == dose_oracle.fixed_dose(cycle, day)
    assert result["capped"] is False


@pytest.mark.parametrize("cycle", range(1, 6))
@pytest.mark.parametrize("weight", [{"weight_kg": 70}, {"weight_kg": 30, "bsa_m2": 1}])
def test_p07_the_dose_changes_on_day_8_and_29_of_cycle_1_and_on_day_29_of_the_others(
    cycle: int, weight: dict[str, Any]
) -> None:
    doses = [amount(cycle=cycle, day=day, **weight) for day in range(1, 43)]
    changes = [day for day, (before, after) in enumerate(pairwise(doses), start=2) if before != after]
    assert changes == ([8, 29] if cycle == 1 else [29])


@pytest.mark.parametrize("cycle", range(1, 6))
def test_p08_the_doses_of_a_cycle_add_up(cycle: int) -> None:
    assert sum(amount(cycle=cycle, day=day, weight_kg=70) for day in range(1, 43)) == (651 if cycle == 1 else 784)
    by_bsa = sum(amount(cycle=cycle, day=day, weight_kg=30, bsa_m2=Decimal("1.1")) for day in range(1, 43))
    assert by_bsa == Decimal("1.1") * (350 if cycle == 1 else 420)


@given(st.integers(-3, 60), st.integers(-3, 60))
def test_p09_only_42_days_of_5_cycles_have_a_dose(cycle: int, day: int) -> None:
    found = tried("dose", {"weight_kg": 70, "cycle": cycle, "day": day})
    assert isinstance(found, Calculation) == (1 <= cycle <= 5 and 1 <= day <= 42)


@pytest.mark.parametrize("dropped", ["weight_kg", "cycle", "day", "bsa_m2"])
def test_p10_no_input_of_a_dose_is_ever_assumed(dropped: str) -> None:
    inputs = {"weight_kg": 30, "cycle": 1, "day": 3, "bsa_m2": 1}
    found = tried("dose", {name: number for name, number in inputs.items() if name != dropped})
    assert isinstance(found, CalculationError)
    assert (found.code, found.field) == ("missing_input", dropped)


# ---- dose modification


def modification_rules() -> ModificationRules:
    rules = real_rules().modification
    assert isinstance(rules, ModificationRules)
    return rules


def modify(**inputs: Any) -> Any:
    return plain_form(calculate("modification", inputs, real_rules()).result)


@pytest.mark.parametrize("toxicity", CATALOGUE["modification"].inputs[0].choices)
def test_p15_exactly_one_row_fits_each_toxicity_and_grade(toxicity: str) -> None:
    for grade in (1, 2, 3, 4):
        rows = [
            case.row
            for case in modification_rules().cases
            if toxicity in case.row.toxicities and (not case.row.grades or grade in case.row.grades)
        ]
        assert len(rows) == 1


states = st.fixed_dictionaries(
    {"toxicity": strategy_of("toxicity"), "seizures": st.integers(1, 3)},
    optional={
        name: strategy_of(name) for name in ("weight_kg", "dose_step", "days_held", "icans", "hours_interrupted")
    },
)


@given(states)
def test_p16_a_higher_grade_is_never_less_restrictive(state: dict[str, Any]) -> None:
    actions = [modify(**state, grade=grade)["action"] for grade in (1, 2, 3, 4)]
    ranks = [STRICTEST_FIRST.index(action) for action in actions if action != "not_specified"]
    assert ranks == sorted(ranks, reverse=True)


@given(states, st.integers(1, 4), st.lists(st.decimals(0, 30, places=2), min_size=2, max_size=2))
def test_p17_a_longer_time_to_resolve_is_never_less_restrictive(
    state: dict[str, Any], grade: int, days: list[Decimal]
) -> None:
    sooner, later = (modify(**state, grade=grade, days_to_resolve=value)["action"] for value in sorted(days))
    assert STRICTEST_FIRST.index(later) <= STRICTEST_FIRST.index(sooner)


@given(states, st.integers(1, 4))
def test_p18_both_weight_bands_have_the_same_verb_and_differ_in_doses_only(state: dict[str, Any], grade: int) -> None:
    fixed, by_bsa = (modify(**{**state, "weight_kg": kg}, grade=grade) for kg in (45, Decimal("44.999")))
    for name in ("action", "hold_until", "resume"):
        assert fixed[name] == by_bsa[name]
    without_dose = [text.replace("9 mcg/day", "5 mcg/m²/day") for text in fixed["discontinue_if"]]
    assert without_dose == by_bsa["discontinue_if"]
    if fixed["restart"] is not None:
        assert fixed["restart"] == {"fixed": {"dose_mcg_per_day": 9, "escalate_to_mcg_per_day": 28, "after_days": 7}}
        assert by_bsa["restart"] == {
            "bsa": {"dose_mcg_per_m2_per_day": 5, "escalate_to_mcg_per_m2_per_day": 15, "after_days": 7}
        }
    assert (fixed["restart"] is None) == (by_bsa["restart"] is None)


@given(states, st.integers(1, 4), st.none() | st.decimals(0, 20, places=1))
def test_p19_p20_a_restart_is_the_initial_step_and_discontinue_has_none(
    state: dict[str, Any], grade: int, days: Decimal | None
) -> None:
    found = modify(**state, grade=grade, **({} if days is None else {"days_to_resolve": days}))
    if found["action"] in ("discontinue", "consider_discontinuing"):
        assert found["restart"] is None
        assert found["hold_until"] is None
    for band in (found["restart"] or {}).values():
        # never above what the dosing tables give in the first week of cycle 1, then what they give afterwards
        assert sorted(band.values()) in ([7, 9, 28], [5, 7, 15])


@pytest.mark.parametrize(
    ("hours", "action", "resume"),
    [(167, "restart", "same_cycle"), (168, "restart", "not_specified"), (169, "discontinue", "new_cycle")],
)
def test_p21_168_hours_are_the_limit_of_resolving_and_of_holding(hours: int, action: str, resume: str) -> None:
    days = round(Decimal(hours) / 24, 20)
    neurotoxicity = {"toxicity": "neurotoxicity", "grade": 3, "dose_step": "full"}
    assert modify(**neurotoxicity, days_to_resolve=days)["action"] == action
    assert modify(toxicity="crs", grade=3, days_held=days)["resume"] == resume


@pytest.mark.parametrize(("hours", "in_time"), [(335, True), (336, True), (337, False)])
def test_p21_336_hours_are_the_limit_of_liver_and_other_toxicity(hours: int, in_time: bool) -> None:
    days = round(Decimal(hours) / 24, 20)
    liver = modify(toxicity="liver", days_to_resolve=days)["action"]
    assert liver == ("consider_restart" if in_time else "discontinue")
    other = modify(toxicity="other", grade=3, days_to_resolve=days)["action"]
    assert other == ("restart" if in_time else "discontinue")


@given(states, st.integers(1, 4), st.none() | st.decimals(0, 20, places=1))
def test_p22_every_modification_carries_its_companions(state: dict[str, Any], grade: int, days: Decimal | None) -> None:
    resolved = {} if days is None else {"days_to_resolve": days}
    form: Any = result_form(calculate("modification", {**state, "grade": grade, **resolved}, real_rules()))
    texts = " ".join(citation["quote"] for citation in form["citations"])
    assert "Doses should be modified according to the protocol by which the patient is being treated." in texts
    assert "If dose held for less than 7 days, resume same cycle." in texts
    assert "T-Cell Engaging Antibodies guideline" in texts
    neurotoxicity_restarts = state["toxicity"] == "neurotoxicity" and grade == 3 and form["restart"] is not None
    assert ("dexamethasone with a 4-day taper" in texts) == neurotoxicity_restarts
    if neurotoxicity_restarts:
        assert form["premedication"]
    assert ("Tocilizumab" in texts) == (state["toxicity"] == "neurotoxicity")


def test_p23_no_calculation_takes_two_toxicities_and_the_actions_have_one_order() -> None:
    for both in (["crs", "neurotoxicity"], "crs,neurotoxicity"):
        found = tried("modification", {"toxicity": both, "grade": 3})
        assert isinstance(found, CalculationError)
        assert (found.code, found.field) == ("invalid_input", "toxicity")
    assert len(set(STRICTEST_FIRST)) == len(STRICTEST_FIRST) == 10


GAPS: list[tuple[str, str, dict[str, Any], str]] = [
    ("G01", "modification", {"toxicity": "seizure", "seizures": 1}, "names no action"),
    ("G02", "modification", {"toxicity": "crs", "grade": 3, "days_held": 7}, "for exactly as long it says nothing"),
    ("G03", "bsa", {"weight_kg": 40, "height_cm": 150}, "names no formula"),
    ("G13", "modification", {"toxicity": "neurotoxicity", "grade": 2, "icans": False}, "it has no row"),
    ("G14", "liver", {"alt_x_uln": 21}, "very high liver tests"),
    ("G19", "modification", {"toxicity": "crs", "grade": 3, "days_held": 9}, "at which dose step it starts"),
    ("G21", "modification", {"toxicity": "infusion_reaction", "grade": 1}, "names no restart dose"),
    ("other", "modification", {"toxicity": "other", "grade": 1}, "Grade 3 and Grade 4 only"),
]
REFUSED_GAPS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("G07", "dose", {"weight_kg": 70, "cycle": 6, "day": 1}, "not_covered", "cycle"),
    ("G07", "schedule", {"weight_kg": 70, "start_date": "2026-03-02", "cycles": 6}, "not_covered", "cycles"),
    ("G10", "prephase", {"marrow_blasts_percent": 60, "age_years": 17}, "not_covered", "age_years"),
    ("G22", "infusion", {"bag_hours": 24, "weight_kg": 40}, "not_covered", "weight_kg"),
    (
        "G23",
        "dose",
        {"weight_kg": 70, "cycle": 1, "day": 1, "indication": "mrd_positive"},
        "not_covered",
        "indication",
    ),
    ("G24", "dose", {"weight_kg": 40, "cycle": 1, "day": 1}, "missing_input", "bsa_m2"),
]


@pytest.mark.parametrize(("gap", "name", "inputs", "said"), GAPS)
def test_p24_where_the_monograph_is_silent_the_result_says_so(
    gap: str, name: str, inputs: dict[str, Any], said: str
) -> None:
    assert sum(said in warning for warning in calculate(name, inputs, real_rules()).warnings) == 1, gap


@pytest.mark.parametrize(("gap", "name", "inputs", "code", "field"), REFUSED_GAPS)
def test_p24_or_nothing_is_computed(gap: str, name: str, inputs: dict[str, Any], code: str, field: str) -> None:
    found = tried(name, inputs)
    assert isinstance(found, CalculationError), gap
    assert (found.code, found.field) == (code, field)


def test_p24_a_dose_is_never_rounded() -> None:
    assert amount(weight_kg=40, bsa_m2=Decimal("1.2345678901234567")) == Decimal("6.1728394506172835")
