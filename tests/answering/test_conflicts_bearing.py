"""A conflict bears on the fact asked, not on its row; an erratum is told once."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from assistant.answering.bearing import conflicts_bearing, errata_beside
from assistant.calculators import Calculation
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disagreement_rule import Closeness
from assistant.knowledge.facets import Inquiry, Nearness
from assistant.knowledge.passages import Passage

Read = Callable[[str], Inquiry]
Compute = Callable[..., Calculation]


def _ids(question: str, read: Read, corpus: Corpus, *calculations: Calculation) -> set[str]:
    return {conflict.id for conflict in conflicts_bearing(read(question), (), calculations, corpus.registers)}


BEARS: Mapping[str, tuple[str, ...]] = {
    "C01": (
        "What do we do if the patient has a seizure?",
        "he had 2 convulsions, stop blina?",
        "seizures on Blincyto: rule",
    ),
    "C02": (
        "grade 3 neurotoxicity: hold until when?",
        "How do I manage grade 3 ICANS?",
        "when can we restart after neurotoxicity",
    ),
    "C03": (
        "After grade 3 neurotoxicity, when can we escalate to 28?",
        "when to step up again after neurotox",
        "G3 ICANS what now",
    ),
    "C04": (
        "grade 3 neurotoxicity while on 9 mcg, what do we do?",
        "confusion in week one at 9 mcg, stay on the dose?",
        "neuro symptoms on day 8, escalate?",
    ),
    "C06": ("restart dose after grade 3 CRS, patient 41 kg", "below 45 kg, grade 3 neurotox, which restart dose?"),
    "C07": (
        "grade 3 CRS: hold until when?",
        "when may we resume after grade 3 cytokine release syndrome",
        "management of grade 3 CRS",
    ),
    "C09": ("How common is CRS?", "incidence of cytokine release syndrome", "what percentage of patients get CRS"),
    "C10": ("how frequent is neurotoxicity", "incidence of neurologic events with blina"),
    "C11": (
        "In which cycles is hospitalization recommended?",
        "how many days inpatient in cycle 3?",
        "does she stay in hospital for cycle 2",
    ),
    "C12": ("Can treatment start as an outpatient?", "is hospitalization needed"),
    "C13": ("why must the patient be hospitalized at the start?", "reason for admission in cycle 1"),
    "C14": (
        "Who gets dexamethasone before the first dose?",
        "which premedication before each cycle",
        "is dex only for high tumour burden patients",
    ),
    "C15": (
        "dexamethasone for 60% blasts before starting",
        "high tumour burden prephase",
        "prephase threshold for blood blasts",
    ),
    "C16": ("Who is at risk of tumour lysis syndrome?", "which patients need watching for tumour lysis?"),
    "C17": ("dose adjustment in renal impairment?", "does she need a lower dose with CrCl 45"),
    "C18": ("warfarin with blinatumomab, what to do?", "are there CYP450 interactions"),
    "C19": ("Is it for Ph+ ALL?", "how many TKIs before blina"),
    "C20": ("is it used for MRD positive disease?", "blina in consolidation phase"),
    "C21": ("can a child receive this?", "9 year old with relapsed ALL"),
    "C22": (
        "is a 42 kg adult dosed like a child?",
        "children below 45 kg: is 45 kg the cutoff between child and adult?",
    ),
    "C23": ("is it 5 mg/m2 per day?", "the article says mg per m2, is that right"),
    "C24": ("is μg the same as mcg?", "why mcg or ug"),
    "C25": ("maximum number of cycles without transplant",),
    "C26": ("retreatment after MRD course funded?", "how many cycles for MRD"),
    "C27": ("is the intent curative?", "treatment intent"),
    "C28": ("active CNS leukemia, can we use it?", "CNS involvement"),
    "C30": ("live vaccines during treatment?", "when can he get a varicella vaccine"),
    "C31": ("why is benzyl alcohol a problem", "7-day bag for an infant"),
    "C32": ("can it be given in pregnancy?", "is contraception needed"),
    "C33": ("how often is a CBC done", "neutropenia with blina: how firm is the risk, and how is it watched?"),
    "C34": ("how often are liver function tests checked?", "LFT monitoring schedule"),
    "C37": ("risk of infection: which measures are advised", "infections: is watching enough or is prophylaxis given"),
    "C38": ("which hospital may give it", "what expertise does the centre need"),
}


@pytest.mark.parametrize(("conflict", "question"), [(c, q) for c, questions in BEARS.items() for q in questions])
def test_a_conflict_bears_on_a_question_for_its_fact(conflict: str, question: str, read: Read, corpus: Corpus) -> None:
    assert conflict in _ids(question, read, corpus)


BEARS_NOT: Mapping[str, tuple[str, ...]] = {
    "C01": ("may the patient drive, given the risk of seizures", "grade 4 neurotoxicity"),
    "C02": (
        "restart dose after grade 3 neurotoxicity",
        "grade 4 neurotoxicity",
        "dexamethasone before restarting after grade 3 ICANS",
    ),
    "C03": ("how long do I hold for grade 3 neurotoxicity", "grade 3 CRS, when do we go up to 28?"),
    "C04": ("grade 3 CRS at 9 mcg", "grade 3 neurotoxicity lasting more than 7 days"),
    "C06": ("restart dose after grade 3 CRS in a 70 kg man", "grade 4 CRS in a 40 kg patient"),
    "C07": ("restart dose after grade 3 CRS", "grade 4 CRS", "grade 2 CRS management"),
    "C09": ("grade 3 CRS", "how often do I assess for CRS"),
    "C10": ("how common is headache", "neurotoxicity grade 3"),
    "C11": ("why must the patient be hospitalized", "which pump is used"),
    "C12": ("what must the pump be able to do", "grade 3 CRS"),
    "C13": ("how many days in hospital in cycle 1", "hospitalization in cycle 2?"),
    "C14": (
        "when is the antipyretic given",
        "how long before the first dose is dexamethasone given",
        "dex at restart after neurotox",
    ),
    "C15": ("who gets tumour lysis prophylaxis", "dexamethasone premedication before cycle 2"),
    "C16": ("how common is tumour lysis syndrome", "renal dosing"),
    "C17": ("mild hepatic impairment", "what dose on dialysis"),
    "C18": ("by which mechanism does it affect CYP450", "live vaccines"),
    "C19": ("relapsed Ph-negative ALL, is it indicated?", "funding for Ph+ disease"),
    "C20": ("relapsed Ph-negative ALL, is it indicated?", "how many consolidation cycles after induction"),
    "C21": ("is a 30 year old eligible", "vaccines for an infant exposed in pregnancy"),
    "C22": (
        "dose for a 42 kg patient",
        "dose in cycle 1 for an adult of 70 kg",
        "what does a patient of exactly 45 kg get",
    ),
    "C23": ("dexamethasone 20 mg", "28 mcg per day in cycle 2"),
    "C24": ("dose in mcg for cycle 1", "9 ug/day"),
    "C25": ("how many cycles", "treatment-free interval"),
    "C26": ("is it used for MRD positive disease?", "how many cycles in all"),
    "C27": ("how well does it work", "indication"),
    "C28": ("is intrathecal chemotherapy needed", "history of seizures"),
    "C30": ("hepatitis B screening", "PJP prophylaxis"),
    "C31": ("filter for the 7-day bag", "rate of the 7-day bag"),
    "C32": ("how long is contraception continued", "breastfeeding"),
    "C33": ("liver function tests", "coagulation tests"),
    "C34": ("LFTs over 5 times ULN", "bilirubin 4 x ULN, hold?"),
    "C38": ("who may prescribe it", "is it approved"),
}


@pytest.mark.parametrize(("conflict", "question"), [(c, q) for c, questions in BEARS_NOT.items() for q in questions])
def test_a_conflict_does_not_bear_on_the_question_next_to_it(
    conflict: str, question: str, read: Read, corpus: Corpus
) -> None:
    assert conflict not in _ids(question, read, corpus)


def test_every_contradiction_and_narrower_rule_has_a_question_here(corpus: Corpus) -> None:
    known = {c.id for c in corpus.registers.conflicts if c.kind in ("contradiction", "narrower")}
    assert known <= set(BEARS)


def test_every_conflict_is_shown_where_the_documents_are_compared_on_its_topic(
    corpus: Corpus,
) -> None:
    facets = corpus.registers.facets.names
    for conflict in corpus.registers.conflicts:
        concepts = frozenset(conflict.topics) - facets
        asked = Inquiry(
            Aspects(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), concepts),
            frozenset(conflict.topics) & facets | {"compare"},
        )
        found = {bearing.id for bearing in conflicts_bearing(asked, (), (), corpus.registers)}
        assert conflict.id in found


@pytest.mark.parametrize(
    ("calculator", "inputs", "expected"),
    [
        ("modification", {"toxicity": "seizure", "seizures": 1}, {"C01"}),
        ("modification", {"toxicity": "seizure", "seizures": 3}, {"C01"}),
        ("modification", {"toxicity": "neurotoxicity", "grade": 3, "weight_kg": 70}, {"C02", "C03", "C04"}),
        ("modification", {"toxicity": "neurotoxicity", "grade": 3, "weight_kg": 40}, {"C02", "C04", "C06", "C23"}),
        (
            "modification",
            {"toxicity": "neurotoxicity", "grade": 3},
            {"C02", "C03", "C04", "C06", "C23"},
        ),
        ("modification", {"toxicity": "neurotoxicity", "grade": 3, "weight_kg": 70, "dose_step": "initial"}, {"C04"}),
        (
            "modification",
            {"toxicity": "neurotoxicity", "grade": 3, "weight_kg": 70, "dose_step": "full", "days_to_resolve": 3},
            {"C02", "C03"},
        ),
        ("modification", {"toxicity": "crs", "grade": 3, "weight_kg": 70}, {"C07"}),
        ("modification", {"toxicity": "crs", "grade": 3, "weight_kg": 40}, {"C06", "C07", "C23"}),
        ("modification", {"toxicity": "infusion_reaction", "grade": 3, "weight_kg": 40}, {"C06", "C23"}),
        ("liver", {"alt_x_uln": 6, "weight_kg": 40}, {"C06", "C23"}),
        ("liver", {"alt_x_uln": 6, "weight_kg": 70}, set()),
        ("dose", {"weight_kg": 40, "bsa_m2": 1.3, "cycle": 1, "day": 3}, {"C23"}),
        ("dose", {"weight_kg": 40, "cycle": 1, "day": 35}, set()),
        ("dose", {"weight_kg": 40, "bsa_m2": 1.3, "cycle": 1, "day": 3, "age_years": 44}, {"C22", "C23"}),
        ("schedule", {"weight_kg": 40, "bsa_m2": 1.3, "start_date": "2026-01-05"}, {"C23"}),
        ("prephase", {"marrow_blasts_percent": 60}, {"C15"}),
        ("infusion", {"bag_hours": 48}, set()),
    ],
)
def test_conflicts_bear_on_calculations(
    calculator: str, inputs: dict[str, object], expected: set[str], read: Read, corpus: Corpus, compute: Compute
) -> None:
    assert _ids("", read, corpus, compute(calculator, **inputs)) == expected


def test_the_restart_dose_after_crs_is_not_disputed_and_the_end_of_the_hold_is(
    read: Read, corpus: Corpus, compute: Compute
) -> None:
    held = compute("modification", toxicity="crs", grade=3, weight_kg=70)
    assert _ids("which dose do we restart at", read, corpus, held) == set()
    assert _ids("until when do we hold", read, corpus, held) == {"C07"}


AGREED_CALCULATIONS = {
    "A1": ("dose", {"weight_kg": 70, "cycle": 1, "day": 3}),
    "A1 second step": ("dose", {"weight_kg": 70, "cycle": 1, "day": 12}),
    "A2": ("dose", {"weight_kg": 70, "cycle": 3, "day": 1}),
    "A4": ("dose", {"weight_kg": 70, "cycle": 1, "day": 30}),
    "A5": ("schedule", {"weight_kg": 70, "start_date": "2026-01-05", "cycles": 5}),
    "A6": ("modification", {"toxicity": "neurotoxicity", "grade": 4}),
    "A7": ("modification", {"toxicity": "crs", "grade": 4}),
    "A8": ("modification", {"toxicity": "crs", "grade": 3, "weight_kg": 70, "days_to_resolve": 2}),
    "A9": ("modification", {"toxicity": "neurotoxicity", "grade": 3, "dose_step": "full", "days_to_resolve": 9}),
    "A10": ("dose", {"weight_kg": 45, "cycle": 1, "day": 1}),
}
AGREED_QUESTIONS = {
    "A1": ("What is the dose in cycle 1 for patients of at least 45 kg?", "dose on day 9 of cycle 1, 80 kg"),
    "A2": ("dose in cycle 2 for 70 kg", "What dose in cycles 2 to 5 from 45 kg on?"),
    "A3": ("What is the dose below 45 kg?", "maximum dose below 45 kg"),
    "A4": ("how long is the treatment-free interval?", "weeks off between cycles"),
    "A5": ("how many cycles are given?", "maximum number of cycles"),
    "A6": ("grade 4 neurotoxicity, what now?", "grade 4 ICANS: discontinue?"),
    "A7": ("what to do for grade 4 CRS", "grade 4 cytokine release"),
    "A8": (
        "Which dose do we restart at after grade 3 CRS at 70 kg?",
        "after grade 3 CRS, restart at 9 mcg and increase to 28 after 7 days if no recurrence?",
    ),
    "A9": ("grade 3 neurotoxicity lasting more than 7 days", "grade 3 ICANS not resolved after 10 days"),
    "A10": ("dose at exactly 45 kg", "patient weighs 45.0 kg: fixed dose?"),
    "A11": ("is it indicated in relapsed Ph-negative ALL", "refractory Ph- B-ALL"),
    "A12": ("by which mechanism is CYP450 suppressed", "why does blinatumomab suppress cytochrome P450?"),
}


@pytest.mark.parametrize("agreement", AGREED_CALCULATIONS)
def test_no_conflict_bears_on_a_calculation_on_which_the_documents_agree(
    agreement: str, read: Read, corpus: Corpus, compute: Compute
) -> None:
    name, inputs = AGREED_CALCULATIONS[agreement]
    assert _ids("", read, corpus, compute(name, **inputs)) == set()


@pytest.mark.parametrize(("agreement", "question"), [(a, q) for a, qs in AGREED_QUESTIONS.items() for q in qs])
def test_no_conflict_bears_on_a_question_on_which_the_documents_agree(
    agreement: str, question: str, read: Read, corpus: Corpus
) -> None:
    assert _ids(question, read, corpus) == set()


def test_every_registered_agreement_is_asked_here(corpus: Corpus) -> None:
    assert {agreement.id for agreement in corpus.registers.agreements} == set(AGREED_QUESTIONS)


def test_the_agreed_fixed_doses_carry_no_conflict_when_they_are_shown(read: Read, corpus: Corpus) -> None:
    shown = _shown(corpus, "Drug Regimen > Patients >= 45 kg (fixed dose)")
    assert conflicts_bearing(read("dose for 70 kg"), shown, (), corpus.registers) == ()


@pytest.mark.parametrize(
    "section",
    [
        "Drug Regimen > Patients < 45 kg (BSA-based dosing) > Cycle 1",
        "Drug Regimen > Patients < 45 kg (BSA-based dosing) > Cycles 2-5",
        "Dose Modifications > Dosage with toxicity > Other clinically relevant toxicity > Grade 3 > Patients < 45 kg",
        "Dose Modifications > Management of Infusion-related reactions (including Cytokine Release Syndrome (CRS)) > Grade 3",
        "Dosing Regimens > Pediatric Dosing (<45 kg) > Body surface area-based dosing",
    ],
)
def test_the_unit_error_is_told_wherever_a_dose_by_body_surface_area_is_shown(
    section: str, read: Read, corpus: Corpus
) -> None:
    shown = _shown(corpus, section)
    assert shown
    found = conflicts_bearing(read("what does it say"), shown, (), corpus.registers)
    assert "C23" in {conflict.id for conflict in found}


def test_the_summarys_side_of_a_contradiction_never_stands_alone(read: Read, corpus: Corpus) -> None:
    for conflict in corpus.registers.conflicts:
        if conflict.kind in ("contradiction", "narrower"):
            shown = [corpus.passages[conflict.other[0].passage]]
            found = conflicts_bearing(read("tell me more"), shown, (), corpus.registers)
            assert conflict in found


STAY = "Premedication and Supportive Measures > Other Supportive Care"


ON_IT = Closeness(on=0.9, five_on=0.85, beside=0.6, five_beside=0.55, ahead=0.1)
BESIDE_IT = Closeness(on=0.75, five_on=0.7, beside=0.9, five_beside=0.85, ahead=0.02)
FAR_FROM_IT = Closeness(on=0.2, five_on=0.15, beside=0.2, five_beside=0.15, ahead=-0.5)


@pytest.mark.parametrize(
    ("closeness", "opens_with", "told"),
    [
        pytest.param(ON_IT, "Hospitalization", {"C12"}, id="on the fact, beside the statement in dispute"),
        pytest.param(BESIDE_IT, "Hospitalization", set(), id="not where the questions beside it are nearer"),
        pytest.param(BESIDE_IT, "Patients at risk of tumour lysis", set(), id="nor beside another statement"),
        pytest.param(None, "Hospitalization", set(), id="none without nearness"),
    ],
)
def test_the_disagreement_that_the_question_lies_nearest_to_is_told_beside_its_statement(
    closeness: Closeness | None, opens_with: str, told: set[str], read: Read, corpus: Corpus
) -> None:
    shown = [p for p in _shown(corpus, STAY) if p.quote.startswith(opens_with)]
    inquiry = replace(read("what do they ask"), near=_near(shown, C12=closeness))
    assert {conflict.id for conflict in conflicts_bearing(inquiry, shown, (), corpus.registers)} == told


def test_words_bring_no_disagreement_from_which_the_question_lies_far(read: Read, corpus: Corpus) -> None:
    shown = [p for p in _shown(corpus, STAY) if p.quote.startswith("Hospitalization")]
    by_words = read("how many days of hospitalization")
    found = {conflict.id for conflict in conflicts_bearing(by_words, shown, (), corpus.registers)}
    assert "C11" in found
    far = replace(by_words, near=_near(shown, C11=FAR_FROM_IT))
    assert "C11" not in {conflict.id for conflict in conflicts_bearing(far, shown, (), corpus.registers)}
    words_alone = replace(corpus.registers, rule=None)
    assert {conflict.id for conflict in conflicts_bearing(far, shown, (), words_alone)} == found


def test_nearness_brings_no_disagreement_of_another_row_and_none_beside_a_calculation(
    read: Read, corpus: Corpus, compute: Compute
) -> None:
    crs = _shown(corpus, "Dose Modifications > Dosage with toxicity > Cytokine Release Syndrome > Grade 3")
    of_grade_4 = replace(read("CRS grade 4"), near=_near(crs, C07=ON_IT))
    assert "C07" not in {conflict.id for conflict in conflicts_bearing(of_grade_4, crs, (), corpus.registers)}
    dose = compute("dose", weight_kg=70, cycle=1, day=3)
    of_stay = replace(read("what do they ask"), near=_near([], C12=ON_IT))
    assert "C12" not in {conflict.id for conflict in conflicts_bearing(of_stay, (), [dose], corpus.registers)}


def _near(shown: list[Passage], **conflicts: Closeness | None) -> Nearness:
    """A question that the statements shown answer, so near to some disagreements."""
    return Nearness(
        conflicts={name: found for name, found in conflicts.items() if found is not None},
        answered={passage.id: 0.8 for passage in shown},
    )


def _shown(corpus: Corpus, section: str) -> list[Passage]:
    return [p for p in corpus.passages.values() if p.section.startswith(section) and p.quote != "OR"]


def test_a_note_stands_beside_the_misprint_and_is_not_told_twice(read: Read, corpus: Corpus) -> None:
    registers = corpus.registers
    misprint = [p for p in corpus.passages.values() if "Weight benefit" in p.quote][:1]
    assert [e.id for e in errata_beside(read("capillary leak"), misprint, (), registers)] == ["M16"]
    wrong = [p for p in corpus.passages.values() if "5 mg/m²/day" in p.quote]
    told = conflicts_bearing(read("trial dose"), wrong, (), registers)
    assert errata_beside(read("trial dose"), wrong, told, registers) == ()
    assert [e.id for e in errata_beside(read("trial dose"), wrong, (), registers)] == ["S01"]
