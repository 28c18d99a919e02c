"""A gap is recognised however it is asked, and never where the documents answer."""

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.bearing import gap_asked, gaps_asked, gaps_beside
from assistant.calculators import Calculation
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry

Read = Callable[[str], Inquiry]
Compute = Callable[..., Calculation]


GAPS: Mapping[str, tuple[str, str, str]] = {
    "G01": (
        "patient had one seizure, continue?",
        "a single convulsion yesterday",
        "what do we do after the first seizure",
    ),
    "G02": ("infusion held for exactly 7 days: same cycle?", "hold of 7 days", "paused a week, new cycle or not?"),
    "G03": ("which BSA formula do we use?", "Mosteller or Du Bois?", "how do I calculate the body surface area"),
    "G04": ("can I round the dose to 6.5 mcg?", "is the BSA dose rounded?", "rounding rule for the dose"),
    "G05": (
        "she lost weight and is now 44 kg, change the dose?",
        "patient drops below 45 kg in cycle 2",
        "do we re-weigh before each cycle",
    ),
    "G06": (
        "dose in severe renal impairment",
        "what dose on hemodialysis?",
        "dose reduction in severe hepatic impairment",
    ),
    "G07": ("can we give a sixth cycle?", "what after 5 cycles", "cycle 6 dose"),
    "G08": (
        "how long must contraception continue?",
        "how many months after treatment can she try to conceive",
        "duration of birth control after blina",
        "infusions are finished, earliest safe date to start trying for a child?",
    ),
    "G09": ("how do I reconstitute the vial?", "how many vials for one bag", "stability after dilution"),
    "G10": ("dexamethasone dose in children", "premed for a 10 year old", "how much dex for an adolescent"),
    "G11": (
        "premedication on day 8?",
        "dex before stepping up to 28?",
        "is an antipyretic given again at the step on day 8",
        "steroid once more before the jump in dose?",
    ),
    "G12": (
        "CRS comes back after restart",
        "grade 3 CRS not resolving, how long do we wait",
        "does CRS have the 14 day limit?",
    ),
    "G13": (
        "grade 2 neurotoxicity that is not ICANS",
        "grade 1 tremor, what do I do",
        "neuro grade 1, not icans",
        "mild tingling in the toes, no sign of ICANS",
    ),
    "G14": (
        "ALT 25 x ULN, hold or discontinue?",
        "grade 4 liver toxicity: which row applies?",
        "AST 30 times ULN, permanently stop?",
    ),
    "G15": (
        "pump failure for 10 hours, what about the cycle?",
        "line blocked, infusion stopped for a day",
        "interrupted for a scan, continue same cycle?",
    ),
    "G16": ("what is the definition of grade 3 CRS?", "what counts as grade 2 ICANS", "criteria for grade 4"),
    "G17": ("tocilizumab dose", "how much anakinra", "dosing of tocilizumab for CRS with ICANS"),
    "G18": ("how is an overdose managed?", "patient got a double dose, what now", "bag ran too fast, what to do"),
    "G19": (
        "are lost days made up?",
        "new cycle after the hold: start at 9 or 28?",
        "do we add the missed days at the end",
    ),
    "G20": ("at what IgG level do we give IVIG", "when should immunoglobulins be replaced", "IVIG threshold"),
    "G21": (
        "restart dose after grade 2 infusion reaction",
        "what dose do we resume at after a grade 1 IRR",
        "mild infusion reaction, which dose to restart",
    ),
    "G22": ("infusion rate for a 40 kg patient", "what pump rate for BSA-dosed patients", "mL/h below 45 kg"),
    "G23": ("dose in MRD-positive disease", "consolidation dose", "how much for MRD+"),
    "G24": ("no height recorded, which BSA do I use", "can I assume an average height?", "height unknown, 40 kg"),
    "G25": (
        "which anticonvulsant for the seizure?",
        "what drug treats a seizure",
        "do we give levetiracetam for the fit",
    ),
}


@pytest.mark.parametrize(("gap", "question"), [(g, q) for g, questions in GAPS.items() for q in questions])
def test_a_gap_is_recognised_however_it_is_asked(gap: str, question: str, read: Read, corpus: Corpus) -> None:
    assert gap in {found.id for found in gaps_asked(read(question), corpus.registers)}


def test_every_registered_gap_is_asked_here(corpus: Corpus) -> None:
    assert {gap.id for gap in corpus.registers.gaps} == set(GAPS)


