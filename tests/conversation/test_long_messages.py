"""What a long message asks stands in one sentence of it; the rest tells a case, and names much that is not asked."""

from collections.abc import Callable

import pytest

from assistant.answering.pipeline import Assistant, ask
from assistant.conversation.long_messages import asking_of, parts_told, without_asides
from assistant.conversation.requests import Calculate, Decline, Request

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]

_CASE = (
    "Handover from nights, she is 61 and came back from theatre at two, husband is in the corridor and wants the chaplain, "
    "platelets 40, on tazocin and a statin, temp 37.4."
)


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        (f"{_CASE} Is an in-line filter needed?", "Is an in-line filter needed?"),
        (f"Is an in-line filter needed? {_CASE}", "Is an in-line filter needed?"),
        (f"{_CASE} R: What does the regimen want?", "R: What does the regimen want?"),
        (f"{_CASE[:-1]} please tell me whether it needs a filter", "please tell me whether it needs a filter"),
        (
            f"{_CASE} What is the dose of each part, and on which date does it change?",
            "What is the dose of each part, and on which date does it change?",
        ),
        (f"{_CASE} what's done: echo, dental. does it need hepatitis b", "does it need hepatitis b"),
    ],
)
def test_the_sentence_that_asks_is_found(message: str, asks: str) -> None:
    assert asking_of(message) == asks


@pytest.mark.parametrize(
    "message",
    [
        "66 kg, cycle 1 day 3, which dose?",
        "Is an in-line filter needed on the line of a bag for 96 hours?",
        _CASE,
        "Which of the bags for one day, two days, three days, four days and a whole week needs an in-line filter, and what must its pore size be for each one of them please?",
    ],
)
def test_a_short_message_and_one_that_only_tells_or_only_asks_are_left_whole(message: str) -> None:
    assert asking_of(message) is None


def test_sentences_that_tell_no_input_are_left_out() -> None:
    message = "Bag is the 96 hour one, patient 88 kilos. Her daughter is visiting. Pump beeps. What rate?"
    assert without_asides(message, "What rate?") == "Bag is the 96 hour one, patient 88 kilos. What rate?"


def test_parts_end_at_commas_and_stops() -> None:
    assert parts_told("one, two - three. four") == ["one", "two", "three", "four"]


@pytest.mark.parametrize(
    ("message", "calculator"),
    [
        (f"{_CASE} 84 kg, cycle 1 day 2 of blina, grade 3 CRS. What should be done with the infusion?", "modification"),
        (f"Marrow 30% blasts, blood clear. {_CASE} 84 kg, cycle 1 day 1. What daily dose do I write?", "dose"),
        (f"{_CASE} Blina, 75 kg, 28 a day, and the pump has lost its programme. What ml/h do I type in?", "infusion"),
    ],
)
def test_what_is_calculated_is_what_the_sentence_that_asks_is_for(
    message: str, calculator: str, calculations: Calculations
) -> None:
    assert [name for name, _ in calculations(message)] == [calculator]


@pytest.mark.parametrize(
    "told",
    [
        "She is on warfarin for an old DVT, 57 kg, cycle 2 day 15",
        "He had a rash to augmentin in 2019, sleeps badly, 57 kg, cycle 2 day 15",
        "Sleep apnoea, brings his own mask, 57 kg, cycle 2 day 15",
    ],
)
def test_a_drug_or_a_disease_that_a_long_message_names_in_passing_is_not_asked_for(
    told: str, calculations: Calculations
) -> None:
    message = f"Checking an order overnight, nobody to ask, the pharmacist went home at nine. {told}. Which daily dose would be right?"
    assert [name for name, _ in calculations(message)] == ["dose"]


@pytest.mark.parametrize(
    "message",
    [
        "Covering two wards tonight and a bit lost, sorry. 66 kg man, second dose of pegaspargase tomorrow morning, liver tests fine, slept well. How much do I give?",
        "Covering two wards tonight and a bit lost, sorry. 66 kg man with DLBCL on cycle 1 day 3 of his treatment, slept well, tests fine. How much do I give?",
    ],
)
def test_a_long_message_on_another_treatment_is_never_calculated(message: str, understood: Understand) -> None:
    request = understood(message)
    assert isinstance(request, Decline) or not isinstance(request, Calculate) or not request.patient


