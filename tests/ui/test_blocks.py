import re
from html import unescape

import pytest

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Conflict, Side, Versions
from assistant.answering.pipeline import ask
from assistant.ui.blocks import blocks
from assistant.ui.turn import block_html

VERSIONS = Versions("1", "c", "none", "i")
STANDINGS = {"monograph": "authority", "summary": "background"}


def citation(n, source="monograph", quote="words"):
    return Citation(n, source, "Section", quote, 0, 5)


def html_of(answer, turn=1):
    return "".join(block_html(block, with_inputs=True) for block in blocks(answer, turn, STANDINGS))


def visible(html):
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_documents_words_stand_apart_from_ours():
    answer = Answer("answer", "**Grade 3**\n\n“Hold.” [1]", VERSIONS, citations=(citation(1),))
    ours, theirs = blocks(answer, 1, STANDINGS)
    assert ours.kind == "ours"
    assert 'class="label"' in ours.html
    assert theirs.kind == "authority"
    assert "“Hold.”" in theirs.html


def test_a_quote_of_the_summary_is_background():
    answer = Answer("answer", "“Hold.” [1]", VERSIONS, citations=(citation(1, "summary"),))
    assert [block.kind for block in blocks(answer, 1, STANDINGS)] == ["background"]


def test_a_quote_of_an_unknown_document_is_background():
    answer = Answer("answer", "“Hold.” [1]", VERSIONS, citations=(citation(1, "elsewhere"),))
    assert [block.kind for block in blocks(answer, 1, STANDINGS)] == ["background"]


def test_every_marker_is_a_link_to_its_own_citation():
    answer = Answer("answer", "“Hold.” [1][2]", VERSIONS, citations=(citation(1), citation(2)))
    assert re.findall(r'href="#cite-(\d+-\d+)">\[(\d)\]', html_of(answer, 7)) == [("7-1", "1"), ("7-2", "2")]


def test_a_marker_in_words_of_ours_is_a_link_too():
    answer = Answer("answer", "See [1] for more.", VERSIONS, citations=(citation(1),))
    assert 'See <a href="#cite-2-1">[1]</a> for more.' in html_of(answer, 2)


def test_an_escaped_marker_is_no_link():
    answer = Answer("answer", r"See \[1\] for more.", VERSIONS, citations=(citation(1),))
    assert "See [1] for more." in html_of(answer)


def test_a_comparator_at_the_start_of_a_quote_is_shown():
    answer = Answer("answer", r"“\> 1 seizure \<b\>” [1]", VERSIONS, citations=(citation(1),))
    assert "&gt; 1" in html_of(answer)
    assert "<b>" not in html_of(answer)


def test_markup_in_words_of_ours_is_shown_and_does_nothing():
    answer = Answer("clarify", "“<script>x</script>” is not one value.", VERSIONS, missing=("weight_kg",))
    assert "<script>" not in html_of(answer)
    assert "<script>x</script>" in visible(html_of(answer))


def test_companions_stand_beside_what_answers():
    text = "“Hold.” [1]\n\nRead with it:\n\n- “One.” [2]\n- “Two.” [3]"
    answer = Answer("answer", text, VERSIONS, citations=tuple(citation(n) for n in (1, 2, 3)))
    assert [(block.kind, block.beside) for block in blocks(answer, 1, STANDINGS)] == [
        ("authority", False),
        ("ours", False),
        ("authority", True),
    ]


def test_a_disagreement_shows_both_sides_labelled_and_which_is_followed():
    conflict = Conflict("unit", "mg for mcg.", (Side("summary", "S", "5 mg"), Side("monograph", "S", "5 mcg")))
    text = (
        "“5 mg” [1]\n\n**The documents differ.** mg for mcg.\n\n- The unreviewed summary says: “5 mg”\n"
        "- The monograph says: “5 mcg”\n\n*Followed: the monograph. Check it.*"
    )
    answer = Answer("answer", text, VERSIONS, citations=(citation(1, "summary", "5 mg"),), conflicts=(conflict,))
    quote, told = blocks(answer, 1, STANDINGS)
    assert "see the note below" in quote.html
    assert told.kind == "conflicts"
    monograph, summary = told.html.split('<div class="side other-side">')
    assert "5 mcg" in monograph
    assert replies.MONOGRAPH_SAYS in monograph
    assert "5 mg" in summary
    assert replies.SUMMARY_SAYS in summary
    assert "Followed: the monograph. Check it." in visible(summary)


