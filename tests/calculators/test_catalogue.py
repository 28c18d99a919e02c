"""The catalogue describes every input once, in the contract's order, and no limit of it stands in code."""

import ast
from pathlib import Path
from typing import get_args

import pytest
from real_rules import real_rules

from assistant.calculators import CATALOGUE, Description, Input
from assistant.calculators.catalogue import TOXICITY_WORDS
from assistant.knowledge.modification_table import Toxicity
from assistant.knowledge.rule_forms import DoseStep, Formula
from assistant.knowledge.rule_sets import CalculatorName, DoseRules

SCOPE = ["age_years", "indication"]
BODY_SURFACE = ["bsa_m2", "height_cm", "formula"]
LIVER_TESTS = ["alt", "ast", "lft", "bilirubin"]

# the machine contract, part 2
IN_ORDER = {
    "bsa": ["weight_kg", "height_cm", "formula"],
    "dose": ["weight_kg", "cycle", "day", *BODY_SURFACE, *SCOPE],
    "schedule": ["weight_kg", *BODY_SURFACE, "start_date", "cycles", *SCOPE],
    "infusion": ["bag_hours", "weight_kg", *SCOPE],
    "modification": [
        "toxicity",
        "grade",
        "seizures",
        "confirmed",
        "icans",
        "weight_kg",
        "dose_step",
        "hours_interrupted",
        "days_to_resolve",
        "days_held",
        *SCOPE,
    ],
    "liver": [
        *(f"{test}_x_uln" for test in LIVER_TESTS),
        *(name for test in LIVER_TESTS for name in (test, f"{test}_uln")),
        "weight_kg",
        *SCOPE,
    ],
    "prephase": ["marrow_blasts_percent", "peripheral_blasts_e9_per_l", *SCOPE],
}
ALWAYS_NEEDED = {
    "bsa": {"weight_kg", "height_cm"},
    "dose": {"weight_kg", "cycle", "day"},
    "schedule": {"weight_kg", "start_date"},
    "infusion": {"bag_hours"},
    "modification": {"toxicity"},
    "liver": set(),
    "prephase": set(),
}
DEFAULTS = {"formula": "mosteller", "indication": "relapsed_refractory", "confirmed": False}
EVERY = [(description, known) for description in CATALOGUE.values() for known in description.inputs]


def test_the_calculators_are_those_of_the_contract() -> None:
    assert list(CATALOGUE) == list(IN_ORDER) == list(get_args(CalculatorName))
    assert all(name == description.name for name, description in CATALOGUE.items())


@pytest.mark.parametrize("name", IN_ORDER)
def test_the_inputs_stand_in_the_contracts_order(name: str) -> None:
    assert [known.name for known in CATALOGUE[name].inputs] == IN_ORDER[name]
    assert {known.name for known in CATALOGUE[name].inputs if known.required} == ALWAYS_NEEDED[name]


@pytest.mark.parametrize(("description", "known"), EVERY, ids=lambda part: part.name)
def test_every_input_is_described_in_plain_words(description: Description, known: Input) -> None:
    assert known.label[0].isupper()
    assert known.help[0].isupper()
    assert known.help.endswith((".", "?"))
    assert known.default == DEFAULTS.get(known.name)
    assert (known.kind == "choice") == bool(known.choices)
    assert known.default is None or known.kind == "yes_no" or known.default in known.choices
    assert known.flag == "--" + known.name.replace("_", "-")
    assert all(choice == choice.lower() and words for choice, words in known.choices.items())
    assert not (known.required and known.default is not None)
    assert description.label
    assert description.purpose.endswith((".", "?"))


def test_every_number_has_its_limits_and_every_limit_its_number() -> None:
    rules = real_rules().dose
    assert isinstance(rules, DoseRules)
    assert {known.name for _, known in EVERY if known.kind == "number"} == set(rules.inputs.numbers)


def test_the_same_input_is_described_once() -> None:
    for _, known in EVERY:
        same = {(other.label, other.unit, other.help) for _, other in EVERY if other.name == known.name}
        assert len(same) == 1, known.name


def test_the_choices_are_those_of_the_rules() -> None:
    by_name = {known.name: known for _, known in EVERY}
    assert set(by_name["toxicity"].choices) == set(get_args(Toxicity)) == set(TOXICITY_WORDS)
    assert set(by_name["formula"].choices) == set(get_args(Formula))
    assert set(by_name["dose_step"].choices) == set(get_args(DoseStep))
    assert set(by_name["indication"].choices) == {"relapsed_refractory", "mrd_positive", "consolidation"}


def test_every_choice_has_its_words() -> None:
    words = {name: choice for _, known in EVERY for name, choice in known.choices.items()}
    assert words == {
        "mosteller": "Mosteller",
        "dubois": "Du Bois",
        "haycock": "Haycock",
        "relapsed_refractory": "Relapsed or refractory disease",
        "mrd_positive": "Measurable residual disease (MRD)",
        "consolidation": "Consolidation",
        "initial": "Initial step (first week of the first cycle, or after a restart)",
        "full": "Full dose",
        "neurotoxicity": "Neurotoxicity, including ICANS",
        "seizure": "Seizure",
        "crs": "Cytokine release syndrome (CRS)",
        "liver": "Liver tests or bilirubin above the row's threshold",
        "other": "Other clinically relevant toxicity",
        "pancreatitis": "Pancreatitis",
        "leukoencephalopathy": "Leukoencephalopathy",
        "capillary_leak": "Capillary leak syndrome",
        "dic": "Disseminated intravascular coagulation (DIC)",
        "infusion_reaction": "Infusion-related reaction",
    }
    assert [description.label for description in CATALOGUE.values()] == [
        "Body surface area",
        "Dose",
        "Schedule",
        "Infusion rate",
        "Dose modification",
        "Liver tests",
        "Prephase",
    ]


def test_only_the_bsa_asks_for_neither_age_nor_indication() -> None:
    assert [name for name, names in IN_ORDER.items() if not set(SCOPE) <= set(names)] == ["bsa"]


def test_the_catalogue_holds_no_number() -> None:
    source = Path(__file__).resolve().parents[2] / "assistant" / "calculators" / "catalogue.py"
    numbers = [
        node.value
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    ]
    assert numbers == []