@pytest.mark.parametrize(
    ("message", "calculator", "inputs"),
    [
        (
            (
                "Check please. * F, 61 y, R/R, cycle 3 day 1 today * Wt 42.8 kg, BSA 1.32 m2 * Creat 58, bili 9, ALT 33; last cycle's ALT was 71 * "
                "pharmacist left the dose blank, courier at 15:00 Need the daily blinatumomab dose in mcg please"
            ),
            "dose",
            {"cycle": 3, "day": 1, "bsa_m2": 1.32},
        ),
        (
            (
                "Order check, cycle 2 due today (day 1), weight 71 kg on the same scale as always, two brothers being typed, Hb 91, "
                "marrow after cycle 1 in remission. What mcg/day would be correct?"
            ),
            "dose",
            {"cycle": 2, "day": 1},
        ),
        (
            (
                "Evening, agency nurse here. Gentleman is 8 stone 3 and that is on his board too, the scales are broken. Third cycle of blina, "
                "second day of it. He is on eye drops. What should the daily dose read?"
            ),
            "dose",
            {"cycle": 3, "day": 2},
        ),
        (
            (
                "Morning labs for the man in 3B on blinatumomab: ALT 212 U/L with our lab's upper limit 40, Hb 88, CRP 12. On admission the ALT "
                "was 28. He takes paracetamol and wants a smoke. Does this reach the level where the infusion is interrupted?"
            ),
            "liver",
            {"alt": 212, "alt_uln": 40},
        ),
        (
            (
                "patient is the teacher with relapsed leukaemia about seventy two kilos second week of blincyto, only opens eyes to pain, neurology "
                "grades it grade four neurotoxicity, ct head no bleed, brother is here, please tell me what the plan for blinatumomab is now"
            ),
            "modification",
            {"toxicity": "neurotoxicity", "grade": 4},
        ),
    ],
)
def test_what_is_told_beside_neither_hides_nor_doubts_the_values_of_now(
    message: str, calculator: str, inputs: dict[str, object], assistant: Assistant
) -> None:
    answer = ask(assistant, message)
    assert answer.calculation is not None
    assert answer.calculation["calculator"] == calculator
    assert inputs.items() <= answer.calculation["inputs"].items()


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (
            (
                "For how long is the antipyretic meant to run when a blina cycle starts? Junior wrote it PRN, old chart had it regular, hepatology "
                "says max 3 g because he drinks. T 36.6, ALT 52, 48 kg."
            ),
            "48 hours",
        ),
        (
            (
                "Mrs D, 66, 58 kg, diabetic nephropathy, creatinine clearance 44 mL/min, blinatumomab to begin tomorrow. I have cut the gabapentin. "
                "Her phosphate is 1.6, marrow 30 % blasts. Is there any dose recommendation for blinatumomab in renal impairment?"
            ),
            "renal impairment",
        ),
        (
            (
                "Awkward chat today. Male pt 28, 77 kg, newly relapsed, sperm banked last year, girlfriend 26 stopped the pill because of migraines and "
                "they thought his treatment had made him infertile anyway. Blina starts Friday. Testosterone was low in March. Does the regimen want "
                "the two of them to use contraception, or only the woman?"
            ),
            "patients and their partners",
        ),
    ],
)
def test_what_is_looked_up_is_what_is_asked_and_no_line_of_the_chart(
    message: str, says: str, assistant: Assistant
) -> None:
    answer = ask(assistant, message)
    assert answer.kind == "answer"
    assert says in answer.text


def test_a_weight_that_is_missing_is_asked_for_whatever_a_husband_weighs(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "Writing the chart at the bedside, apologies for typos. Patient is female, R/R ALL, got through cycle 1 with no toxicity. Scales are broken. "
        "Husband (94 kg) has gone to park. Today is cycle 2 day 1. How many mcg per day of blinatumomab do I prescribe for her?",
    )
    assert answer.missing == ("weight_kg",)


def test_an_inexact_weight_is_asked_about_where_a_restart_depends_on_it(assistant: Assistant) -> None:
    assert ask(assistant, "grade 3 CRS, about 45 kilos, resolved in 3 days, restart dose?").missing == ("weight_kg",)


@pytest.mark.parametrize(
    "message",
    [
        "Pt is 70 kg, cycle 2 day 3. ALT this morning 410 (ULN 40), bilirubin normal. No fever. Family asking about visiting hours. Otherwise eating and drinking well and walking around. Dose please?",
        "62 kg, C1D10. Labs: ALT 600 (ULN 40). No symptoms and no fever. Family at the bedside, the line works well, all else normal. Should blinatumomab continue at the same dose?",
        "70 kg man, day 5 cycle 1, ALT 300 (ULN 40), grade 3 mucositis as well, on TPN, otherwise stable and comfortable today. What dose should he be on?",
    ],
)
def test_a_liver_value_that_stops_the_infusion_is_never_a_line_of_the_chart(message: str, assistant: Assistant) -> None:
    assert ask(assistant, message).text.startswith("**Hold**")


def test_two_values_of_a_liver_test_are_asked_about_before_any_dose(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "62 kg, cycle 1 day 10, held for ALT 600 (ULN 40) six days ago, now ALT 60, no fever, no neuro signs, family at bedside, line works well today. What is the restart dose?",
    )
    assert answer.missing == ("alt",)
