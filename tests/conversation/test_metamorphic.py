"""What does not change the meaning of a question does not change its calculation: the same one or a question, never another number."""

import random
import string
from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.conversation.reading import read
from assistant.conversation.toxicities import toxicities
from assistant.conversation.ward import Ward

Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]

# Facts of one utterance each, in an order that can be changed, and what is asked.
UTTERANCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("70 kg", "cycle 1 day 3"), "what dose of blinatumomab?"),
    (("wt 44.9 kg", "ht 160 cm", "cycle 2 day 10"), "daily dose please"),
    (("62 yo", "weighs 83 kg", "day 29 of cycle 3"), "dose?"),
    (("44 kg", "bsa 1.36 m2", "C1D8"), "dose per day?"),
    (("99.2 lb", "5 ft 3 in", "C1D1"), "which dose?"),
    (("70 kg", "starts 2026-03-02", "2 cycles"), "schedule please"),
    (("81 kg", "48 hour bag"), "what rate?"),
    (("grade 3 CRS", "66 kg"), "what do we do?"),
    (("ICANS grade 3", "at 28 mcg/day", "71 kg"), "what do we do?"),
    (("her second seizure", "59 kg"), "what now?"),
    (("suspected pancreatitis", "77 kg"), "what do we do?"),
    (("ALT 8 x ULN", "64 kg"), "hold?"),
    (("ALT 310 U/L (ULN 40)", "64 kg"), "hold?"),
    (("bone marrow 62% blasts",), "dexamethasone before the first dose?"),
    (("grade 3 infusion reaction", "held 5 hours", "90 kg"), "what do we do?"),
)
IRRELEVANT = (
    "She likes tea.",
    "Hb 78, plt 14.",
    "Bed 12.",
    "DOB 1961-05-04.",
    "On fluconazole 400 mg.",
    "Call me on 416 555 0199.",
    "MRN 00443211.",
    "Temp 37.2.",
    "K 3.9, creatinine 70.",
    "Paracetamol 1 g given.",
    "It was raining.",
)
SLIPS = {
    "cycle": "cylce",
    "grade": "gade",
    "weighs": "wieghs",
    "seizure": "siezure",
    "blinatumomab": "blinatumamab",
    "pancreatitis": "pancreatits",
    "schedule": "shedule",
    "infusion": "infusoin",
    "marrow": "marow",
    "reaction": "raection",
}
UNITS = (
    ("70 kg", "70 kilos"),
    ("70 kg", "70000 g"),
    ("70 kg", "70,0 kg"),
    ("160 cm", "1.60 m"),
    ("bsa 1.36 m2", "bsa 1.36 m²"),
    ("28 mcg/day", "28 µg/day"),
    ("28 mcg/day", "28 micrograms/day"),
    ("48 hour bag", "2 day bag"),
    ("5 ft 3 in", "5'3\""),
    ("ALT 8 x ULN", "ALT 8 times the upper limit of normal"),
    ("grade 3", "grade III"),
    ("grade 3", "gr3"),
    ("C1D8", "cycle 1, day 8"),
    ("her second seizure", "her 2nd fit"),
    ("62%", "62 percent"),
)


def say(facts: Iterable[str], asked: str) -> str:
    return f"{', '.join(facts)}: {asked}"


def same_or_asked(now: list[tuple[str, dict[str, object]]], before: list[tuple[str, dict[str, object]]]) -> bool:
    """Is each input as before, or doubted, or not read? Another number is not allowed, nor another calculation."""
    known = dict(before)
    return all(
        name in known and all(value == "doubt" or known[name].get(key) == value for key, value in inputs.items())
        for name, inputs in now
    )


@pytest.fixture(params=UTTERANCES, ids=lambda item: say(*item))
def utterance(request: pytest.FixtureRequest) -> tuple[tuple[str, ...], str]:
    found: tuple[tuple[str, ...], str] = request.param
    return found


def test_every_utterance_is_calculated_with_all_its_facts(
    utterance: tuple[tuple[str, ...], str], calculations: Calculations
) -> None:
    found = calculations(say(*utterance))
    assert len(found) == 1
    assert "doubt" not in found[0][1].values()
    assert len(found[0][1]) >= len(utterance[0])


def test_the_order_of_facts_changes_nothing(utterance: tuple[tuple[str, ...], str], calculations: Calculations) -> None:
    facts, asked = utterance
    expected = calculations(say(facts, asked))
    assert calculations(say(reversed(facts), asked)) == expected
    assert calculations(f"{asked} {', '.join(facts)}") == expected


def test_an_irrelevant_sentence_changes_nothing(
    utterance: tuple[tuple[str, ...], str], calculations: Calculations
) -> None:
    expected = calculations(say(*utterance))
    for sentence in IRRELEVANT:
        assert same_or_asked(calculations(f"{sentence} {say(*utterance)}"), expected), sentence
        assert same_or_asked(calculations(f"{say(*utterance)} {sentence}"), expected), sentence
    kept = [sentence for sentence in IRRELEVANT if calculations(f"{sentence} {say(*utterance)}") == expected]
    assert len(kept) >= len(IRRELEVANT) - 1


