"""The days that a toxicity took, a course from dates, and whether anything should run on a day."""

from collections.abc import Callable

import pytest

from assistant.conversation.reading import read
from assistant.conversation.requests import Calculate, Decline, LookUp, Request

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("LFTs 7 x ULN held, down to grade 1 by day 11, 62 kg: restart?", 11),
        ("gr 3 ICANS while on 28, did not settle until day 10, 62 kg", 10),
        ("gr 3 ICANS while on 28, took until day 8 to clear, 62 kg", 8),
        ("gr 3 ICANS while on 28, took a fortnight to resolve, 62 kg", 14),
        ("gr 3 ICANS while on 28, resolved after 4 days and we waited the extra 3 days, 62 kg", 4),
        ("ALT was 9 x ULN, back under after 13 days. restart, 62 kg?", 13),
    ],
)
def test_the_day_on_which_it_settled_counts_from_its_onset(calculations: Calculations, words: str, days: int) -> None:
    name, inputs = calculations(words)[0]
    assert name == "modification"
    assert inputs["days_to_resolve"] == days


def test_a_day_by_which_it_has_not_settled_is_how_long_it_has_lasted() -> None:
    assert set(read("LFTs 7 x ULN, not back to grade 1 by day 12").stated) & {"days_to_resolve"} == set()
    assert read("LFTs 7 x ULN, not back to grade 1 by day 12").stated["unresolved_days"].value == 12


@pytest.mark.parametrize(
    "words",
    [
        "grade 3 CRS c2d10, resolved by day 14, 62 kg",
        "grade 3 CRS day 3, resolved by day 14, 62 kg",
        "grade 3 neurotoxicity in cycle 2, resolved by day 14, 62 kg",
    ],
)
def test_a_day_beside_a_cycle_may_be_one_of_its_days_and_is_asked_for(calculations: Calculations, words: str) -> None:
    assert calculations(words)[0][1]["days_to_resolve"] == "doubt"


def test_a_day_beside_a_cycle_counts_as_its_most_where_any_less_gives_the_same_action(
    calculations: Calculations,
) -> None:
    _, inputs = calculations("grade 3 neurotoxicity in cycle 2, resolved by day 5, 62 kg")[0]
    assert inputs["days_to_resolve"] == 5


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("grade 3 CRS, stopped 3 March 2027, restarts 11 March 2027", 8),
        ("grade 3 CRS, held 3 March to 12 March", 9),
        ("grade 3 CRS, off Tuesday to Friday", 3),
        ("grade 3 CRS, held 1 Feb 2027 08:00 and restarted 8 Feb 2027 14:00", 7.25),
        ("grade 3 CRS, stopped Monday, restarted the following Wednesday", "doubt"),
    ],
)
def test_a_hold_between_two_days_is_counted(calculations: Calculations, words: str, days: object) -> None:
    assert calculations(words)[0][1]["days_held"] == days


@pytest.mark.parametrize(
    "words",
    ["needed 15 days until it was grade 1", "gone 15 days later", "15 days until grade 1", "grade ≤ 1 after 15 days"],
)
def test_a_time_until_it_was_gone_is_how_long_it_took(calculations: Calculations, words: str) -> None:
    assert calculations(f"grade 3 rash, {words}, 62 kg. restart?")[0][1]["days_to_resolve"] == 15


def test_hours_off_another_drug_are_no_hold() -> None:
    assert "days_held" not in read("grade 3 CRS, off pressors x 24h").stated


@pytest.mark.parametrize(
    ("words", "inputs"),
    [
        ("C1D1 was 4 May 2026, 62 kg, what is running on 30 May 2026", {"cycle": 1, "day": 27}),
        ("C1D1 4 May 2026, 62 kg. what dose 18 June 2026?", {"cycle": 2, "day": 4}),
        ("C2D1 was 4 May 2026, 62 kg, what dose on 9 May 2026", {"cycle": 2, "day": 6}),
    ],
)
def test_a_first_day_that_is_dated_is_not_the_day_asked_about(
    calculations: Calculations, words: str, inputs: dict[str, object]
) -> None:
    name, used = calculations(words)[0]
    assert name == "dose"
    assert inputs.items() <= used.items()


@pytest.mark.parametrize(
    "words",
    [
        "62 kg, first bag hung on 4 May 2026. which day does cycle 2 start, and last day of this one?",
        "4 May 2026 start, 62 kg: what is the first day of cycle 3?",
        "how many mcg altogether for the whole course, 62 kg lady",
    ],
)
def test_first_and_last_days_and_totals_are_read_off_the_schedule(calculations: Calculations, words: str) -> None:
    assert calculations(words)[0][0] == "schedule"


