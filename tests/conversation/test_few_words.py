"""Turns of a few words: each is read by what was asked before, and a number is never taken for what it is not."""

import pytest
from real_rules import real_rules

from assistant.conversation.doses_said import talks_of_a_dose
from assistant.conversation.doubting import asks_of_the_limit, doubts
from assistant.conversation.looking_again import asks_of_the_documents
from assistant.conversation.memory import EMPTY
from assistant.conversation.ordinals_told import counted_by_ordinal
from assistant.conversation.replying import lone_level, slot_answer
from assistant.conversation.requests import Calculate, HoldLength, LookUp, Request
from assistant.conversation.slips import dose_said
from assistant.conversation.stated import Unclear
from assistant.conversation.understanding import understand
from assistant.conversation.units_told import with_unit
from assistant.conversation.ward import Ward


def _last(ward: Ward, talk: str) -> Request:
    conversation = EMPTY
    for words in talk.split(" | "):
        found = understand(words, conversation, ward)
        conversation = found.conversation
    return found.request


def _inputs(request: Request) -> dict[str, object]:
    assert isinstance(request, Calculate)
    return request.wanted[0].values


@pytest.mark.parametrize(
    ("words", "names", "told"),
    [
        ("first", ("cycle",), {"cycle": 1}),
        ("the 2nd one", ("cycle",), {"cycle": 2}),
        ("what if it was the third cycle", ("cycle", "day"), {"cycle": 3}),
        ("and the tenth?", ("day",), {"day": 10}),
        ("the second", ("cycle", "day"), {}),
        ("first give dex", ("cycle",), {}),
    ],
)
def test_an_ordinal_tells_the_one_thing_that_it_can_count(
    words: str, names: tuple[str, ...], told: dict[str, int]
) -> None:
    assert {name: item.value for name, item in counted_by_ordinal(words, names).items()} == told


def test_an_ordinal_answers_which_cycle_it_is() -> None:
    rules = real_rules().dose
    assert slot_answer("2nd", ("cycle",), "dose", rules.inputs)["cycle"].value == 2


@pytest.mark.parametrize(
    ("words", "grade"),
    [("doctor now calls it a 2", 2), ("team graded it 4", 4), ("3 this morning", 3), ("icu says it's only a 3", 3)],
)
def test_a_grade_that_others_give_is_the_grade(words: str, grade: int) -> None:
    level = lone_level(words)
    assert level is not None
    assert level.value == grade


@pytest.mark.parametrize(
    ("words", "is_dose"),
    [
        ("the bag says 9", True),
        ("someone wrote 28 on the chart", True),
        ("was he on 28 by then?", True),
        ("chart says 46.5", False),
        ("the bag is for 9 hours", False),
    ],
)
def test_a_dose_that_is_talked_of_is_no_measurement(words: str, *, is_dose: bool) -> None:
    assert talks_of_a_dose(words, real_rules()) is is_dose


@pytest.mark.parametrize("words", ["so 28 micrograms? not milligrams", "28 mcg then", "that's 9 mcg/day, right?"])
def test_a_dose_with_its_unit_is_a_dose_said_again(words: str) -> None:
    assert dose_said(words) in ("28", "9")


@pytest.mark.parametrize("words", ["28 mcg for 3 days", "give 28 mcg to the next patient"])
def test_a_dose_among_other_words_is_not(words: str) -> None:
    assert dose_said(words) is None


def test_the_limit_told_alone_completes_a_multiple_of_its_test() -> None:
    found = with_unit("yes, times uln", [Unclear("bilirubin_x_uln", "bili 4x", "unit")])
    assert found["bilirubin_x_uln"].value == 4


@pytest.mark.parametrize("words", ["inclusive?", "strictly above or does equal count?", "exactly on the cut-off?"])
def test_whether_the_limit_counts_is_asked_of_the_answer_before(words: str) -> None:
    assert asks_of_the_limit(words)


