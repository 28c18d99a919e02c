"""Doses, bags, liver values and toxicities in the forms of a ward: fields, labels, orders to confirm, days of the month."""

from collections.abc import Callable

import pytest

from assistant.conversation.declining import asks_unsafe
from assistant.conversation.requests import Decline, Request

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


@pytest.mark.parametrize(
    ("words", "calculator", "stated"),
    [
        ("kg: 71, C1D3, dose?", "dose", {"weight_kg": 71}),
        ("41.5kg / 60 in / C2 D9", "dose", {"weight_kg": "41.5", "height_cm": "152.40"}),
        ("Her BSA works out at 1.31. She's 41 kg. C1D3, how much does she get?", "dose", {"bsa_m2": "1.31"}),
        ("52 kg, cycle 1 day 8. What goes on the label?", "dose", {"day": 8}),
        ("52 kg, cycle 1 day 8. Order reads 9 mcg/day. Is that right?", "dose", {"day": 8}),
        ("52 kg, C1D3. I meant to chart the usual 28 - right?", "dose", {"day": 3}),
        ("52 kg. D1 was 20 November 2026, today's the 26th. Dose now?", "dose", {"cycle": 1, "day": 7}),
        ("52 kg. First hung 1 April 2026. Today, 29 April 2026, is a bag due?", "dose", {"cycle": 1, "day": 29}),
        ("C1D7 today, 52 kg, what changes tomorrow?", "dose", {"day": 8}),
        ("52 kg, week 2 day 3 of cycle 1, dose?", "dose", {"day": 10}),
        ("52 kg, the day after day 28 of cycle 1, dose?", "dose", {"day": 29}),
        ("52 kg day-8 cycle-1", "dose", {"cycle": 1, "day": 8}),
        ("cycle 1 day one, 70 kg dose", "dose", {"cycle": 1, "day": 1}),
        ("label says 48 h. mL/h?", "infusion", {"bag_hours": 48}),
        ("wall planner for my 84 kg patient please", "schedule", {"weight_kg": 84}),
        ("ALT this am 310, lab's ULN 50. carry on?", "liver", {"alt": 310, "alt_uln": 50}),
        ("AST/ALT 310/288, ULN 45/50. stop?", "liver", {"ast": 310, "ast_uln": 45, "alt": 288, "alt_uln": 50}),
        ("ALT 380 [ref 10-45]. hold?", "liver", {"alt": 380, "alt_uln": 45}),
        ("bili 55 (0-21) stop?", "liver", {"bilirubin": 55, "bilirubin_uln": 21}),
        ("ALT 310 (12-14 h ago). hold?", "liver", {"alt": 310}),
        ("GGT 9x ULN, bili 1x. hold?", "liver", {"lft_x_uln": 9, "bilirubin_x_uln": 1}),
        ("Echo 60%. Marrow 85% blasts. steroids first?", "prephase", {"marrow_blasts_percent": 85}),
        ("marrow 49% blasts, peripheral 16. prephase?", "prephase", {"peripheral_blasts_e9_per_l": "doubt"}),
        (
            "ICANS was called a 4 at two in the morning. stop?",
            "modification",
            {"toxicity": "neurotoxicity", "grade": 4},
        ),
        ("note says grade 4, it was never grade 4. CRS grade 3, hold?", "modification", {"grade": 3}),
        ("just had a fit. He also had one in the first cycle. carry on?", "modification", {"seizures": 2}),
        ("just had a fit. He also had one in childhood. carry on?", "modification", {"seizures": 1}),
        ("tox = other, G3, gone within 5 days. restart?", "modification", {"toxicity": "other", "days_to_resolve": 5}),
        (
            "Fifteen days. That's how long the grade 3 rash took to settle. Restart?",
            "modification",
            {"days_to_resolve": 15},
        ),
        ("two fits in one afternoon, what now", "modification", {"toxicity": "seizure", "seizures": 2}),
        ("seizure today (her second; the first was last cycle). stop?", "modification", {"seizures": 2}),
        ("G3 ICANS, dose at event 9 mcg/day, gone in 24 h", "modification", {"dose_step": "initial"}),
        ("LFTs were 6.5x ULN, held 5 days, now 2x. restart?", "modification", {"toxicity": "liver", "days_held": 5}),
    ],
)
def test_what_is_told_is_read(
    calculations: Calculations, words: str, calculator: str, stated: dict[str, object]
) -> None:
    (found,) = calculations(words)
    assert found[0] == calculator
    assert {name: str(value) for name, value in stated.items()}.items() <= {
        name: str(value) for name, value in found[1].items()
    }.items()


def test_a_wish_to_rechallenge_at_a_dose_is_not_the_dose_at_which_it_occurred(calculations: Calculations) -> None:
    (found,) = calculations("ICANS grade 3, gone in 2 days, they want to rechallenge at 9. 71 kg")
    assert "dose_step" not in found[1]


def test_what_will_not_settle_counts_as_lasting(calculations: Calculations) -> None:
    assert "days_to_resolve" not in calculations("grade 3 rash not clearing after 15 days")[0][1]


def test_an_infant_that_opens_a_question_is_its_patient(understood: Understand) -> None:
    assert isinstance(understood("infant 9 months 8 kg, blinatumomab starting dose"), Decline)


