import re

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Conflict, Side, Versions
from assistant.answering.pipeline import ask
from assistant.ui.blocks import blocks

VERSIONS = Versions("1", "c", "none", "i")
STANDINGS = {"monograph": "authority", "summary": "background"}


def citation(n, source="monograph", quote="words"):
    return Citation(n, source, "Section", quote, 0, 5)


def test_documents_words_stand_apart_from_ours():
    answer = Answer("answer", "**Grade 3**\n\n“Hold.” [1]", VERSIONS, citations=(citation(1),))
    ours, theirs = blocks(answer, 1, STANDINGS)
    assert (ours.kind, ours.text) == ("ours", "**Grade 3**")
    assert theirs.kind == "authority"
    assert "“Hold.”" in theirs.text


def test_a_quote_of_the_summary_is_background():
    answer = Answer("answer", "“Hold.” [1]", VERSIONS, citations=(citation(1, "summary"),))
    assert [block.kind for block in blocks(answer, 1, STANDINGS)] == ["background"]


def test_a_quote_of_an_unknown_document_is_background():
    answer = Answer("answer", "“Hold.” [1]", VERSIONS, citations=(citation(1, "elsewhere"),))
    assert [block.kind for block in blocks(answer, 1, STANDINGS)] == ["background"]


def test_every_marker_is_a_link_to_its_own_citation():
    answer = Answer("answer", "“Hold.” [1][2]", VERSIONS, citations=(citation(1), citation(2)))
    assert re.findall(r'href="#cite-(\d+-\d+)">\[(\d)\]', blocks(answer, 7, STANDINGS)[0].text) == [
        ("7-1", "1"),
        ("7-2", "2"),
    ]


def test_a_marker_in_words_of_ours_is_a_link_too():
    answer = Answer("answer", "See [1] for more.", VERSIONS, citations=(citation(1),))
    assert blocks(answer, 2, STANDINGS)[0].text == r"See [\[1\]](#cite-2-1) for more."


def test_a_comparator_at_the_start_of_a_quote_is_shown():
    answer = Answer("answer", r"“\> 1 seizure \<b\>” [1]", VERSIONS, citations=(citation(1),))
    assert "“<span" in blocks(answer, 1, STANDINGS)[0].text
    assert "&gt; 1" in blocks(answer, 1, STANDINGS)[0].text
    assert "<b>" not in blocks(answer, 1, STANDINGS)[0].text


def test_companions_stand_beside_what_answers():
    text = "“Hold.” [1]\n\nRead with it:\n\n- “One.” [2]\n- “Two.” [3]"
    answer = Answer("answer", text, VERSIONS, citations=tuple(citation(n) for n in (1, 2, 3)))
    assert [(block.kind, block.beside) for block in blocks(answer, 1, STANDINGS)] == [
        ("authority", False),
        ("ours", False),
        ("authority", True),
    ]


def test_a_disagreement_and_its_sides_are_one_caution_and_the_quote_says_so():
    conflict = Conflict("unit", "mg for mcg.", (Side("summary", "S", "5 mg"), Side("monograph", "S", "5 mcg")))
    text = "“5 mg” [1]\n\n**Error.** mg for mcg.\n\n- Summary: “5 mg”\n- Monograph: “5 mcg”"
    answer = Answer("answer", text, VERSIONS, citations=(citation(1, "summary", "5 mg"),), conflicts=(conflict,))
    quote, caution = blocks(answer, 1, STANDINGS)
    assert "see the note below" in quote.text
    assert caution.kind == "caution"
    assert "Monograph: “5 mcg”" in caution.text


def test_a_warning_is_a_caution():
    answer = Answer("answer", "**Take care.**", VERSIONS, warnings=("Take care.",))
    assert blocks(answer, 1, STANDINGS)[0].kind == "caution"


def test_no_word_of_a_real_answer_is_lost(loaded):
    for question in ("grade 3 CRS", "two seizures", "What did the TOWER trial show?", "capital of France"):
        answer = ask(loaded.assistant, question)
        drawn = " ".join(block.text for block in blocks(answer, 1, STANDINGS))
        visible = re.sub(r"<[^>]+>|&\w+;|\(#cite-[\d-]+\)", " ", drawn)
        missing = set(re.findall(r"\w+", answer.text)) - set(re.findall(r"\w+", visible))
        missing -= {replies.INPUTS, replies.STEPS}  # the page draws these labels itself
        assert not missing
