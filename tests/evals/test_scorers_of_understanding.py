"""Scorers that ask whether the words were understood: kind, reason, calculators, inputs, results, what is missing, what leaks."""

from judging import answer, calculation, score, turn

CLARIFY = answer("clarify", missing=["weight_kg"])
DOSE = answer("calculation", calculation=calculation("dose", {"dose_mcg_per_day": 9}, weight_kg=62, cycle=1, day=3))
EXPECTED_DOSE = {"kind": "calculation", "calculator": "dose"}


def test_the_expected_kind_and_one_that_is_right_too_are_right() -> None:
    assert score("kind", answer()).value is True
    assert score("kind", CLARIFY).value is False
    assert score("kind", CLARIFY, or_kinds=["clarify"]).value is True


def test_a_reason_is_compared_only_where_a_decline_came() -> None:
    declined = answer("abstain", reason="not_covered")
    assert score("reason", declined, kind="abstain", reason="not_covered").value is True
    assert score("reason", declined, kind="abstain", reason="out_of_scope").value is False
    assert score("reason", declined, kind="abstain", reason="out_of_scope", or_reasons=["not_covered"]).value is True
    assert score("reason", answer(), kind="abstain", reason="not_covered").value is None


def test_the_main_calculation_must_stand_first() -> None:
    both = answer("calculation", calculation=calculation("bsa"), also=[calculation("dose")])
    assert score("calculation", DOSE, **EXPECTED_DOSE).value is True
    assert score("calculation", both, **EXPECTED_DOSE).value is False
    assert score("calculation", DOSE, kind="calculation", calculator="bsa").value is False
    assert score("calculation", DOSE, **EXPECTED_DOSE, also=[{"calculator": "bsa"}]).value is False


def test_further_calculations_may_stand_in_any_order() -> None:
    several = answer("calculation", calculation=calculation("dose"), also=[calculation("bsa"), calculation("infusion")])
    expected = [{"calculator": "infusion"}, {"calculator": "bsa"}]
    assert score("calculation", several, **EXPECTED_DOSE, also=expected).value is True


def test_an_input_is_compared_as_an_exact_number() -> None:
    assert score("inputs", DOSE, **EXPECTED_DOSE, inputs={"weight_kg": 62.0}).value is True
    assert score("inputs", DOSE, **EXPECTED_DOSE, inputs={"weight_kg": 62.001}).value is False
    assert score("inputs", DOSE, **EXPECTED_DOSE, inputs={"bsa_m2": 1.5}).value is False
    assert score("inputs", CLARIFY, **EXPECTED_DOSE, inputs={"weight_kg": 62}).value is None


def test_true_is_not_the_number_one() -> None:
    confirmed = answer("calculation", calculation=calculation("modification", confirmed=True))
    expected = {"kind": "calculation", "calculator": "modification"}
    assert score("inputs", confirmed, **expected, inputs={"confirmed": 1}).value is False


def test_two_toxicities_are_matched_to_their_own_expectation() -> None:
    two = answer(
        "calculation",
        calculation=calculation("modification", toxicity="seizure", seizures=2),
        also=[calculation("modification", toxicity="crs", grade=3)],
    )
    expected = {
        "kind": "calculation",
        "calculator": "modification",
        "inputs": {"toxicity": "seizure"},
        "also": [{"calculator": "modification", "inputs": {"toxicity": "crs", "grade": 3}}],
    }
    assert score("inputs", two, **expected).value is True


def test_a_value_other_than_the_expected_one_is_taken_silently() -> None:
    assert score("wrong_silent_input", DOSE, **EXPECTED_DOSE, inputs={"weight_kg": 54}).value is False
    assert score("wrong_silent_input", DOSE, **EXPECTED_DOSE, inputs={"weight_kg": 62}).value is True
    assert score("wrong_silent_input", CLARIFY, **EXPECTED_DOSE, inputs={"weight_kg": 54}).value is True


def test_an_input_that_is_not_used_is_no_silent_one() -> None:
    assert score("wrong_silent_input", DOSE, **EXPECTED_DOSE, inputs={"bsa_m2": 1.5}).value is True


def test_a_distractor_in_a_calculation_is_taken_silently() -> None:
    assert score("wrong_silent_input", DOSE, **EXPECTED_DOSE, absent=["weight_kg"]).value is False


def test_an_input_that_should_have_been_asked_for_is_taken_silently() -> None:
    assert score("wrong_silent_input", DOSE, kind="clarify", missing=["weight_kg"]).value is False
    assert score("wrong_silent_input", DOSE, kind="clarify", missing_any=["height_cm", "bsa_m2"]).value is True


def test_silence_about_inputs_is_not_scored() -> None:
    assert score("wrong_silent_input", DOSE).value is None


def test_a_part_of_the_result_must_hold() -> None:
    restart = {"restart": {"fixed": {"dose_mcg_per_day": 9, "after_days": 7}}, "action": "hold"}
    held = answer("calculation", calculation=calculation("modification", restart))
    expected = {"kind": "calculation", "calculator": "modification"}
    assert score("result", held, **expected, result={"restart": {"fixed": {"dose_mcg_per_day": 9}}}).value is True
    assert score("result", held, **expected, result={"action": "discontinue"}).value is False
    assert score("result", held, **expected, result={"restart": None}).value is False


def test_all_of_what_is_missing_and_one_of_the_alternatives_must_be_asked_for() -> None:
    asked = answer("clarify", missing=["weight_kg", "height_cm"])
    assert score("missing", asked, kind="clarify", missing=["weight_kg"]).value is True
    assert score("missing", asked, kind="clarify", missing=["grade"]).value is False
    assert score("missing", asked, kind="clarify", missing_any=["height_cm", "bsa_m2"]).value is True
    assert score("missing", asked, kind="clarify", missing_any=["bsa_m2"]).value is False
    assert score("missing", DOSE, kind="clarify", missing=["weight_kg"]).value is None


def test_a_former_patients_fact_leaks_through_a_calculation_or_the_facts_in_use() -> None:
    later = ("62 kg, c1 d3", "next patient, c2 d1")
    carried = answer("clarify", missing=["weight_kg"], facts=[{"name": "weight_kg", "carried": True}])
    assert score("leak", turn(DOSE, *later), absent=["weight_kg"]).value is False
    assert score("leak", turn(carried, *later), absent=["weight_kg"]).value is False
    assert score("leak", turn(CLARIFY, *later), absent=["weight_kg"]).value is True


def test_the_first_turn_has_nothing_to_forget() -> None:
    assert score("leak", turn(DOSE, "62 kg"), absent=["weight_kg"]).value is None
