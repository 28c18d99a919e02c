"""What a person reads first of each result: one figure, what it is, and the facts that go with it."""

from decimal import Decimal
from typing import Any, get_args

import pytest
from real_rules import real_rules

from assistant.calculators import CATALOGUE, calculate
from assistant.calculators.headlines import ACTION_WORDS, Headline, headline, input_lines, value_words
from assistant.calculators.modification import STRICTEST_FIRST, Resume
from assistant.knowledge.rule_sets import DoseRules


def of(name: str, **inputs: Any) -> Headline:
    rules = real_rules()
    assert isinstance(rules.dose, DoseRules)
    return headline(calculate(name, inputs, rules), rules.dose.inputs)


def known(calculator: str, name: str) -> Any:
    return next(given for given in CATALOGUE[calculator].inputs if given.name == name)


def test_every_action_has_its_words() -> None:
    assert set(ACTION_WORDS) == set(STRICTEST_FIRST)
    assert get_args(Resume) == ("same_cycle", "new_cycle", "not_specified")


def test_a_bsa_is_shown_rounded_with_the_exact_one_beside_it_only_where_they_differ() -> None:
    exact = of("bsa", weight_kg=36, height_cm=100)
    assert exact == Headline("1 m²", "Body surface area")
    rounded = of("bsa", weight_kg=40, height_cm=150)
    assert rounded.figure == "about 1.291 m²"
    assert rounded.facts == (("Unrounded", "1.2909944487358056 m²"),)


def test_a_fixed_dose_needs_no_further_fact() -> None:
    assert of("dose", weight_kg=70, cycle=1, day=3) == Headline(
        "9 mcg/day", "Cycle 1, day 3: fixed dose, first step of the dose"
    )
    assert of("dose", weight_kg=70, cycle=2, day=3).says == "Cycle 2, day 3: fixed dose, full dose"


def test_a_dose_by_bsa_stands_with_its_bsa_and_its_maximum() -> None:
    assert of("dose", weight_kg=40, cycle=1, day=3, bsa_m2=1.3) == Headline(
        "6.5 mcg/day",
        "Cycle 1, day 3: dose by body surface area, first step of the dose",
        (
            ("Body surface area", "1.3 m²"),
            ("By body surface area", "5 mcg/m²/day"),
            ("Maximum", "9 mcg/day"),
        ),
    )


def test_a_treatment_free_day_has_no_dose() -> None:
    assert of("dose", weight_kg=70, cycle=1, day=30) == Headline(
        "No infusion", "Cycle 1, day 30: treatment-free interval"
    )


@pytest.mark.parametrize(("cycles", "figure", "total"), [(1, "1 cycle", "651 mcg"), (2, "2 cycles", "1435 mcg")])
def test_a_course_is_its_cycles_with_its_dates(cycles: int, figure: str, total: str) -> None:
    found = of("schedule", weight_kg=70, start_date="2026-03-02", cycles=cycles)
    end = {1: "2026-04-12", 2: "2026-05-24"}[cycles]
    assert found == Headline(
        figure,
        f"From 2026-03-02 to {end}",
        (("Whole course", total), ("Last treatment-free day", end), ("Dosing", "Fixed dose")),
    )


@pytest.mark.parametrize(
    ("hours", "figure", "needed"), [(96, "2.5 mL/h", "required"), (168, "0.6 mL/h", "NOT required")]
)
def test_a_rate_stands_with_its_filter(hours: int, figure: str, needed: str) -> None:
    found = of("infusion", bag_hours=hours)
    assert (found.figure, found.says) == (figure, f"Rate of the pump, bag of {hours} hours")
    assert dict(found.facts)["Inline filter"] == needed
    assert list(dict(found.facts)) == ["Total dose volume", "Overfill in the bag", "Inline filter"]