ANSWERED: Mapping[str, tuple[str, str]] = {
    "G01": ("two seizures", "may he drive after a seizure"),
    "G02": ("held for less than 7 days", "rate of the 7-day bag"),
    "G03": ("is the dose by BSA below 45 kg?", "who is dosed by body surface area"),
    "G04": ("how many rounds of treatment", "dose in cycle 1"),
    "G05": ("dose at 44 kg", "weight threshold for BSA dosing"),
    "G06": ("mild renal impairment", "is there information on hemodialysis?"),
    "G07": ("how many cycles", "dose in cycle 5"),
    "G08": ("is contraception needed?", "pregnancy"),
    "G09": ("how are unopened vials stored", "with what do I prime the tubing"),
    "G10": ("dexamethasone premedication for adults", "which document has dosing for children"),
    "G11": ("premedication before the first dose", "dose on day 8"),
    "G12": ("grade 3 CRS", "which toxicities have the 14-day limit, is CRS one of them?"),
    "G13": ("grade 1 ICANS", "grade 3 neurotoxicity"),
    "G14": ("ALT 6 x ULN", "LFTs 5 times ULN, hold?"),
    "G15": ("what kind of pump is needed", "interrupted for an infusion reaction"),
    "G16": ("which scale grades CRS", "what to do for grade 3 CRS"),
    "G17": ("is tocilizumab recommended for ICANS", "dose of dexamethasone"),
    "G18": ("why not flush the line", "are medication errors reported"),
    "G19": ("new cycle after a hold of more than 7 days?", "how many cycles"),
    "G20": ("how common are decreased immunoglobulins", "infection monitoring"),
    "G21": ("restart dose after grade 3 infusion reaction", "management of grade 2 infusion reaction"),
    "G22": ("infusion rate of the 48-hour bag", "rate for a 70 kg patient"),
    "G23": ("how many consolidation cycles", "dose in relapsed disease"),
    "G24": ("dose for 40 kg and 150 cm", "is height needed"),
    "G25": ("two seizures, she takes levetiracetam", "how much dexamethasone before a restart"),
}


@pytest.mark.parametrize(("gap", "question"), [(g, q) for g, questions in ANSWERED.items() for q in questions])
def test_what_the_documents_answer_is_no_gap(gap: str, question: str, read: Read, corpus: Corpus) -> None:
    assert gap_asked(read(question), corpus.registers) is None


def test_questions_that_statements_answer_are_hardly_ever_taken_for_gaps(read: Read, corpus: Corpus) -> None:
    some = corpus.asked[::5]
    taken = [item.question for item in some if gaps_asked(read(item.question), corpus.registers)]
    assert len(taken) < 0.02 * len(some)


@pytest.mark.parametrize(
    ("calculator", "inputs", "gap"),
    [
        ("modification", {"toxicity": "seizure", "seizures": 1}, "G01"),
        ("modification", {"toxicity": "crs", "grade": 3, "days_held": 7}, "G02"),
        ("bsa", {"weight_kg": 40, "height_cm": 150}, "G03"),
        ("dose", {"weight_kg": 40, "bsa_m2": 1.3, "cycle": 1, "day": 3}, "G04"),
        ("modification", {"toxicity": "neurotoxicity", "grade": 2, "icans": False}, "G13"),
        ("modification", {"toxicity": "infusion_reaction", "grade": 2}, "G21"),
    ],
)
def test_a_gap_is_told_beside_the_calculation_on_which_it_bears(
    calculator: str, inputs: dict[str, object], gap: str, read: Read, corpus: Corpus, compute: Compute
) -> None:
    found = gaps_beside(read(""), (), [compute(calculator, **inputs)], corpus.registers)
    assert gap in {entry.id for entry in found}


@pytest.mark.parametrize(
    ("calculator", "inputs"),
    [
        ("modification", {"toxicity": "seizure", "seizures": 2}),
        ("modification", {"toxicity": "crs", "grade": 3, "days_held": 6.9}),
        ("dose", {"weight_kg": 70, "cycle": 1, "day": 3}),
    ],
)
def test_no_gap_is_told_beside_a_calculation_that_the_rules_cover(
    calculator: str, inputs: dict[str, object], read: Read, corpus: Corpus, compute: Compute
) -> None:
    assert gaps_beside(read(""), (), [compute(calculator, **inputs)], corpus.registers) == ()
