"""Facts in use: shown, changed in plain words, removed; a question back is answered by choosing; a new patient forgets."""

import pytest
from chatting import again, ask, keys, press, shown, start

from assistant.answering import replies
from assistant.ui import words

pytestmark = pytest.mark.usefixtures("ready")

DOSE = "What dose for a 44.96 kg patient, 150 cm, cycle 1 day 3?"


def change(app, place, value):
    """Type another value into the field of a chip or of a card, and apply it."""
    field = next(field for field in app.text_input if str(field.key).startswith(f"value-{place}-"))
    field.set_value(value)
    submit = next(button for button in app.button if f"form-{place}-" in str(button.proto.form_id) + "-")
    submit.click()
    return again(app)


def test_the_field_of_a_chip_holds_the_exact_value():
    app = ask(start(), DOSE)
    (field,) = [field for field in app.text_input if str(field.key).startswith("value-chip-weight_kg")]
    assert field.value == "44.96"
    assert field.label == "Weight (kg)"


def test_a_weight_changed_at_its_chip_is_a_turn_in_plain_words_with_a_new_result():
    app = change(ask(start(), DOSE), "chip-weight_kg", "70")
    assert "weight 70 kg" in shown(app)
    assert "9 mcg/day" in shown(app)
    assert len(app.chat_message) == 4


def test_an_input_changed_at_the_card_gives_a_new_result():
    app = change(ask(start(), DOSE), "0-day", "8")
    assert '<div class="question">day 8</div>' in shown(app)
    assert "full dose" in shown(app)


def test_a_default_can_be_changed_at_the_card():
    app = ask(start(), DOSE)
    choices = app.pills(key="choice-0-formula-1")
    assert choices.value == "Mosteller"
    choices.set_value("Haycock")
    again(app)
    assert "BSA formula: Haycock" in shown(app)
    assert "Haycock" in app.session_state["conversation"].turns[-1].answer.calculation["inputs"]["formula"].title()


def test_a_value_that_cannot_be_read_is_asked_for():
    app = change(ask(start(), DOSE), "chip-weight_kg", "about 50")
    assert app.session_state["conversation"].turns[-1].answer.kind == "clarify"


@pytest.mark.parametrize(("place", "typed"), [("chip-day", "3.5"), ("chip-weight_kg", "heavy"), ("chip-day", "3")])
def test_a_value_without_the_form_of_its_input_or_without_a_change_is_not_asked(place, typed):
    app = change(ask(start(), DOSE), place, typed)
    assert len(app.chat_message) == 2


def test_only_the_last_answer_can_be_changed():
    app = ask(ask(start(), DOSE), "weight 70 kg")
    cards = {str(field.key) for field in app.text_input if not str(field.key).startswith("value-chip-")}
    assert cards
    assert all(key.endswith("-2") for key in cards)


def test_a_fact_is_removed():
    app = press(ask(start(), DOSE), "fact-weight_kg")
    assert "fact-weight_kg" not in keys(app)
    assert "fact-day" in keys(app)
    assert len(app.chat_message) == 2


def test_a_new_patient_forgets_all_facts_and_the_turns_stay():
    app = press(ask(start(), DOSE), "new-patient")
    assert not [key for key in keys(app) if key.startswith("fact-")]
    assert replies.ACKNOWLEDGED["new_patient"] in shown(app)
    assert DOSE in shown(app)
    app = ask(app, "What dose for the patient on cycle 2 day 1?")
    assert app.session_state["conversation"].turns[-1].answer.missing


def test_a_choice_answers_a_question_back():
    app = ask(start(), "My 80 kg patient has CRS, what now?")
    assert words.CHOICES in shown(app)
    app = press(app, "choices-Grade 3")
    assert app.session_state["conversation"].turns[-1].answer.calculation["result"]["action"] == "hold"
    assert words.CHOICES not in shown(app)


def test_a_question_to_ask_next_is_asked():
    app = ask(start(), "Which premedication is recommended?")
    offered = next(key for key in keys(app) if key.startswith("follow-ups-"))
    app = press(app, offered)
    assert offered.removeprefix("follow-ups-") in shown(app)
    assert len(app.chat_message) == 4


def test_an_emergency_stands_above_the_rule():
    text = shown(ask(start(), "pt is seizing now, second seizure"))
    assert text.index(replies.EMERGENCY) < text.index("Discontinue")