def test_a_silent_side_says_that_it_is_silent():
    conflict = Conflict("gap", "Only one speaks.", (Side("summary", "S", "5 mg"),))
    text = "**The documents differ.** Only one speaks.\n\n- The monograph is silent.\n- The unreviewed summary says: “5 mg”"
    (told,) = blocks(Answer("answer", text, VERSIONS, conflicts=(conflict,)), 1, STANDINGS)
    assert replies.MONOGRAPH_SILENT in told.html


def test_warnings_stand_together_under_a_title():
    answer = Answer("answer", "**Take care.**\n\n**And more.**", VERSIONS, warnings=("Take care.", "And more."))
    (warned,) = blocks(answer, 1, STANDINGS)
    assert warned.kind == "warnings"
    assert warned.html.count("<li>") == 2


def test_an_emergency_comes_first_and_is_an_alert(loaded):
    first = blocks(ask(loaded.assistant, "pt is seizing now, second seizure"), 1, STANDINGS)[0]
    assert first.kind == "emergency"
    assert 'role="alert"' in first.html


def test_what_ended_treatment_is_as_large_as_an_emergency_above_the_dose(loaded):
    answer = ask(loaded.assistant, "Grade 4 CRS last cycle, 70 kg, dose for cycle 2 day 1?")
    told, quote, card, *_ = blocks(answer, 1, STANDINGS)
    assert told.kind == "emergency"
    assert 'role="alert"' in told.html
    assert visible(told.html).strip().startswith("Discontinue — Cytokine release syndrome (CRS)")
    assert (quote.kind, card.kind) == ("authority", "card")


def test_the_result_of_a_calculation_stands_first_with_steps_and_quotes_folded(loaded):
    (card, *_) = blocks(ask(loaded.assistant, "Dose for a 70 kg patient, cycle 1 day 3"), 1, STANDINGS)
    assert card.kind == "card"
    assert "9 mcg/day" in visible(card.html)
    assert [origin["name"] for origin in card.origins] == ["weight_kg", "cycle", "day", "indication"]
    assert card.below.count("<details>") == 2


def test_the_row_that_decides_on_a_toxicity_is_not_folded(loaded):
    (card, *_) = blocks(ask(loaded.assistant, "My 80 kg patient has grade 3 CRS"), 1, STANDINGS)
    opened = card.below.partition("<details>")[0]
    assert "Restart at" in visible(opened)


def test_a_row_that_says_the_same_of_both_bands_is_quoted_once_with_both_markers(loaded):
    (card, *_) = blocks(ask(loaded.assistant, "two seizures"), 1, STANDINGS)
    assert visible(card.below).count("seizure occurs, discontinue.”") == 1
    assert 'href="#cite-1-2"' in card.below.partition("<details>")[0]


def test_a_schedule_is_a_table_by_date(loaded):
    (card, *_) = blocks(ask(loaded.assistant, "Schedule for 82 kg starting 2027-01-04"), 1, STANDINGS)
    assert "2027-01-11 to 2027-01-31" in visible(card.below.partition("<details>")[0])


@pytest.mark.parametrize(
    "question",
    [
        "grade 3 CRS",
        "two seizures",
        "What did the TOWER trial show?",
        "capital of France",
        "Dose for 40 kg, 150 cm, cycle 1 day 3",
        "Dose for a child of 30 kg",
        "Grade 3 CRS and LFTs 6 x ULN in my 70 kg patient",
        "Where do the documents differ?",
        "Schedule for 82 kg starting 2027-01-04",
        "recommended dose in the pediatric phase I/II trial in the AI summary",
    ],
)
def test_no_word_of_a_real_answer_is_lost(loaded, question):
    answer = ask(loaded.assistant, question)
    text = re.sub(r"^\d+\. ", "", answer.text, flags=re.MULTILINE)  # a list numbers its own items
    missing = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", visible(html_of(answer))))
    missing -= {replies.INPUTS, replies.STEPS}  # the page draws these labels itself
    assert not missing


def test_the_unit_error_is_never_shown_without_its_correction(loaded):
    answer = ask(loaded.assistant, "recommended dose in the pediatric phase I/II trial in the AI summary")
    shown = visible(html_of(answer))
    assert "5 mg/m²/day" in shown
    assert "1,000-fold unit error" in shown