def test_case_changes_nothing(utterance: tuple[tuple[str, ...], str], calculations: Calculations) -> None:
    expected = calculations(say(*utterance))
    assert calculations(say(*utterance).lower()) == expected
    assert same_or_asked(calculations(say(*utterance).upper()), expected)


def test_a_slip_in_a_word_changes_nothing(utterance: tuple[tuple[str, ...], str], calculations: Calculations) -> None:
    words = say(*utterance)
    for right, slip in SLIPS.items():
        if right in words:
            assert calculations(words.replace(right, slip)) == calculations(words), slip


def test_any_letter_typed_wrong_gives_the_same_calculation_or_a_question(
    utterance: tuple[tuple[str, ...], str], calculations: Calculations
) -> None:
    words, chance = say(*utterance), random.Random(7)
    expected = calculations(words)
    letters = [place for place, letter in enumerate(words) if letter.isalpha()]
    for place in chance.sample(letters, 8):
        typed = words[:place] + chance.choice(string.ascii_lowercase) + words[place + 1 :]
        for _, inputs in calculations(typed):
            numbers = {value for value in inputs.values() if isinstance(value, Decimal)}
            meant = {value for _, known in expected for value in known.values() if isinstance(value, Decimal)}
            assert numbers <= meant | {Decimal(1)}, typed


def test_another_spelling_of_a_unit_changes_nothing(
    utterance: tuple[tuple[str, ...], str], calculations: Calculations
) -> None:
    words = say(*utterance)
    for one, other in UNITS:
        if one in words:
            assert calculations(words.replace(one, other)) == calculations(words), other


@pytest.mark.parametrize("pounds", ["99", "99.2", "99.3", "154.3"])
def test_a_weight_in_pounds_is_its_exact_weight_in_kg(calculations: Calculations, pounds: str) -> None:
    weight_kg = Decimal(pounds) * Decimal("0.45359237")
    in_pounds = calculations(f"{pounds} lb, C2D3 dose")
    assert in_pounds[0][1]["weight_kg"] == weight_kg
    assert in_pounds == calculations(f"{weight_kg} kg, C2D3 dose")


# ---- fuzz

_DIGITS = st.sampled_from("0123456789０１２٣४¹½")
_PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            " kg",
            "kg",
            " lb",
            " st ",
            " cm",
            " m2",
            "bsa ",
            "C",
            "D",
            "c1d",
            "day ",
            "cycle ",
            "grade ",
            "-",
            "–",
            ".",
            ",",
            "/",
            " ",
            "x ULN",
            "ALT ",
            "%",
            " mcg",
            "~",
            "e",
            "±",
        ]
    ),
    st.text(_DIGITS, min_size=1, max_size=5),
)
_TEXTS = st.lists(_PIECES, max_size=14).map("".join)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
@example("70.5.3 kg")
@example("bsa 1.4 m2")
@example("７０ kg")
@example("1e3 kg")
@example("4－5 kg")
def test_random_text_never_yields_a_number_outside_the_grammar(text: str) -> None:
    for item in read(text).stated.values():
        if isinstance(item.value, Decimal):
            assert item.value.is_finite()
            assert item.value >= 0
            assert any(character in string.ascii_letters + string.digits for character in item.words)
            assert all(character.isascii() for character in item.words if character.isdecimal())


@settings(max_examples=200, deadline=None)
@given(
    st.from_regex(r"\A[0-9]{1,9}([.,][0-9]{1,5}){0,3}\Z"), st.sampled_from(["kg", " kg", " cm", " m2", " lb", "kg "])
)
def test_a_number_is_read_as_a_whole_or_not_at_all(number: str, unit: str) -> None:
    stated = read(f"{number}{unit}").stated
    for name in {"weight_kg", "height_cm", "bsa_m2"} & stated.keys():
        factor = Decimal("0.45359237") if unit == " lb" else Decimal(1)
        assert stated[name].value == Decimal(number.replace(",", ".")) * factor


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 99),
    st.sampled_from(["c1d{}", "cycle 1 day {}", "day {} of cycle 1", "C1 D{}"]),
    st.sampled_from(["", ".5", "-7", "/8", ",5"]),
)
def test_a_day_is_read_as_a_whole_or_not_at_all(day: int, form: str, tail: str) -> None:
    stated = read(form.format(f"{day}{tail}")).stated
    assert "day" not in stated or (stated["day"].value == day and not tail)


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_random_text_never_yields_a_grade_that_is_none(ward: Ward, text: str) -> None:
    for toxicity in toxicities(f"CRS {text}", ward.vocabulary):
        grades = [item.value for item in toxicity.inputs if item.name == "grade"]
        assert all(isinstance(grade, Decimal) and 0 <= grade <= 9 for grade in grades)
