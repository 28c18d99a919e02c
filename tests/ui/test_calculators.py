import re

import pytest
from page_running import again, choose, run_page, shown, type_in

from assistant.calculators import CATALOGUE
from assistant.ui import page_words as words
from assistant.ui.library import library


def open_calculator(name):
    return run_page("calculators", calculator=name)


def figure(app):
    found = re.search(r'class="figure[^"]*">(.*?)</p>', shown(app))
    return re.sub(r"<[^>]+>", "", found[1]) if found else None


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_calculator_says_what_it_needs_before_anything_is_typed(name):
    app = open_calculator(name)
    assert words.NOTHING_YET in shown(app)
    assert 'class="result' not in shown(app)


def test_a_dose_appears_as_soon_as_its_inputs_are_typed():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="70", day="8")
    assert figure(app) == "28 mcg/day"
    assert "Cycle 1, day 8: fixed dose, full dose" in re.sub(r"<[^>]+>", "", shown(app))


def test_a_weight_just_below_the_limit_is_kept_exactly_and_asks_for_height():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="44.96", day="8")
    assert app.text_input(key="input-weight_kg").value == "44.96"
    assert words.NEEDED in shown(app)
    app = type_in(app, height_cm="150")
    assert figure(app) == "about 20.5305 mcg/day"
    assert "20.530465167647808" in shown(app)


def test_an_edit_leaves_no_result_of_the_old_inputs():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="70", day="7")
    assert figure(app) == "9 mcg/day"
    app = type_in(app, day="29")
    assert figure(app) == "No infusion"
    app = type_in(app, day="")
    assert words.NOTHING_YET in shown(app)
    assert "9 mcg/day" not in shown(app)


@pytest.mark.parametrize("typed", ["4O", "44,9", "45 kg", "~45", "1e2", "NaN", "４５", "-"])
def test_what_is_no_plain_number_is_refused_beside_its_field(typed):
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg=typed, day="8")
    assert '<p class="field-problem" role="alert">Weight must be a number' in shown(app)
    assert words.REFUSED in shown(app)
    assert "mcg/day" not in shown(app)


def test_an_implausible_weight_is_refused_beside_its_field():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="700", day="8")
    assert "Weight must lie between 2 and 350 kg" in shown(app)


def test_a_child_is_not_covered():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="70", day="8", age_years="17")
    assert figure(app) == words.REFUSED
    assert "The monograph covers adults" in shown(app)
    assert "28 mcg" not in shown(app)


def test_another_indication_is_not_covered():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="70", day="8")
    app.selectbox(key="input-indication").select("consolidation").run()
    assert figure(app) == words.REFUSED


def test_height_of_a_heavier_patient_is_neither_asked_nor_used():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="44", day="8")
    app = type_in(app, height_cm="150")
    app = type_in(app, weight_kg="70")
    assert figure(app) == "28 mcg/day"
    assert "150" not in shown(app)


def test_what_was_typed_serves_the_next_calculator_until_there_is_a_new_patient():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="70", day="8")
    app.session_state["calculator"] = "bsa"
    app = again(app)
    assert app.text_input(key="input-weight_kg").value == "70"
    app.button(key="new-patient").click()
    app = again(app)
    assert app.text_input(key="input-weight_kg").value == ""
    assert words.NOTHING_YET in shown(app)


def test_every_result_repeats_its_inputs_and_says_that_nobody_signed_the_rules():
    app = type_in(choose(open_calculator("infusion"), bag_hours="72"), weight_kg="70")
    assert figure(app) == "3.3 mL/h"
    text = re.sub(r"<[^>]+>", " ", shown(app))
    assert "Weight 70 kg" in " ".join(text.split())
    assert "Not clinically validated" in text


def test_the_seven_day_bag_needs_no_filter_and_says_so_in_capitals():
    app = choose(open_calculator("infusion"), bag_hours="168")
    assert "NOT required" in shown(app)


def test_a_toxicity_asks_only_for_what_decides_in_its_rows():
    app = open_calculator("modification")
    app.selectbox(key="input-toxicity").select("seizure").run()
    assert {field.key for field in app.text_input} >= {"input-seizures"}
    assert "input-grade" not in {group.key for group in app.button_group}
    app.selectbox(key="input-toxicity").select("crs").run()
    assert "input-seizures" not in {field.key for field in app.text_input}