@pytest.mark.parametrize(
    ("words", "is_unsafe"),
    [
        ("run the 48 h bag over 24 h, what rate?", True),
        ("the 48 h bag is to run over 48 h, what rate?", False),
        ("can we run the last 50 mL at 100 mL/h?", True),
        ("24 h bag at 20 mL/h so it's done by lunch?", True),
        ("can I give 56 mcg today since yesterday's was missed?", True),
        ("what date does he go up to the bigger dose?", False),
    ],
)
def test_to_hurry_a_bag_or_make_up_for_a_dose_is_unsafe(words: str, *, is_unsafe: bool) -> None:
    assert asks_unsafe(words) is is_unsafe


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("80 kg, c2d12 on 28 mcg, grade 3 neurotoxicity two nights ago, now grade 1. Running again tonight, ok?", 3),
        ("80 kg, cycle 2 day 12, grade 3 neurotoxicity two days ago, now grade 1. restart tonight?", 3),
        ("80 kg, c2d12, grade 3 neurotoxicity two nights ago, now settled. dose tonight?", 3),
        ("70 kg, grade 2 CRS yesterday, c1d4 dose today?", 2),
    ],
)
def test_what_befell_the_patient_days_ago_decides_and_no_plain_dose_is_given(
    calculations: Calculations, words: str, grade: int
) -> None:
    (found,) = calculations(words)
    assert (found[0], found[1]["grade"]) == ("modification", grade)


@pytest.mark.parametrize(
    ("words", "calculator", "stated"),
    [
        ("Sending a 52 kg woman home with the weekly bag. How fast does it run?", "infusion", {"bag_hours": 168}),
        ("first bag on 2026-01-12, 70 kg, when is cycle 3 day 1 due?", "schedule", {"weight_kg": 70}),
        ("For someone 5 ft 3 in and 96 lb, can you get me the m2?", "bsa", {"height_cm": "160.02"}),
        ("ALT was 31 at baseline, today it is 236, our lab's ULN of 45. stop?", "liver", {"alt": 236, "alt_uln": 45}),
    ],
)
def test_what_is_asked_in_other_words_is_calculated(
    calculations: Calculations, words: str, calculator: str, stated: dict[str, object]
) -> None:
    (found,) = calculations(words)
    assert found[0] == calculator
    assert {name: str(found[1][name]) for name in stated} == {name: str(value) for name, value in stated.items()}


@pytest.mark.parametrize(
    "words",
    ["And inflammation of the pancreas, is that rarer", "What lipase multiple do they use to call it pancreatitis?"],
)
def test_how_things_are_asks_for_no_row(calculations: Calculations, words: str) -> None:
    assert not calculations(words)


@pytest.mark.parametrize(
    "words",
    ["19.87 mcg/day. Am I allowed to round that to 20?", "he wants the ordinary flu jab, the killed one. allowed?"],
)
def test_rounding_a_dose_and_a_killed_vaccine_are_no_harm(words: str) -> None:
    assert not asks_unsafe(words)


@pytest.mark.parametrize(
    ("words", "calculator", "doubted"),
    [
        ("ALT 180 (ULN 45), bilirubin 62 (ULN 20); the early set was ALT 95, bili 31. hold?", "liver", "alt"),
        ("Marrow in December showed 20% blasts, yesterday's shows 62%. prephase?", "prephase", "marrow_blasts_percent"),
        (
            "before the chemo 80% blasts in the marrow, now the repeat is 12%. prephase?",
            "prephase",
            "marrow_blasts_percent",
        ),
    ],
)
def test_of_two_values_of_one_thing_none_is_chosen_silently(
    calculations: Calculations, words: str, calculator: str, doubted: str
) -> None:
    (found,) = calculations(words)
    assert (found[0], found[1][doubted]) == (calculator, "doubt")


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("AST tonight is 4.6 x ULN. Before all this, with peg, his AST went to 9 x ULN. hold?", {"ast_x_uln": "4.6"}),
        ("twin sister (the donor, 44 kg) was filed here. Mrs K is 61 kg, cycle 1 day 5, dose?", {"weight_kg": 61}),
        ("neurotoxicity, the entry has no grade; one grade 1 headache in week one. Hold or go on?", {"grade": "doubt"}),
        ("Grade 3 CRS, no grade 4 features, 60 kg. What do I do with the infusion?", {"grade": 3}),
        ("Grade 3 neurotoxicity, rash ungraded. What now?", {"grade": 3}),
        ("All well until she got grade 4 ICANS. What do I do?", {"grade": 4}),
        ("One seizure on Tuesday; had one bag hung yesterday. What do I do?", {"seizures": 1}),
        ("Relapsed after unrelated donor, 44 kg, 150 cm, dose cycle 1 day 3?", {"weight_kg": 44}),
        ("marrow blasts 60%, sats now 94%, does he need prephase?", {"marrow_blasts_percent": 60}),
        ("Grade 3 ICANS on blina, should I skip the vincristine? restart dose?", {"grade": 3}),
    ],
)
def test_what_is_told_of_before_or_of_others_is_not_calculated_with(
    calculations: Calculations, words: str, stated: dict[str, object]
) -> None:
    (found,) = calculations(words)
    assert {name: str(found[1].get(name)) for name in stated} == {name: str(value) for name, value in stated.items()}
