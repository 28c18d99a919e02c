"""Dose modification: every state against the second reading of the monograph, and the boundaries as sentences."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle.modification import expected
from real_rules import CORPUS, real_rules

from assistant.calculators import CalculationError, calculate, result_form
from assistant.calculators.calculation import plain_form
from assistant.calculators.modification import STRICTEST_FIRST
from assistant.knowledge.modification_table import Toxicity

TOXICITIES = get_args(Toxicity)
ABSENT: tuple[Any, ...] = (None,)
_DOMAIN: dict[str, tuple[Any, ...]] = {
    "toxicity": TOXICITIES,
    "grade": (None, 1, 2, 3, 4),
    "weight_kg": (None, 45, 44.999),
    "dose_step": (None, "initial", "full"),
    "days_to_resolve": (None, 7, 7.01, 14, 14.01),
    "days_held": (None, 6.99, 7, 7.01),
    "icans": (None, True, False),
    "confirmed": (None, False, True),
    "hours_interrupted": (None, 3.99, 4),
}


def modify(**inputs: Any) -> Any:
    return calculate("modification", {k: v for k, v in inputs.items() if v is not None}, real_rules())


def action(**inputs: Any) -> Any:
    return modify(**inputs).result["action"]


def states() -> Iterator[dict[str, Any]]:
    for values in itertools.product(*_DOMAIN.values()):
        state = dict(zip(_DOMAIN, values, strict=True))
        for seizures in (None, 1, 2, 3) if state["toxicity"] == "seizure" else ABSENT:
            yield {**state, "seizures": seizures}


def outcome(state: dict[str, Any]) -> Any:
    inputs = {name: value for name, value in state.items() if value is not None}
    try:
        return plain_form(calculate("modification", inputs, real_rules()).result)
    except CalculationError as error:
        return f"{error.code} {error.field}"


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("toxicity", TOXICITIES)
def test_every_state_agrees_with_the_second_reading_of_the_monograph(toxicity: str) -> None:
    count = 0
    for state in states():
        if state["toxicity"] != toxicity:
            continue
        count += 1
        told = expected(state)
        assert outcome(state) == (told if isinstance(told, dict) else f"missing_input {told}"), state
    assert count == (97_200 if toxicity == "seizure" else 24_300)


# ---- the boundaries, each as a sentence


def test_neurotoxicity_grade_3_that_resolved_on_day_7_restarts() -> None:
    assert action(toxicity="neurotoxicity", grade=3, dose_step="full", days_to_resolve=7) == "restart"


def test_neurotoxicity_grade_3_that_took_a_second_more_than_7_days_is_discontinued() -> None:
    days = Decimal(7) + Decimal("0.00001")
    assert action(toxicity="neurotoxicity", grade=3, dose_step="full", days_to_resolve=days) == "discontinue"


def test_neurotoxicity_grade_3_on_the_initial_step_is_discontinued_however_soon_it_resolved() -> None:
    assert action(toxicity="neurotoxicity", grade=3, dose_step="initial", days_to_resolve=0) == "discontinue"


def test_the_two_clocks_are_kept_apart() -> None:
    """Resolved on day 6, then three days at Grade 1 or lower: held nine days, a new cycle, not discontinued."""
    result = modify(toxicity="neurotoxicity", grade=3, dose_step="full", days_to_resolve=6, days_held=9).result
    assert (result["action"], result["resume"]) == ("restart", "new_cycle")


@pytest.mark.parametrize(
    ("days", "resume"),
    [(6, "same_cycle"), (Decimal(167) / 24, "same_cycle"), (7, "not_specified"), (Decimal("7.04"), "new_cycle")],
)
def test_a_hold_of_exactly_7_days_is_neither_the_same_nor_a_new_cycle(days: Decimal, resume: str) -> None:
    days = round(days, 20) if isinstance(days, Decimal) else days
    assert modify(toxicity="crs", grade=3, days_held=days).result["resume"] == resume


@pytest.mark.parametrize("toxicity", ["liver", "other"])
def test_14_days_to_resolve_are_in_time_and_more_are_not(toxicity: str) -> None:
    grade = 3 if toxicity == "other" else None
    in_time = action(toxicity=toxicity, grade=grade, days_to_resolve=14)
    assert in_time == ("consider_restart" if toxicity == "liver" else "restart")
    assert action(toxicity=toxicity, grade=grade, days_to_resolve=Decimal("14.0001")) == "discontinue"


def test_one_seizure_has_no_action_and_two_are_discontinued() -> None:
    one = modify(toxicity="seizure", seizures=1)
    assert one.result["action"] == "not_specified"
    assert any("unreviewed summary would permanently discontinue" in warning for warning in one.warnings)
    assert action(toxicity="seizure", seizures=2) == "discontinue"


def test_what_the_warning_on_one_seizure_says_of_the_summary_stands_in_the_summary() -> None:
    summary = (CORPUS / "documents" / "summary.md").read_text(encoding="utf-8")
    assert "Grade 4 events or seizures: Permanently discontinue" in summary.replace("**", "")


def test_an_interruption_of_exactly_4_hours_calls_for_dexamethasone() -> None:
    reaction = {"toxicity": "infusion_reaction", "grade": 2}
    assert modify(**reaction, hours_interrupted=4).result["premedication"]
    assert modify(**reaction, hours_interrupted=Decimal("3.99")).result["premedication"] is None


# ---- warnings


@pytest.mark.parametrize(
    ("inputs", "warned"),
    [
        ({"toxicity": "neurotoxicity", "grade": 3}, "At which dose step"),
        ({"toxicity": "neurotoxicity", "grade": 3, "days_to_resolve": 5}, "At which dose step"),
        ({"toxicity": "neurotoxicity", "grade": 3, "days_to_resolve": 5, "dose_step": "full"}, "3 days at Grade 1 or"),
        ({"toxicity": "neurotoxicity", "grade": 1}, "worded for ICANS"),
        ({"toxicity": "neurotoxicity", "grade": 2, "icans": False}, "worded for ICANS"),
        ({"toxicity": "other", "grade": 2}, "rows for Grade 3 and Grade 4 only"),
        ({"toxicity": "crs", "grade": 3}, "resolution of all symptoms, which is stricter"),
        ({"toxicity": "infusion_reaction", "grade": 3}, "resolution of all symptoms, which is stricter"),
        ({"toxicity": "infusion_reaction", "grade": 2}, "rows of its own for CRS"),
        ({"toxicity": "crs", "grade": 2}, "table of infusion reactions includes CRS"),
        ({"toxicity": "infusion_reaction", "grade": 1}, "names no restart dose"),
        ({"toxicity": "dic"}, "names no restart dose"),
        ({"toxicity": "crs", "grade": 3, "days_held": 7}, "for exactly as long it says nothing"),
        ({"toxicity": "crs", "grade": 3, "days_held": 2, "days_to_resolve": 3}, "days held are fewer"),
    ],
)
def test_the_reader_is_warned(inputs: dict[str, Any], warned: str) -> None:
    assert sum(warned in warning for warning in modify(**inputs).warnings) == 1


@pytest.mark.parametrize(
    ("inputs", "not_warned"),
    [
        ({"toxicity": "neurotoxicity", "grade": 3, "dose_step": "full"}, "At which dose step"),
        ({"toxicity": "neurotoxicity", "grade": 3, "days_to_resolve": 9}, "At which dose step"),
        ({"toxicity": "crs", "grade": 3, "days_held": 3, "days_to_resolve": 3}, "days held are fewer"),
        ({"toxicity": "crs", "grade": 3, "days_held": 3}, "days held are fewer"),
        ({"toxicity": "crs", "grade": 3, "days_to_resolve": 3}, "days held are fewer"),
        ({"toxicity": "crs", "grade": 4, "days_held": 7}, "for exactly as long it says nothing"),
    ],
)
def test_the_reader_is_not_warned_without_a_reason(inputs: dict[str, Any], not_warned: str) -> None:
    assert not any(not_warned in warning for warning in modify(**inputs).warnings)


# ---- what stands beside a row


def quotes(**inputs: Any) -> str:
    return "\n".join(quote.text for quote in modify(**inputs).citations)


@pytest.mark.parametrize("toxicity", TOXICITIES)
def test_every_result_defers_to_the_protocol_and_to_the_guideline_and_cites_footnote_b(toxicity: str) -> None:
    for grade in (1, 2, 3, 4):
        found = quotes(toxicity=toxicity, grade=grade, seizures=1)
        assert "Doses should be modified according to the protocol by which the patient is being treated." in found
        assert "T-Cell Engaging Antibodies guideline" in found
        assert "If dose held for less than 7 days, resume same cycle." in found
        assert "adults with leukemia only" in found
        steps = modify(toxicity=toxicity, grade=grade, seizures=1).steps
        assert '"Doses should be modified according to the protocol by which the patient is being treated."' in steps


def test_footnote_c_stands_beside_neurotoxicity_and_never_beside_crs() -> None:
    for grade in (1, 2, 3, 4):
        assert "Tocilizumab" in quotes(toxicity="neurotoxicity", grade=grade)
        assert "Tocilizumab" not in quotes(toxicity="crs", grade=grade)


def test_footnote_d_is_cited_exactly_where_it_is_given() -> None:
    assert "24 mg dexamethasone" in quotes(toxicity="neurotoxicity", grade=3)
    assert "24 mg dexamethasone" not in quotes(toxicity="neurotoxicity", grade=3, dose_step="initial")
    assert "24 mg dexamethasone" not in quotes(toxicity="crs", grade=3)


def test_infusion_reactions_cite_their_own_guideline() -> None:
    assert "CCO guideline" in quotes(toxicity="infusion_reaction", grade=3)
    assert "CCO guideline" not in quotes(toxicity="crs", grade=3)


def test_only_the_patients_own_cell_is_cited_where_the_weight_is_known() -> None:
    sections = [quote.section for quote in modify(toxicity="crs", grade=3, weight_kg=45).citations]
    assert (
        "Dose Modifications > Dosage with toxicity > Cytokine Release Syndrome > Grade 3 > Patients >= 45 kg"
        in sections
    )
    assert not any("< 45 kg" in section for section in sections)


# ---- steps


def test_the_steps_of_a_restart_are_told_in_order() -> None:
    calculation = modify(
        toxicity="neurotoxicity", grade=3, weight_kg=70, dose_step="full", days_to_resolve=3, days_held=8
    )
    assert calculation.steps == (
        'Row of the monograph: "Neurotoxicity (including ICANS), Grade 3".',
        "The toxicity occurred at the full dose step and did not take more than 7 days to resolve.",
        "Once the hold is over, restart at the initial dose step.",
        'Hold until: "recovery to ≤ Grade 1 for at least 3 days".',
        '"Manage and treat symptoms as appropriate."',
        'Patients of at least 45 kg: "Restart at 9 mcg/day. Increase to 28 mcg/day after 7 days if toxicity does not recur."',
        'Limit: "Discontinue if toxicity occurred at 9 mcg/day, or if toxicity takes more than 7 days to resolve."',
        'Premedication: "For patients ≥ 45 kg: Pre-medicate with up to 24 mg dexamethasone with a 4-day taper."',
        "Held for 8 days, which is more than 7 days: start a new cycle.",
        *calculation.steps[9:11],
        '"Doses should be modified according to the protocol by which the patient is being treated."',
        "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL).",
    )
    assert calculation.steps[9].startswith('Beside it: "Tocilizumab')
    assert calculation.steps[10].startswith('Beside it: "Refer to the T-Cell')


def test_both_weight_bands_are_told_where_the_weight_is_not_known() -> None:
    steps = modify(toxicity="neurotoxicity", grade=3).steps
    assert any(step.startswith("Limit, patients of at least 45 kg: ") for step in steps)
    assert any(step.startswith("Limit, patients below 45 kg: ") for step in steps)
    assert any(step.startswith("Patients below 45 kg: ") and "5 mcg/m²/day" in step for step in steps)
    assert sum(step == '"Manage and treat symptoms as appropriate."' for step in steps) == 1


def test_a_shorter_hold_and_an_open_hold_say_which_cycle_goes_on() -> None:
    assert (
        "Held for 6.5 days, which is less than 7 days: resume the same cycle."
        in modify(toxicity="crs", grade=3, days_to_resolve=5, days_held=6.5).steps
    )
    assert (
        "After a hold of less than 7 days resume the same cycle; after a hold of more than 7 days start a new cycle."
        in modify(toxicity="crs", grade=3).steps
    )


@pytest.mark.parametrize(
    ("days_held", "told"),
    [
        (
            6.5,
            "Held for 6.5 days so far, which is less than 7 days: an infusion that resumes now resumes the same cycle.",
        ),
        (7.5, "Held for 7.5 days so far, which is more than 7 days: an infusion that resumes starts a new cycle."),
    ],
)
def test_while_the_hold_goes_on_nothing_tells_to_resume(days_held: float, told: str) -> None:
    for toxicity in ({"toxicity": "crs", "grade": 3}, {"toxicity": "seizure", "seizures": 1}):
        steps = modify(**toxicity, days_held=days_held).steps
        assert told in steps
        assert not any("resume the same cycle" in step or "start a new cycle" in step for step in steps)


@pytest.mark.parametrize(
    ("days_held", "left_open"), [(6, "days lost by a hold are made up"), (8, "how a new cycle after a hold is counted")]
)
def test_what_the_monograph_leaves_open_about_the_cycle_is_a_warning(days_held: int, left_open: str) -> None:
    restart = {"toxicity": "other", "grade": 3, "days_to_resolve": 4}
    assert sum(left_open in warning for warning in modify(**restart, days_held=days_held).warnings) == 1
    assert not any("does not say whether" in warning for warning in modify(**restart).warnings)


def test_a_hold_of_exactly_7_days_is_given_no_cycle() -> None:
    assert not any(
        "cycle;" in step or step.startswith("Held") for step in modify(toxicity="crs", grade=3, days_held=7).steps
    )


def test_discontinuing_says_nothing_of_restart_premedication_or_cycle() -> None:
    steps = modify(toxicity="neurotoxicity", grade=3, dose_step="initial").steps
    assert not any(
        word in step for step in steps for word in ("Restart", "Premedication", "cycle;", "Limit", "Hold until")
    )
    assert "Discontinue blinatumomab." in steps


# ---- what is missing


@pytest.mark.parametrize("toxicity", TOXICITIES)
def test_grade_or_number_of_seizures_is_asked_for_exactly_where_the_rows_need_it(toxicity: str) -> None:
    needed = {"seizure": "seizures", "neurotoxicity": "grade", "crs": "grade", "other": "grade"}
    field = needed.get(toxicity, "grade" if toxicity == "infusion_reaction" else None)
    if field is None:
        assert action(toxicity=toxicity)
        return
    with pytest.raises(CalculationError) as caught:
        modify(toxicity=toxicity)
    assert (caught.value.code, caught.value.field, caught.value.missing) == ("missing_input", field, (field,))


def test_without_a_toxicity_only_the_toxicity_is_asked_for() -> None:
    with pytest.raises(CalculationError) as caught:
        modify(grade=3)
    assert (caught.value.code, caught.value.missing) == ("missing_input", ("toxicity",))


# ---- inputs used


def test_inputs_that_the_row_does_not_look_at_are_checked_then_ignored() -> None:
    used = modify(
        toxicity="crs", grade=3, dose_step="full", icans=True, confirmed=True, seizures=2, hours_interrupted=3
    ).inputs
    assert dict(used) == {"toxicity": "crs", "grade": 3, "indication": "relapsed_refractory"}
    with pytest.raises(CalculationError) as caught:
        modify(toxicity="crs", grade=3, dose_step="half")
    assert (caught.value.code, caught.value.field) == ("invalid_input", "dose_step")


@pytest.mark.parametrize(
    "inputs",
    [
        {"toxicity": "seizure", "seizures": 2},
        {"toxicity": "pancreatitis", "confirmed": False},
        {"toxicity": "neurotoxicity", "grade": 1, "icans": True, "weight_kg": 60},
        {"toxicity": "neurotoxicity", "grade": 3, "dose_step": "full", "days_to_resolve": 2, "days_held": 5},
        {"toxicity": "infusion_reaction", "grade": 3, "hours_interrupted": 5, "age_years": 40},
    ],
)
def test_inputs_that_the_row_looks_at_are_repeated(inputs: dict[str, Any]) -> None:
    assert dict(modify(**inputs).inputs) == {**inputs, "indication": "relapsed_refractory"}


# ---- properties


def test_actions_are_ordered_as_in_the_contract() -> None:
    assert STRICTEST_FIRST == (
        "discontinue",
        "consider_discontinuing",
        "hold",
        "hold_and_investigate",
        "hold_and_weigh",
        "consider_restart",
        "restart",
        "slow_or_stop",
        "not_specified",
        "manage_symptoms",
    )


inputs_of_a_row = st.fixed_dictionaries(
    {"toxicity": st.sampled_from(TOXICITIES), "grade": st.integers(1, 4), "seizures": st.integers(1, 9)},
    optional={
        "weight_kg": st.decimals(2, 350, places=3),
        "dose_step": st.sampled_from(["initial", "full"]),
        "days_to_resolve": st.decimals(0, 40, places=3),
        "days_held": st.decimals(0, 40, places=3),
        "icans": st.booleans(),
        "confirmed": st.booleans(),
        "hours_interrupted": st.decimals(0, 40, places=3),
        "age_years": st.integers(18, 120),
    },
)


@given(inputs_of_a_row)
def test_any_state_agrees_with_the_second_reading(inputs: dict[str, Any]) -> None:
    assert plain_form(modify(**inputs).result) == expected(inputs)


@given(inputs_of_a_row)
def test_a_higher_grade_is_never_less_restrictive(inputs: dict[str, Any]) -> None:
    """Nothing known of time to resolve: with it, Grade 3 may be discontinued where Grade 4 only considers it (as printed)."""
    inputs.pop("days_to_resolve", None)
    actions = [action(**{**inputs, "grade": grade}) for grade in (1, 2, 3, 4)]
    ranks = [STRICTEST_FIRST.index(found) for found in actions if found != "not_specified"]
    assert ranks == sorted(ranks, reverse=True)


@given(inputs_of_a_row, st.decimals(0, 40, places=3), st.decimals(0, 40, places=3))
def test_a_longer_time_to_resolve_is_never_less_restrictive(inputs: dict[str, Any], a: Decimal, b: Decimal) -> None:
    shorter, longer = (action(**{**inputs, "days_to_resolve": days}) for days in sorted((a, b)))
    assert STRICTEST_FIRST.index(longer) <= STRICTEST_FIRST.index(shorter)


@given(inputs_of_a_row)
def test_both_weight_bands_have_the_same_action_and_differ_in_doses_only(inputs: dict[str, Any]) -> None:
    fixed, bsa = (modify(**{**inputs, "weight_kg": weight}).result for weight in (45, Decimal("44.999")))
    for name in ("action", "hold_until", "resume"):
        assert fixed[name] == bsa[name]
    assert (fixed["restart"] is None) == (bsa["restart"] is None)


@given(inputs_of_a_row)
def test_discontinue_never_carries_a_restart_and_restarts_are_never_above_the_initial_dose(
    inputs: dict[str, Any],
) -> None:
    result: Any = plain_form(modify(**inputs).result)
    if result["action"] == "discontinue":
        assert result["restart"] is None
    for band in (result["restart"] or {}).values():
        assert sorted(band.values()) in ([7, 9, 28], [5, 7, 15])


@given(inputs_of_a_row)
def test_every_quote_stands_verbatim_at_its_span(inputs: dict[str, Any]) -> None:
    monograph = (CORPUS / "documents" / "monograph.md").read_text(encoding="utf-8")
    for quote in modify(**inputs).citations:
        assert monograph[quote.start : quote.end] == quote.text
        assert quote.source == "monograph"


@given(inputs_of_a_row)
def test_no_input_is_invented(inputs: dict[str, Any]) -> None:
    used = result_form(modify(**inputs))["inputs"]
    assert isinstance(used, dict)
    assert set(used) <= {*inputs, "indication", "confirmed"}
    assert None not in used.values()
