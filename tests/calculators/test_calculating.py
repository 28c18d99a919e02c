"""Running a calculator by name: what every result and every refusal carries, whichever calculator it is."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal, getcontext, localcontext
from typing import Any

import pytest
from real_rules import CORPUS, real_rules

from assistant.calculators import (
    CATALOGUE,
    CalculationError,
    calculate,
    calculation_form,
    citations_form,
    error_form,
    result_form,
)
from assistant.calculators.calculating import NOT_VALIDATED
from assistant.calculators.calculation import plain_form
from assistant.knowledge.errors import DataError, QuoteError
from assistant.knowledge.rule_sets import Stopped
from assistant.knowledge.sign_off import Signature

EXAMPLES: dict[str, dict[str, Any]] = {
    "bsa": {"weight_kg": 70, "height_cm": 170},
    "dose": {"weight_kg": 40, "cycle": 1, "day": 3, "height_cm": 150},
    "schedule": {"weight_kg": 70, "start_date": "2026-03-02"},
    "infusion": {"bag_hours": 168},
    "modification": {"toxicity": "neurotoxicity", "grade": 3, "dose_step": "full", "days_to_resolve": 3},
    "liver": {"alt_x_uln": 6},
    "prephase": {"marrow_blasts_percent": 60},
}
ALL = pytest.mark.parametrize("name", EXAMPLES)


@ALL
def test_every_result_warns_that_nobody_has_signed_the_rules_until_two_pharmacists_have(name: str) -> None:
    rules = real_rules()
    assert calculate(name, EXAMPLES[name], rules).warnings[-1] == NOT_VALIDATED
    two = tuple(Signature(who=who, role="pharmacist", date=date(2026, 1, 2), rules=rules.hash) for who in ("A", "B"))
    signed = calculate(name, EXAMPLES[name], replace(rules, signatures=two))
    assert NOT_VALIDATED not in signed.warnings
    assert signed == replace(calculate(name, EXAMPLES[name], rules), warnings=signed.warnings)
    one = calculate(name, EXAMPLES[name], replace(rules, signatures=two[:1]))
    assert NOT_VALIDATED in one.warnings


@ALL
def test_every_citation_stands_verbatim_at_its_span_in_the_monograph_and_once(name: str) -> None:
    monograph = (CORPUS / "documents" / "monograph.md").read_text(encoding="utf-8")
    citations = calculate(name, EXAMPLES[name], real_rules()).citations
    assert citations
    assert len(set(citations)) == len(citations)
    for quote in citations:
        assert monograph[quote.start : quote.end] == quote.text


@ALL
def test_every_result_that_leads_to_a_dose_says_for_whom_it_is(name: str) -> None:
    calculation = calculate(name, EXAMPLES[name], real_rules())
    says_adults = "adults with relapsed or refractory" in calculation.steps[-1]
    assert says_adults == (name != "bsa")
    assert any("adults with leukemia only" in quote.text for quote in calculation.citations) == (name != "bsa")


@ALL
def test_the_same_inputs_give_the_same_result_in_any_order_and_context(name: str) -> None:
    once = calculate(name, EXAMPLES[name], real_rules())
    backwards = calculate(name, dict(reversed(EXAMPLES[name].items())), real_rules())
    assert once == backwards
    with localcontext() as context:
        context.prec = 3
        assert calculate(name, EXAMPLES[name], real_rules()) == once
    assert getcontext().prec == 28


@ALL
def test_a_result_can_be_written_as_json_and_holds_what_the_contract_names(name: str) -> None:
    calculation = calculate(name, EXAMPLES[name], real_rules())
    form = json.loads(json.dumps(result_form(calculation)))
    assert {"inputs", "steps", "warnings", "citations", "calculator"} <= set(form)
    assert None not in form["inputs"].values()
    assert form["citations"] == citations_form(calculation)
    assert [citation["n"] for citation in form["citations"]] == list(range(1, len(form["citations"]) + 1))
    assert all(set(citation) == {"n", "source", "section", "quote"} for citation in form["citations"])
    in_answer = json.loads(json.dumps(calculation_form(calculation)))
    assert set(in_answer) == {"calculator", "inputs", "result", "steps", "warnings"}
    assert {**in_answer["result"], **form} == form
    assert in_answer["calculator"] == name


@pytest.mark.parametrize("name", ["doze", "", "Dose", "dose ", None, 5, ["dose"], {"dose": 1}])
def test_an_unknown_calculator_is_told_with_those_that_there_are(name: Any) -> None:
    with pytest.raises(CalculationError) as caught:
        calculate(name, {}, real_rules())
    assert (caught.value.code, caught.value.field) == ("invalid_input", "calculator")
    assert caught.value.message == f"There is no such calculator; there are {', '.join(CATALOGUE)}."


@pytest.mark.parametrize("given_inputs", [None, [], "weight_kg", 5, [("weight_kg", 70)]])
def test_inputs_are_named_values(given_inputs: Any) -> None:
    with pytest.raises(CalculationError) as caught:
        calculate("dose", given_inputs, real_rules())
    assert (caught.value.code, caught.value.field) == ("invalid_input", "inputs")
    assert str(caught.value) == "The inputs must be named values."


def test_an_error_is_written_with_code_field_and_message() -> None:
    error = CalculationError("missing_input", "grade", "The grade is needed.", ("grade",))
    assert error_form(error) == {"code": "missing_input", "field": "grade", "message": "The grade is needed."}
    assert error.args == ("missing_input", "grade", "The grade is needed.", ("grade",))


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (Decimal("9"), 9),
        (Decimal("9.0"), 9),
        (Decimal("0.6"), 0.6),
        (Decimal("-0.5"), -0.5),
        (None, None),
        (True, True),
        ("9", "9"),
        ((Decimal(1), (Decimal("2.5"), "x")), [1, [2.5, "x"]]),
        ({"a": {"b": (Decimal(1),)}}, {"a": {"b": [1]}}),
    ],
)
def test_value_fields_become_plain_json(content: Any, form: object) -> None:
    found = plain_form(content)
    assert found == form
    assert type(found) is type(form)


# ---- a stopped calculator


def test_a_stopped_calculator_refuses_by_name_with_the_section_to_review() -> None:
    reason = QuoteError("rules/dose.yaml", "The quote is not found.", "Compare.")
    stopped = Stopped("dose", (reason,), ("monograph: Drug Regimen", "monograph: Cycle Frequency"))
    with pytest.raises(CalculationError) as caught:
        calculate("dose", EXAMPLES["dose"], replace(real_rules(), dose=stopped))
    assert (caught.value.code, caught.value.field) == ("not_covered", "calculator")
    assert caught.value.message == (
        "The calculator dose is stopped: what its rules quote no longer stands in the documents, or a rule file is "
        "damaged. To be reviewed: monograph: Drug Regimen; monograph: Cycle Frequency. Run `blin check` for the details."
    )


def test_a_stopped_calculator_names_its_damaged_file_where_no_section_is_known() -> None:
    stopped = Stopped("dose", (DataError("rules/dose.yaml", "Broken.", "Mend it."),), ())
    with pytest.raises(CalculationError, match=r"To be reviewed: rules/dose\.yaml\. Run"):
        calculate("dose", {}, replace(real_rules(), dose=stopped))