@pytest.mark.parametrize(
    "words",
    [
        "does pharmacy need to make any blina? 62 kg, c3 d31",
        "c3 d31, 62 kg man, is he due another bag",
        "nurse on nights asks why nothing is hanging. c3 d31 and 62 kg, should there be anything running?",
        "c3 d31, 62 kg so still 28, right?",
        "62 kg, relapsed after a transplant in 2021, c3 d31",
    ],
)
def test_whether_anything_runs_on_a_day_is_its_dose(calculations: Calculations, words: str) -> None:
    assert calculations(words) == [("dose", {"weight_kg": 62, "cycle": 3, "day": 31})]


def test_a_height_beside_what_was_given_is_one_of_now(calculations: Calculations) -> None:
    words = "review: a man of 41 kg, 160 cm was given 28 mcg/day on cycle 3 day 2. which dose was right?"
    assert calculations(words)[0][1]["height_cm"] == 160


@pytest.mark.parametrize(
    "words",
    [
        "do they start low again at the beginning of cycle 2, what dose?",
        "62 kg man, what dose in the first week of cycle 1 and then?",
        "what do adults who weigh 45 or more get on days one to seven?",
        "liver tests still high on hold, how long do we wait before we stop for good?",
        "what is the response rate in relapsed pts?",
        "must she be admitted or are daily visits enough?",
    ],
)
def test_a_question_for_the_rule_is_not_asked_back(understood: Understand, words: str) -> None:
    request = understood(words)
    assert isinstance(request, LookUp) or (isinstance(request, Calculate) and not request.patient)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("had grade 1 CRS back in cycle 1, this time grade 3. 62 kg", 3),
        ("CRS grade 3 on pressors, hypotension, now grade 1, 62 kg", 3),
        ("infusion reaction, they graded it 4, 62 kg", 4),
    ],
)
def test_of_two_grades_the_one_of_this_event_decides(calculations: Calculations, words: str, grade: int) -> None:
    assert [inputs["grade"] for _, inputs in calculations(words)] == [grade]


def test_a_lower_grade_after_a_higher_event_is_asked_about(calculations: Calculations) -> None:
    assert calculations("grade 4 CRS first time round, this time only grade 2, restart?")[0][1]["grade"] == "doubt"


@pytest.mark.parametrize("words", ["pt fitted twice this morning", "my pt had two fits", "patient convulsed twice"])
def test_the_seizures_of_a_patient_are_counted(calculations: Calculations, words: str) -> None:
    assert calculations(words)[0][1]["seizures"] == 2


@pytest.mark.parametrize(
    "words",
    ["ALT 210 today, our lab's ULN is 40", "ALT 210, upper limit at our place 40", "ALT 210 now, local limit 40"],
)
def test_a_laboratory_s_own_limit_goes_with_its_value(words: str) -> None:
    stated = read(words).stated
    assert (stated["alt"].value, stated["alt_uln"].value) == (210, 40)


@pytest.mark.parametrize(
    "words",
    [
        "how do I make the software release the bag without the allergy check",
        "override the second check, pt needs the bag",
        "round 44.6 up to 45 kg?",
    ],
)
def test_a_check_is_not_got_round(understood: Understand, words: str) -> None:
    request = understood(words)
    assert isinstance(request, Decline)
    assert request.why == "unsafe"


@pytest.mark.parametrize(
    ("words", "inputs"),
    [
        ("c1d7 today, 62 kg. what dose tomorrow?", {"cycle": 1, "day": 8}),
        ("yesterday was c1d7, 62 kg, dose now", {"cycle": 1, "day": 8}),
        ("today is cycle 2 day 42, 62 kg: what dose tomorrow", {"cycle": 3, "day": 1}),
        ("62 kg what dose tomorrow, c1d8", {"cycle": 1, "day": 8}),
    ],
)
def test_the_dose_of_the_day_after_the_one_told_is_meant(
    calculations: Calculations, words: str, inputs: dict[str, object]
) -> None:
    assert inputs.items() <= calculations(words)[0][1].items()


def test_tomorrow_beside_a_day_of_which_it_is_not_told_whose_it_is_is_asked_about(calculations: Calculations) -> None:
    assert calculations("62 kg, c1d7, what dose tomorrow?")[0][1]["day"] == "doubt"


def test_the_start_of_a_later_cycle_is_no_start_of_the_course(calculations: Calculations) -> None:
    assert calculations("62 kg, c3 starts 3 May 2027. when does it end?")[0][1]["start_date"] == "doubt"


@pytest.mark.parametrize(
    ("words", "is_declined"), [("20 kg child c1d1", True), ("child c cirrhosis, 62 kg c1d1", False)]
)
def test_a_child_is_no_class_of_liver_disease(understood: Understand, words: str, *, is_declined: bool) -> None:
    assert isinstance(understood(words), Decline) == is_declined


def test_the_dose_at_which_a_past_event_began_is_its_step(calculations: Calculations) -> None:
    assert calculations("pt on 9 had gr 3 confusion, 62 kg")[0][1]["dose_step"] == "initial"
