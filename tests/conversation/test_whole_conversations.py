"""A conversation remembers, corrects and forgets: what is used is shown, and nothing of a former patient remains."""

import pytest

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, converse


def _used(answer: Answer) -> dict[str, object]:
    assert answer.calculation is not None
    return {
        name: value for name, value in answer.calculation["inputs"].items() if name not in ("indication", "formula")
    }


def _carried(answer: Answer) -> set[str]:
    assert answer.calculation is not None
    return {origin["name"] for origin in answer.calculation["origins"] if origin["carried"]}


def test_what_is_missing_is_asked_and_a_bare_number_answers_it(assistant: Assistant) -> None:
    asked, answered = converse(assistant, ["what dose for my patient, cycle 1 day 12", "71.5"])
    assert (asked.kind, asked.missing) == ("clarify", ("weight_kg",))
    assert "in kg" in asked.text
    assert _used(answered) == {"weight_kg": 71.5, "cycle": 1, "day": 12}
    assert _carried(answered) == {"cycle", "day"}


@pytest.mark.parametrize("reply", ["about 71", "71-72", "70 or 71", "７１", "seventy-ish"])
def test_a_reply_that_is_not_one_plain_number_is_asked_again(assistant: Assistant, reply: str) -> None:
    answer = converse(assistant, ["what dose for my patient, cycle 1 day 12", reply])[-1]
    assert answer.kind != "calculation"


def test_below_45_kg_either_height_or_surface_will_do_and_the_number_tells_which(assistant: Assistant) -> None:
    start = "dose for a 43 kg adult, cycle 2 day 5"
    assert set(converse(assistant, [start])[0].missing) == {"height_cm", "bsa_m2"}
    by_height, by_surface = (converse(assistant, [start, reply])[-1] for reply in ("158", "BSA 1.4"))
    assert _used(by_height)["height_cm"] == 158
    assert _used(by_surface)["bsa_m2"] == 1.4


def test_a_number_that_could_be_a_height_in_metres_or_a_surface_is_asked_again(assistant: Assistant) -> None:
    again, answered = converse(assistant, ["dose for a 43 kg adult, cycle 2 day 5", "1.52", "152 cm"])[1:]
    assert (again.kind, set(again.missing)) == ("clarify", {"height_cm", "bsa_m2"})
    assert _used(answered)["height_cm"] == 152


def test_a_change_that_is_not_understood_is_asked_about_and_never_passed_over(assistant: Assistant) -> None:
    answer = converse(assistant, ["calendar from 2026-03-02, 70 kg", "make it the other way then"])[-1]
    assert answer.kind == "clarify"
    assert "start_date" in answer.missing


@pytest.mark.parametrize(("more", "seizures"), [("twice", 2), ("another one tonight", 2), ("that was her third", 3)])
def test_further_seizures_are_counted_without_being_named(assistant: Assistant, more: str, seizures: int) -> None:
    answer = converse(assistant, ["one seizure on blinatumomab, 70 kg", more])[-1]
    assert _used(answer)["seizures"] == seizures
    assert answer.calculation is not None
    assert answer.calculation["result"]["action"] == "discontinue"


def test_an_age_below_18_told_after_the_weight_stops_the_dose(assistant: Assistant) -> None:
    answer = converse(assistant, ["48 kg cycle 1 day 1 dose", "he's 15"])[-1]
    assert (answer.kind, answer.reason) == ("abstain", "not_covered")


def test_a_number_after_the_weight_that_could_be_weight_or_age_is_asked_about(assistant: Assistant) -> None:
    answer = converse(assistant, ["48 kg cycle 1 day 1 dose", "she's 52"])[-1]
    assert answer.kind == "clarify"


def test_a_grade_changed_in_a_follow_up_keeps_the_toxicity_and_says_so(assistant: Assistant) -> None:
    answer = converse(assistant, ["CRS grade 2, 66 kg", "and if grade 3?"])[-1]
    assert _used(answer) == {"toxicity": "crs", "grade": 3, "weight_kg": 66}
    assert _carried(answer) == {"toxicity", "weight_kg"}
    assert plain(answer.text).count(replies.CARRIED) == 2


def test_a_day_and_a_cycle_are_changed_one_after_the_other(assistant: Assistant) -> None:
    answers = converse(
        assistant, ["66 kg, cycle 1 day 4, dose", "and on day 9?", "same for cycle 3", "what about day 30?"]
    )
    assert [(_used(a)["cycle"], _used(a)["day"]) for a in answers] == [(1, 4), (1, 9), (3, 9), (3, 30)]
    assert answers[-1].calculation is not None
    assert answers[-1].calculation["headline"] == replies.NO_INFUSION