@pytest.mark.parametrize(
    "words", ["rounds to 45 tho, so 28?", "no exceptions?", "my colleague gives 35", "even if she's fine?"]
)
def test_what_is_concluded_or_done_elsewhere_is_a_doubt(words: str) -> None:
    assert doubts(words)


@pytest.mark.parametrize("words", ["what about the summary", "and what does the article give?", "same in the summary?"])
def test_what_the_documents_say_is_asked_of_the_whole_question(words: str) -> None:
    assert asks_of_the_documents(words) or words.startswith("same")


@pytest.mark.parametrize(
    ("talk", "inputs"),
    [
        ("90 kg, c1d3, dose? | what if it was c2 | and the first?", {"weight_kg": 90, "cycle": 1, "day": 3}),
        ("39 kg, 1.3 m2, c1d8 | what if 46 kg | no, original weight, c2", {"weight_kg": 39, "cycle": 2, "day": 8}),
        ("grade 3 CRS, 60 kg | same for neurotoxicity?", {"toxicity": "neurotoxicity", "grade": 3, "weight_kg": 60}),
        ("gr 3 CRS, 64 kg | CRS now grade 1, took 36 hours", {"grade": 3, "days_to_resolve": 1.5}),
        ("she had grade 3 CRS, 58 kg | today grade 1", {"grade": 3, "weight_kg": 58}),
        ("70 kg, c1d8 | the bag says 9", {"weight_kg": 70, "day": 8}),
        ("gr 3 confusion on day 12 of c1, 64 kg | was he on 28 by then?", {"weight_kg": 64, "dose_step": "full"}),
        ("52 kg, c1d3, dose? | bag is 72 h", {"bag_hours": 72, "weight_kg": 52}),
        ("rate of a 7 day bag? | patient is 50 kg | different one, 60 kg", {"bag_hours": 168, "weight_kg": 60}),
        ("Mr A, 66 kg, cycle 1 day 6, dose? | and Mrs L, 49 kg, same day", {"weight_kg": 49, "cycle": 1, "day": 6}),
        ("which patients get the dex prephase? | my pt has 40% marrow", {"marrow_blasts_percent": 40}),
        ("78 kg, cycle 2 day 27 | tomorrow | day after", {"day": 29}),
    ],
)
def test_a_few_words_change_what_they_name_and_nothing_else(ward: Ward, talk: str, inputs: dict[str, object]) -> None:
    found = _inputs(_last(ward, talk))
    assert {name: found.get(name) for name in inputs} == inputs


def test_another_patient_of_before_is_not_the_one_of_now(ward: Ward) -> None:
    assert "weight_kg" not in _inputs(_last(ward, "61 kg, c1d3 | next: 47.5 kg, c2d3 | and the first one on d8?"))


def test_blasts_of_the_blood_without_their_unit_are_asked_about(ward: Ward) -> None:
    request = _last(ward, "marrow blasts 45%, dex? | and 16 in the blood")
    assert isinstance(request, Calculate)
    assert [doubt.name for doubt in request.wanted[0].unclear] == ["peripheral_blasts_e9_per_l"]


@pytest.mark.parametrize(
    ("talk", "question"),
    [
        ("dose in moderate renal impairment? | and the liver - mild?", "dose in mild hepatic impairment"),
        ("is this for Ph negative? | and positive?", "is this for Ph positive?"),
        ("is it ok in the elderly? | which events", "elderly: which events"),
    ],
)
def test_another_subject_stands_in_the_question_before(ward: Ward, talk: str, question: str) -> None:
    request = _last(ward, talk)
    assert isinstance(request, LookUp)
    assert request.question == question


@pytest.mark.parametrize(("words", "days"), [("8?", 8), ("and seven on the nose", 7), ("same cycle?", 6)])
def test_a_hold_of_another_length_is_asked_in_a_word(ward: Ward, words: str, days: int) -> None:
    request = _last(ward, f"held 6 days for CRS | {words}")
    assert isinstance(request, HoldLength)
    assert request.days_held.value == days