def test_the_matching_row_and_weight_band_are_marked_in_words():
    app = open_calculator("modification")
    app.selectbox(key="input-toxicity").select("crs").run()
    assert words.THIS_ROW not in shown(app)
    app = type_in(choose(app, grade="3"), weight_kg="44")
    assert figure(app) == "Hold"
    rows = re.findall(r"<tr class=\"matches\" aria-current=\"true\">.*?</tr>", shown(app))
    assert len(rows) == 1
    assert words.THIS_ROW in rows[0]
    assert "Cytokine Release Syndrome" in rows[0]
    chosen = re.search(r'<td class="chosen">(.*?)</td>', rows[0])[1]
    assert words.THIS_BAND in chosen
    assert "mcg/m²/day" in chosen


def test_the_grid_shows_every_row_in_the_words_of_the_monograph():
    text = re.sub(r"<[^>]+>", "", shown(open_calculator("modification")))
    for words_of_row in ("If > 1 seizure occurs, discontinue.", "Consider discontinuing.", "Hold and investigate."):
        assert words_of_row in text


def test_one_seizure_is_not_stated():
    app = open_calculator("modification")
    app.selectbox(key="input-toxicity").select("seizure").run()
    assert figure(type_in(app, seizures="1")) == "Not stated in the monograph"
    assert figure(type_in(app, seizures="2")) == "Discontinue"


@pytest.mark.parametrize(("multiple", "says"), [("5", "Below the row's threshold"), ("5.01", "Hold")])
def test_the_liver_threshold_is_strict(multiple, says):
    assert figure(type_in(open_calculator("liver"), alt_x_uln=multiple)) == says


@pytest.mark.parametrize(("marrow", "says"), [("49", "Not indicated"), ("50", "Indicated")])
def test_the_prephase_begins_at_fifty_percent_of_blasts(marrow, says):
    assert figure(type_in(open_calculator("prephase"), marrow_blasts_percent=marrow)) == says


def test_a_schedule_has_a_chart_a_table_and_three_files():
    app = type_in(open_calculator("schedule"), weight_kg="70", start_date="2026-12-01")
    assert figure(app) == "5 cycles"
    assert "12 Jan 2027" in shown(app)
    assert len(app.get("download_button")) == 3
    assert len(app.get("vega_lite_chart")) == 1


def test_an_impossible_date_is_refused_beside_its_field():
    app = type_in(open_calculator("schedule"), weight_kg="70", start_date="2026-02-30")
    assert '<p class="field-problem" role="alert">First day must be a date' in shown(app)


def test_a_calculator_that_is_stopped_says_so_and_the_others_go_on(copied_corpus, monkeypatch):
    (copied_corpus / "rules" / "infusion.yaml").write_text("bags: broken", encoding="utf-8")
    monkeypatch.setenv("BLIN_CORPUS", str(copied_corpus))
    library.clear()
    try:
        stopped = choose(open_calculator("infusion"), bag_hours="72")
        assert "The calculator infusion is stopped" in shown(stopped)
        assert "mL/h" not in shown(stopped)
        assert figure(type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="70", day="8")) == "28 mcg/day"
    finally:
        library.clear()


def test_a_corpus_that_cannot_be_used_is_said_on_the_page(tmp_path, monkeypatch):
    monkeypatch.setenv("BLIN_CORPUS", str(tmp_path))
    library.clear()
    try:
        assert words.UNUSABLE in shown(run_page("calculators"))
    finally:
        library.clear()


def test_each_hint_stands_once_in_a_form():
    hints = re.findall(r'class="field-help">(.*?)</p>', shown(open_calculator("liver")))
    assert "How many times the upper limit of normal (ULN)." in hints
    assert len(hints) == len(set(hints))


def test_a_unit_that_the_label_names_is_not_said_twice():
    app = choose(open_calculator("modification"), toxicity="crs", grade="3")
    labels = [field.label for field in app.text_input]
    assert "Days held" in labels
    assert "Weight (kg)" in labels


def test_the_cells_of_a_quoted_row_are_read_with_a_dot_between_them():
    app = type_in(choose(open_calculator("dose"), cycle="1"), weight_kg="70", day="8")
    text = re.sub(r"<[^>]+>", "", shown(app))
    assert "blinatumomab · 28 mcg/day · IV continuous infusion" in text
    assert "blinatumomab | 28" not in text