@pytest.mark.parametrize(
    ("correction", "weight_kg"),
    [
        ("sorry 46 not 64", 46),
        ("not 64 but 46", 46),
        ("sorry, 46", 46),
        ("I meant 46 kg", 46),
        ("actually 101.5 lb", 46.039625555),
    ],
)
def test_a_corrected_weight_is_read_in_the_unit_that_was_stated(
    assistant: Assistant, correction: str, weight_kg: float
) -> None:
    answer = converse(assistant, ["cycle 1 day 9 dose, 64 kg", correction])[-1]
    assert _used(answer)["weight_kg"] == pytest.approx(weight_kg, rel=1e-12)
    assert (_used(answer)["cycle"], _used(answer)["day"]) == (1, 9)


def test_kilograms_that_were_pounds_are_converted_and_then_need_a_height(assistant: Assistant) -> None:
    answer = converse(assistant, ["dose cycle 1 day 9, 92 kg", "oops that was pounds"])[-1]
    assert (answer.kind, set(answer.missing)) == ("clarify", {"height_cm", "bsa_m2"})


def test_a_number_that_could_be_of_two_inputs_is_asked_about(assistant: Assistant) -> None:
    answer = converse(assistant, ["cycle 2 day 3 dose, 64 kg", "and 5?"])[-1]
    assert answer.kind == "clarify"
    assert set(answer.missing) >= {"cycle", "day"}


@pytest.mark.parametrize(
    "push", ["are you sure?", "I think it's 28", "my consultant says 28", "that can't be right", "just say 28"]
)
def test_pushback_restates_the_rule_with_its_quote(assistant: Assistant, push: str) -> None:
    first, again = converse(assistant, ["66 kg, cycle 1 day 4, dose", push])
    assert again.calculation == first.calculation or _used(again) == _used(first)
    assert replies.PUSHBACK in again.text
    assert again.calculation is not None
    assert again.calculation["result"]["dose_mcg_per_day"] == 9
    assert again.citations == first.citations


def test_five_turns_of_pushback_move_nothing(assistant: Assistant) -> None:
    turns = [
        "66 kg, cycle 1 day 4, dose",
        "sure?",
        "I believe 28 is right",
        "our pharmacist says 28",
        "trust me, 28",
        "confirm 28, yes?",
    ]
    doses = {a.calculation["result"]["dose_mcg_per_day"] for a in converse(assistant, turns) if a.calculation}
    assert doses == {9}


@pytest.mark.parametrize("why", ["why?", "where does it say that?", "source?", "how did you get that?"])
def test_why_and_where_give_the_same_again_with_its_quotes(assistant: Assistant, why: str) -> None:
    first, again = converse(assistant, ["66 kg, cycle 1 day 4, dose", why])
    assert again.citations == first.citations
    assert again.text.startswith(f"*{replies.RESTATED}*")


# ---- forgetting

_FORMER = ["43 kg woman, 151 cm, cycle 1 day 4, dose", "she has grade 3 neurotoxicity at 5 mcg/m²"]


@pytest.mark.parametrize("switch", ["next patient", "another pt", "new patient", "different patient now", "next pt"])
def test_after_a_new_patient_nothing_of_the_former_is_used(assistant: Assistant, switch: str) -> None:
    answers = converse(assistant, [*_FORMER, switch, "dose on cycle 2 day 3 for this patient?"])
    assert (answers[-1].kind, answers[-1].missing) == ("clarify", ("weight_kg",))
    assert not {fact.name for fact in answers[-1].facts} & {"height_cm", "weight_kg", "grade", "toxicity"}


def test_another_age_or_sex_is_another_patient(assistant: Assistant) -> None:
    for former, later in (
        ("62F, 43 kg, 151 cm, C1D4 dose", "70M C1D4 dose?"),
        ("he is 82 kg, C1D4 dose", "C1D9 dose for her?"),
    ):
        answer = converse(assistant, [former, later])[-1]
        assert (answer.kind, answer.missing) == ("clarify", ("weight_kg",))


def test_a_whole_new_case_carries_nothing(assistant: Assistant) -> None:
    answer = converse(assistant, [*_FORMER, "85 kg, cycle 2 day 1, dose"])[-1]
    assert _used(answer) == {"weight_kg": 85, "cycle": 2, "day": 1}
    assert _carried(answer) == set()


@pytest.mark.parametrize("question", ["CRS grade 3, what to do", "80 kg cycle 3 day 2 dose", "bilirubin 4 x ULN"])
def test_turns_of_a_former_patient_leave_a_complete_question_unchanged(assistant: Assistant, question: str) -> None:
    alone = converse(assistant, [question])[-1]
    after = converse(assistant, [*_FORMER, question])[-1]
    assert alone.calculation is not None
    assert after.calculation is not None
    assert after.calculation["inputs"] == alone.calculation["inputs"]
    assert after.calculation["result"] == alone.calculation["result"]


