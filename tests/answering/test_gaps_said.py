"""What the documents do not state is said far from the register's own words, and never where they answer."""

import pytest

from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, converse
from assistant.answering.replies import EMERGENCY
from assistant.knowledge.corpus import Corpus


def _says(gap: str, turns: list[str], assistant: Assistant) -> bool:
    says = next(entry.says for entry in assistant.corpus.registers.gaps if entry.id == gap)
    return plain(says) in plain(converse(assistant, turns)[-1].text)


@pytest.mark.parametrize(
    ("gap", "question"),
    [
        ("G03", "is there a prescribed way of getting the m2 from height and weight"),
        ("G02", "line off 168 hours to the minute: same cycle?"),
        ("G16", "what tips CRS into grade 3, oxygen?"),
        ("G19", "new cycle after a long pause: does the broken-off one count toward the five?"),
        ("G15", "paused nine days for surgery, nothing to do with toxicity. new cycle?"),
        ("G04", "calculated dose is 6.37 mcg - may pharmacy make it 6.4?"),
        ("G05", "how often should the weight be taken again for dosing"),
        ("G07", "what happens after the last of the 5 cycles, maintenance?"),
        ("G10", "premed for a 15 y old before blina?"),
        ("G15", "central line clotted, the drug was off for nine hours. does it change the cycle?"),
        ("G16", "what blood pressure or oxygen need makes a CRS grade 3"),
        ("G19", "are the four days we lost added at the end of the cycle?"),
        ("G20", "IgG is 3.1 g/L, do we give immunoglobulins?"),
        ("G05", "which weight counts, the one of admission or today's?"),
        ("G16", "how is grade 3 ICANS defined"),
        ("G16", "how do I score the ICE points"),
        ("G20", "are immunoglobulins necessary with this"),
        ("G21", "lower-grade infusion reaction over: back at the same dose?"),
    ],
)
def test_a_gap_is_said_however_it_is_put(gap: str, question: str, assistant: Assistant) -> None:
    assert _says(gap, [question], assistant)


@pytest.mark.parametrize(
    ("gap", "question"),
    [
        ("G02", "held six and a half days, same cycle or a new one?"),
        ("G03", "who is dosed by body surface area rather than the flat dose"),
        ("G05", "below which weight is the dose by BSA"),
        ("G08", "do male patients' partners need contraception as well"),
        ("G11", "is dex given before the first dose of cycle 3"),
        ("G16", "grade 2 ICANS, what does the table say"),
        ("G21", "grade 3 infusion reaction over, 70 kg, restart dose"),
        ("G24", "43 kg, 158 cm, C1D2 dose"),
    ],
)
def test_the_question_beside_a_gap_is_answered(gap: str, question: str, assistant: Assistant) -> None:
    assert not _says(gap, [question], assistant)


@pytest.mark.parametrize(
    ("gap", "turns"),
    [
        ("G07", ["maximum number of cycles?", "may it go over five?"]),
        ("G11", ["what dexamethasone is given before a cycle", "is it repeated when they step up on day 8"]),
        ("G11", ["how much dex before starting?", "iv or po?", "before day 8 as well?"]),
        ("G19", ["held 5 days, same cycle?", "are those days made up?"]),
        ("G21", ["grade 2 infusion reaction, rigors. now what", "what dose do we go back on at?"]),
    ],
)
def test_a_follow_up_is_told_the_gap_of_what_was_asked_before(gap: str, turns: list[str], assistant: Assistant) -> None:
    assert _says(gap, turns, assistant)


@pytest.mark.parametrize(
    ("gap", "turns"),
    [
        ("G11", ["what dexamethasone is given before a cycle", "what dose does blinatumomab run at on day 8?"]),
        ("G11", ["dexamethasone before the first dose?", "and in cycle 2?"]),
        ("G07", ["maximum number of cycles?", "and how long is one?"]),
    ],
)
def test_a_follow_up_on_what_the_documents_say_is_answered(gap: str, turns: list[str], assistant: Assistant) -> None:
    assert not _says(gap, turns, assistant)


def test_a_prephase_that_is_not_due_leaves_the_premedication(assistant: Assistant) -> None:
    [answer] = converse(assistant, ["marrow 9% blasts, may we leave the steroid out before the first dose?"])
    assert answer.kind == "calculation"
    assert any(citation.quote.startswith("Dexamethasone 20 mg IV") for citation in answer.citations)
    [plain_prephase] = converse(assistant, ["marrow 20% blasts, prephase?"])
    assert not any(citation.quote.startswith("Dexamethasone 20 mg IV") for citation in plain_prephase.citations)


@pytest.mark.parametrize("question", ["tocilizumab for ICANS grade 3 without CRS?", "ICANS gr 2, no CRS, 70 kg. toci?"])
def test_what_the_row_says_of_tocilizumab_leads_where_a_grade_is_told(question: str, assistant: Assistant) -> None:
    [answer] = converse(assistant, [question])
    first_quote = plain(answer.text).split("“")[1]
    assert first_quote.removeprefix("ᶜ ").startswith(
        "Tocilizumab is not recommended for ICANS in the absence of concurrent CRS."
    )


def test_a_sixth_cycle_is_refused_with_the_gap(assistant: Assistant) -> None:
    assert _says("G07", ["schedule of 6 cycles for 70 kg from 2027-03-08"], assistant)


def test_liver_values_that_are_many_times_their_limit_are_told_as_a_gap(assistant: Assistant) -> None:
    assert _says("G14", ["ALT 1200 with a limit of 40, is that hold or end of treatment"], assistant)
    assert not _says("G14", ["ALT 240 with a limit of 40, hold?"], assistant)


def test_every_gap_has_questions_of_its_own(corpus: Corpus) -> None:
    assert {gap for item in corpus.asked_of_gaps for gap in item.passages} == {
        entry.id for entry in corpus.registers.gaps
    }


def test_every_question_on_or_beside_a_disagreement_is_of_a_registered_one(corpus: Corpus) -> None:
    asked = {conflict for item in corpus.asked_of_conflicts for conflict in item.passages}
    assert asked == {conflict for item in corpus.asked_beside_conflicts for conflict in item.passages}
    assert asked <= {conflict.id for conflict in corpus.registers.conflicts}


def test_an_emergency_comes_before_what_the_documents_do_not_state(assistant: Assistant) -> None:
    answer = converse(assistant, ["first one, what do i do, shes seizing RIGHT NOW on blina"])[-1]
    assert answer.text.startswith(f"**{EMERGENCY}**")
    assert _says("G01", ["first one, what do i do, shes seizing RIGHT NOW on blina"], assistant)


def test_a_dose_of_this_hour_is_no_change_of_the_weight(assistant: Assistant) -> None:
    assert not _says("G05", ["dose right now, 58 kg, cycle 1?"], assistant)
