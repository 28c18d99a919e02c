"""Every calculator and every input, described once: flags, forms and conversation are made from here.

The limits of numbers, the bags and the number of cycles are data (corpus/rules); this file holds names and words only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.knowledge.rule_sets import CalculatorName

Kind = Literal["number", "choice", "yes_no", "date"]


@dataclass(frozen=True)
class Input:
    """One input of a calculator.

    name: as in the machine contract; kind: what it is; label: what a form calls it; unit: None where it has none; help: one
    plain sentence; choices: of a choice, each with its words; default: what is taken when it is not given (None: nothing);
    required: the calculator always needs it (others may be needed in some cases).
    """

    name: str
    kind: Kind
    label: str
    unit: str | None
    help: str
    choices: Mapping[str, str] = field(default_factory=dict)
    default: str | bool | None = None
    required: bool = False

    @property
    def flag(self) -> str:
        """The flag of the command line."""
        return "--" + self.name.replace("_", "-")


@dataclass(frozen=True)
class Description:
    """One calculator: its name, what it is for, and its inputs in the order of the machine contract."""

    name: CalculatorName
    label: str
    purpose: str
    inputs: tuple[Input, ...]


def _required(given: Input) -> Input:
    return replace(given, required=True)


_WEIGHT = Input("weight_kg", "number", "Weight", "kg", "Actual body weight, not rounded.")
_HEIGHT = Input("height_cm", "number", "Height", "cm", "Standing height.")
_BSA = Input("bsa_m2", "number", "Body surface area", "m²", "If it is known; else give the height.")
_FORMULA = Input(
    "formula",
    "choice",
    "BSA formula",
    None,
    "The monograph names none.",
    {"mosteller": "Mosteller", "dubois": "Du Bois", "haycock": "Haycock"},
    "mosteller",
)
_AGE = Input("age_years", "number", "Age", "years", "The rules are for adults.")
_INDICATION = Input(
    "indication",
    "choice",
    "Indication",
    None,
    "The monograph covers relapsed or refractory disease only.",
    {
        "relapsed_refractory": "Relapsed or refractory disease",
        "mrd_positive": "Measurable residual disease (MRD)",
        "consolidation": "Consolidation",
    },
    "relapsed_refractory",
)
_SCOPE = (_AGE, _INDICATION)
_BODY_SURFACE = (_BSA, _HEIGHT, _FORMULA)


def _liver_test(name: str, label: str) -> tuple[Input, ...]:
    return (
        Input(name, "number", label, "the laboratory's unit", "The measured value; its upper limit must be given too."),
        Input(
            f"{name}_uln",
            "number",
            f"{label}: upper limit of normal",
            "the laboratory's unit",
            "In the unit of the value.",
        ),
    )


def _liver_multiple(name: str, label: str) -> Input:
    return Input(
        f"{name}_x_uln",
        "number",
        f"{label}, multiple of the upper limit",
        "x ULN",
        "How many times the upper limit of normal (ULN).",
    )


_LIVER_TESTS = {"alt": "ALT", "ast": "AST", "lft": "Liver test (not named)", "bilirubin": "Bilirubin"}

TOXICITY_WORDS: Mapping[str, str] = {
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

_MODIFICATION_INPUTS = (
    Input("toxicity", "choice", "Toxicity", None, "Which toxicity occurred.", TOXICITY_WORDS, required=True),
    Input(
        "grade",
        "number",
        "Grade",
        "grade",
        "For neurotoxicity, CRS, other toxicity and infusion reactions; taken as given, on the scale that applies.",
    ),
    Input("seizures", "number", "Seizures", "seizures", "How many have occurred."),
    Input(
        "confirmed",
        "yes_no",
        "Confirmed",
        None,
        "For pancreatitis and leukoencephalopathy: confirmed, not only suspected.",
        default=False,
    ),
    Input("icans", "yes_no", "ICANS", None, "For neurotoxicity: is it ICANS?"),
    _WEIGHT,
    Input(
        "dose_step",
        "choice",
        "Dose step when it occurred",
        None,
        "The step at which the toxicity occurred.",
        {"initial": "Initial step (first week of the first cycle, or after a restart)", "full": "Full dose"},
    ),
    Input(
        "hours_interrupted",
        "number",
        "Hours interrupted",
        "hours",
        "For infusion reactions: how long it was interrupted.",
    ),
    Input(
        "days_to_resolve",
        "number",
        "Days to resolve",
        "days",
        "From onset until at most Grade one (infusion reaction: until all symptoms are gone).",
    ),
    Input("days_held", "number", "Days held", "days", "Days without infusion so far."),
)

_DESCRIPTIONS = (
    Description(
        "bsa",
        "Body surface area",
        "Body surface area from weight and height.",
        (_required(_WEIGHT), _required(_HEIGHT), _FORMULA),
    ),
    Description(
        "dose",
        "Dose",
        "The dose for a cycle and a day.",
        (
            _required(_WEIGHT),
            Input("cycle", "number", "Cycle", None, "Counted from the first.", required=True),
            Input("day", "number", "Day of the cycle", None, "Counted from the start of the cycle.", required=True),
            *_BODY_SURFACE,
            *_SCOPE,
        ),
    ),
    Description(
        "schedule",
        "Schedule",
        "The dates and amounts of a course.",
        (
            _required(_WEIGHT),
            *_BODY_SURFACE,
            Input("start_date", "date", "First day", None, "The first day of the first cycle.", required=True),
            Input("cycles", "number", "Cycles", "cycles", "How many; all that the monograph names if not given."),
            *_SCOPE,
        ),
    ),
    Description(
        "infusion",
        "Infusion rate",
        "The rate of the pump for a bag, for fixed dosing.",
        (
            Input("bag_hours", "number", "Bag", "hours", "For how many hours the bag is.", required=True),
            _WEIGHT,
            *_SCOPE,
        ),
    ),
    Description(
        "modification",
        "Dose modification",
        "What to do when a toxicity occurs.",
        (*_MODIFICATION_INPUTS, *_SCOPE),
    ),
    Description(
        "liver",
        "Liver tests",
        "Do liver tests reach the row of the dose-modification table?",
        (
            *(_liver_multiple(name, label) for name, label in _LIVER_TESTS.items()),
            *(given for name, label in _LIVER_TESTS.items() for given in _liver_test(name, label)),
            _WEIGHT,
            *_SCOPE,
        ),
    ),
    Description(
        "prephase",
        "Prephase",
        "Is dexamethasone due before the first dose?",
        (
            Input("marrow_blasts_percent", "number", "Blasts in bone marrow", "%", "Leukemic blasts."),
            Input(
                "peripheral_blasts_e9_per_l",
                "number",
                "Blasts in blood",
                "× ten to the ninth per litre",
                "Leukemic blasts.",
            ),
            *_SCOPE,
        ),
    ),
)

CATALOGUE: Mapping[str, Description] = {description.name: description for description in _DESCRIPTIONS}
"""The calculators by name."""
