"""What the documents do not state is said far from the register's own words, and never where they answer."""

import pytest

from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, converse
from assistant.knowledge.corpus import Corpus


def _says(gap: str, turns: list[str], assistant: Assistant) -> bool:
    says = next(entry.says for entry in assistant.corpus.registers.gaps if entry.id == gap)
    return plain(says) in plain(converse(assistant, turns)[-1].text)


@pytest.mark.parametrize(
    ("gap", "question"),
    [
        ("G03", "is there a prescribed way of getting the m2 from height and weight"),
        ("G04", "calculated dose is 6.37 mcg - may pharmacy make it 6.4?"),
        ("G05", "how often should the weight be taken again for dosing"),
        ("G07", "what happens after the last of the 5 cycles, maintenance?"),
        ("G10", "premed for a 15 y old before blina?"),
        ("G15", "central line clotted, the drug was off for nine hours. does it change the cycle?"),
        ("G16", "what blood pressure or oxygen need makes a CRS grade 3"),
        ("G19", "are the four days we lost added at the end of the cycle?"),
        ("G20", "IgG is 3.1 g/L, do we give immunoglobulins?"),
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


def test_a_sixth_cycle_is_refused_with_the_gap(assistant: Assistant) -> None:
    assert _says("G07", ["schedule of 6 cycles for 70 kg from 2027-03-08"], assistant)


def test_liver_values_that_are_many_times_their_limit_are_told_as_a_gap(assistant: Assistant) -> None:
    assert _says("G14", ["ALT 1200 with a limit of 40, is that hold or end of treatment"], assistant)
    assert not _says("G14", ["ALT 240 with a limit of 40, hold?"], assistant)


def test_every_gap_has_questions_of_its_own(corpus: Corpus) -> None:
    assert {gap for item in corpus.asked_of_gaps for gap in item.passages} == {
        entry.id for entry in corpus.registers.gaps
    }
