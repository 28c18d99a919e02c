import pytest

from assistant.answering.inputs_shown import facts_of
from assistant.answering.pipeline import respond
from assistant.conversation.memory import EMPTY
from assistant.ui.plain_words import can_be_changed, change_in_words, choices_of, label_with_unit, typed_value

DOSE = "Dose for a 54 year old patient of 44 kg, 150 cm tall, cycle 1 day 3"
SCHEDULE = "Schedule for 70 kg starting 2027-01-04, 3 cycles"
NEUROTOXICITY = "My 80 kg patient has grade 3 neurotoxicity on the full dose, it resolved after 4 days, held for 5 days"


@pytest.mark.parametrize(
    ("before", "name", "typed", "after"),
    [
        (DOSE, "weight_kg", "44.9", "44.9 kg"),
        (DOSE, "weight_kg", "99 lb", "44.90564463 kg"),
        (DOSE, "height_cm", "160", "160 cm"),
        (DOSE, "age_years", "60", "60 years"),
        (DOSE, "cycle", "2", "2"),
        (DOSE, "day", "9", "9"),
        (DOSE, "formula", "Du Bois", "Du Bois"),
        (DOSE, "indication", "consolidation", "Consolidation"),
        ("Dose for 40 kg, BSA 1.3 m2, cycle 2 day 3", "bsa_m2", "1.4", "1.4 m²"),
        (SCHEDULE, "start_date", "2027-02-01", "2027-02-01"),
        (SCHEDULE, "cycles", "4", "4"),
        ("Infusion rate of a 72-hour bag", "bag_hours", "96", "96 hours"),
        (NEUROTOXICITY, "grade", "4", "4"),
        (NEUROTOXICITY, "days_to_resolve", "6", "6 days"),
        (NEUROTOXICITY, "days_held", "8", "8 days"),
        (NEUROTOXICITY, "toxicity", "Seizure", "Seizure"),
        ("Two seizures in my 70 kg patient", "seizures", "3", "3"),
        ("ALT 6 x ULN in my 70 kg patient", "alt_x_uln", "4", "4 x ULN"),
        ("Marrow blasts 60%, is prephase indicated?", "marrow_blasts_percent", "40", "40%"),
    ],
)
def test_a_change_is_understood_as_the_new_value_of_that_fact_alone(loaded, before, name, typed, after):
    first = respond(loaded.assistant, before, EMPTY)
    second = respond(loaded.assistant, change_in_words(name, typed), first.conversation)
    held = {fact.name: fact.value for fact in facts_of(first.conversation)}
    changed = {fact.name: fact.value for fact in facts_of(second.conversation)}
    assert changed[name] == after
    lost = set(held) - set(changed)
    assert lost <= ({"days_to_resolve", "days_held", "dose_step"} if name == "toxicity" else set())


@pytest.mark.parametrize("choice", ["initial dose step", "full dose"])
def test_a_dose_step_is_chosen_in_words_that_are_understood(loaded, choice):
    assert choice in choices_of("dose_step")
    first = respond(loaded.assistant, NEUROTOXICITY.replace("full dose", "initial dose step"), EMPTY)
    second = respond(loaded.assistant, change_in_words("dose_step", choice), first.conversation)
    assert second.conversation.value("dose_step") == choice.split()[0]


def test_what_was_typed_with_a_unit_of_its_own_keeps_it():
    assert change_in_words("weight_kg", "99 lb") == "weight 99 lb"
    assert change_in_words("weight_kg", " 44.90 ") == "weight 44.90 kg"


def test_the_unit_stands_beside_the_field_and_not_in_it():
    assert label_with_unit("weight_kg", "Weight") == "Weight (kg)"
    assert typed_value("weight_kg", "44.96 kg") == "44.96"
    assert label_with_unit("grade", "Grade") == "Grade"


def test_what_cannot_be_said_in_words_is_not_offered():
    assert not can_be_changed("confirmed")
    assert not can_be_changed("icans")