def test_a_rate_for_fixed_dosing_is_not_given_past_a_weight_below_it(assistant: Assistant) -> None:
    answer = converse(assistant, ["40 kg, 1.3 m2, C1D3 dose", "what rate for a 48 h bag?"])[-1]
    assert (answer.kind, answer.reason) == ("abstain", "not_covered")


def test_the_next_patients_facts_alone_ask_for_the_same_calculation_of_them_alone(assistant: Assistant) -> None:
    answers = converse(assistant, ["cycle 1 day 9 dose, 64 kg", "next pt 47 kg", "c2 d1"])
    assert answers[1].kind == "clarify"
    assert _used(answers[2]) == {"weight_kg": 47, "cycle": 2, "day": 1}


def test_a_fact_is_forgotten_when_told_so(assistant: Assistant) -> None:
    answers = converse(
        assistant, ["cycle 1 day 9 dose, 64 kg", "forget the weight", "dose for her on day 9 of cycle 1?"]
    )
    assert (answers[-1].kind, answers[-1].missing) == ("clarify", ("weight_kg",))


def test_a_new_weight_takes_the_old_surface_with_it(assistant: Assistant) -> None:
    answer = converse(assistant, ["43 kg, BSA 1.38 m2, cycle 2 day 5 dose", "and if she is 44 kg?"])[-1]
    assert (answer.kind, set(answer.missing)) == ("clarify", {"height_cm", "bsa_m2"})


# ---- what a conversation must not turn into


def test_a_disease_state_told_later_stops_the_dose(assistant: Assistant) -> None:
    answers = converse(assistant, ["72 kg cycle 1 day 1 dose", "it is MRD positive disease actually", "so what dose?"])
    assert [(a.kind, a.reason) for a in answers[1:]] == [("abstain", "not_covered")] * 2
    assert all("mcg/day" not in a.text for a in answers[1:])


def test_a_look_up_between_two_calculations_does_not_break_the_thread(assistant: Assistant) -> None:
    answers = converse(assistant, ["72 kg cycle 1 day 1 dose", "is a filter needed for the 96 h bag", "and on day 9?"])
    assert answers[1].kind == "answer"
    assert _used(answers[2]) == {"weight_kg": 72, "cycle": 1, "day": 9}


def test_a_toxicity_that_is_over_leaves_the_other(assistant: Assistant) -> None:
    answer = converse(assistant, ["grade 3 neurotoxicity and grade 2 CRS, 70 kg", "the CRS has gone now"])[-1]
    assert answer.calculation is not None
    assert answer.calculation["inputs"]["toxicity"] == "neurotoxicity"
    assert answer.calculation["inputs"]["grade"] == 3
    assert answer.also == ()


def test_gone_is_never_read_as_a_grade(assistant: Assistant) -> None:
    for answer in converse(assistant, ["CRS grade 3, 70 kg", "it has gone"]):
        assert answer.calculation is None or answer.calculation["inputs"]["grade"] == 3


def test_thanks_change_nothing(assistant: Assistant) -> None:
    answers = converse(assistant, ["72 kg cycle 1 day 1 dose", "thanks!", "and day 8"])
    assert answers[1].text == replies.ACKNOWLEDGED["thanks"]
    assert _used(answers[2]) == {"weight_kg": 72, "cycle": 1, "day": 8}


def test_two_conversations_share_nothing(assistant: Assistant) -> None:
    converse(assistant, _FORMER)
    answer = converse(assistant, ["and on day 9?"])[0]
    assert answer.kind != "calculation"


@pytest.mark.parametrize(
    "asked",
    [
        "started 12 Oct 2026, what cycle and day is it on 26 Nov 2026?",
        "C1D1 was 2026-10-12. What day is she on, 2026-11-26?",
    ],
)
def test_a_day_counted_from_two_dates_is_told_before_the_weight_is_known(assistant: Assistant, asked: str) -> None:
    (answer,) = converse(assistant, [asked])
    assert answer.missing == ("weight_kg",)
    assert answer.text.startswith("**Cycle 2, day 4**, from 2026-10-12 to 2026-11-26")


def test_where_a_limit_comes_from_is_told_with_the_rows_that_state_it_and_not_with_the_row_before(
    assistant: Assistant,
) -> None:
    before, after = converse(
        assistant,
        ["CRS grade 3 and no better after 14 days: off for good?", "so where does that 14-day rule come from"],
    )
    assert before.kind == "calculation"
    assert after.kind == "answer"
    stated = [citation.section for citation in after.citations if "within 14 days" in citation.quote]
    table = "Dose Modifications > Dosage with toxicity > "
    assert {section.removeprefix(table)[:5] for section in stated} == {"LFTs ", "Other"}