def test_a_modification_is_its_action_with_everything_that_goes_with_it() -> None:
    found = of(
        "modification",
        toxicity="neurotoxicity",
        grade=3,
        dose_step="full",
        days_to_resolve=3,
        days_held=9,
        weight_kg=40,
    )
    assert found == Headline(
        "Restart",
        "Neurotoxicity, including ICANS, Grade 3",
        (
            ("Hold until", "recovery to ≤ Grade 1 for at least 3 days"),
            ("Restart, dose by body surface area", "at 5 mcg/m²/day; to 15 mcg/m²/day after 7 days if the toxicity does not recur"),
            ("Limit", "Discontinue if toxicity occurred at 5 mcg/m²/day, or if toxicity takes more than 7 days to resolve."),
            ("Premedication", "For patients < 45 kg: Pre-medicate with dexamethasone (e.g. up to 20 mg) and taper the dose."),
            ("Cycle", "Start a new cycle"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("inputs", "figure", "tone"),
    [
        ({"toxicity": "crs", "grade": 4}, "Discontinue", "stop"),
        ({"toxicity": "other", "grade": 4}, "Consider discontinuing", "stop"),
        ({"toxicity": "crs", "grade": 3}, "Hold", "hold"),
        ({"toxicity": "dic"}, "Hold; weigh benefit against risk", "hold"),
        ({"toxicity": "pancreatitis"}, "Hold and investigate", "hold"),
        ({"toxicity": "infusion_reaction", "grade": 1}, "Stop or slow the infusion", "hold"),
        ({"toxicity": "seizure", "seizures": 1}, "Not stated in the monograph", "plain"),
        ({"toxicity": "crs", "grade": 1}, "Manage the symptoms", "plain"),
        ({"toxicity": "liver", "days_to_resolve": 3}, "Consider restarting", "plain"),
    ],
)
def test_an_action_is_drawn_as_it_is_meant(inputs: dict[str, Any], figure: str, tone: str) -> None:
    found = of("modification", **inputs)
    assert (found.figure, found.tone) == (figure, tone)


def test_both_weight_bands_are_told_apart() -> None:
    facts = dict(of("modification", toxicity="crs", grade=3).facts)
    assert facts["Restart, fixed dose"].startswith("at 9 mcg/day; to 28 mcg/day after 7 days")
    assert facts["Restart, dose by body surface area"].startswith("at 5 mcg/m²/day; to 15 mcg/m²/day")


def test_liver_tests_below_and_above_their_threshold() -> None:
    assert of("liver", alt_x_uln=5).figure == "Below the row's threshold"
    found = of("liver", alt_x_uln=6, bilirubin_x_uln=4)
    assert (found.figure, found.says) == ("Hold", "Above the threshold: ALT, bilirubin")


def test_a_prephase_is_indicated_or_not() -> None:
    assert of("prephase", marrow_blasts_percent=49).figure == "Not indicated"
    found = of("prephase", marrow_blasts_percent=50)
    assert (found.figure, found.says[:24]) == ("Indicated", "treat with dexamethasone")


def test_inputs_are_told_with_label_and_unit() -> None:
    calculation = calculate("dose", {"weight_kg": 70, "cycle": 1, "day": 3}, real_rules())
    assert dict(input_lines(calculation)) == {
        "Weight": "70 kg",
        "Cycle": "1",
        "Day of the cycle": "3",
        "Indication": "Relapsed or refractory disease",
    }


@pytest.mark.parametrize(
    ("calculator", "name", "value", "words"),
    [
        ("modification", "confirmed", True, "yes"),
        ("modification", "confirmed", False, "no"),
        ("modification", "grade", Decimal(3), "3"),
        ("modification", "days_held", Decimal("6.5"), "6.5 days"),
        ("schedule", "start_date", "2026-03-02", "2026-03-02"),
        ("bsa", "formula", "dubois", "Du Bois"),
    ],
)
def test_a_value_in_words(calculator: str, name: str, value: Any, words: str) -> None:
    assert value_words(known(calculator, name), value) == words
