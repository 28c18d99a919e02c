"""What a clinician asks, and what must and must not be said."""

from dataclasses import replace

import pytest

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, ask, build_pipeline
from assistant.retrieval.errors import EmbeddingError

TABLE = "Dose Modifications > Dosage with toxicity > "
BANDS = ("Patients >= 45 kg", "Patients < 45 kg")


def _cited(answer: Answer) -> dict[str, str]:
    return {citation.section: citation.quote for citation in answer.citations}


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize(
    ("question", "row", "begins"),
    [
        ("What should I do for grade 4 neurotoxicity?", "Neurotoxicity (including ICANS) > Grade 4", "Discontinue."),
        ("grade 4 CRS", "Cytokine Release Syndrome > Grade 4", "Discontinue."),
        (
            "LFTs over 5 times ULN",
            "LFTs > 5 x ULN or bilirubin > 3 x ULN",
            "Hold until recovery to ≤ Grade 1. Consider",
        ),
        ("two seizures", "Neurotoxicity (including ICANS) > Seizure", "If > 1 seizure occurs, discontinue."),
    ],
)
def test_displaced_rows_answer_from_their_true_row_in_each_weight_band(
    question: str, row: str, begins: str, band: str, assistant: Assistant
) -> None:
    answer = ask(assistant, question)
    assert answer.kind == "calculation"
    assert _cited(answer)[f"{TABLE}{row} > {band}"].startswith(begins)


@pytest.mark.parametrize("question", ["grade 4 CRS", "grade 3 CRS what now", "cytokine storm grade 4", "severe CRS"])
def test_an_answer_on_crs_never_speaks_of_seizures_or_a_14_day_limit_or_a_ban_on_tocilizumab(
    question: str, assistant: Assistant
) -> None:
    text = plain(ask(assistant, question).text).lower()
    for wrong in ("seizure", "14 days", "tocilizumab"):
        assert wrong not in text


def test_an_answer_on_liver_tests_is_a_hold_and_never_grade_4_discontinue(assistant: Assistant) -> None:
    answer = ask(assistant, "LFTs over 5 times ULN")
    assert not any("Grade 4" in section for section in _cited(answer))
    assert "Hold until recovery" in plain(answer.text)


def test_a_general_dose_question_is_answered_for_both_bands_with_every_step_and_the_maximum(
    assistant: Assistant,
) -> None:
    text = plain(ask(assistant, "what is the dose in cycle 1?").text)
    for said in ("9 mcg/day", "28 mcg/day", "5 mcg/m²/day", "15 mcg/m²/day", "Maximum dose 9 mcg/day", replies.SCOPE):
        assert said in text


def test_a_weight_in_the_question_keeps_the_other_band_out(assistant: Assistant) -> None:
    text = plain(ask(assistant, "grade 3 CRS restart dose, she is 44.9 kg").text)
    assert "5 mcg/m²/day" in text
    assert "9 mcg/day" not in text


def test_a_restart_after_grade_3_neurotoxicity_comes_with_its_dexamethasone_and_its_limits(
    assistant: Assistant,
) -> None:
    text = plain(ask(assistant, "grade 3 neurotoxicity").text)
    for said in (
        "up to 24 mg dexamethasone with a 4-day taper",
        "takes more than 7 days to resolve",
        "start a new cycle",
    ):
        assert said in text


@pytest.mark.parametrize(
    "question", ["do we need a filter for the 7-day bag", "rate for the 7 day bag", "168 h bag rate"]
)
def test_every_7_day_bag_answer_names_the_22_kg_precaution(question: str, assistant: Assistant) -> None:
    assert "patients weighing < 22 kg" in plain(ask(assistant, question).text)


def test_the_filter_rule_keeps_its_negation(assistant: Assistant) -> None:
    answer = ask(assistant, "filter for a 7-day bag?")
    assert answer.citations[0].quote.startswith("An in-line filter is NOT required for a 7-day bag")


@pytest.mark.parametrize("question", ["filter?", "do I need an in-line filter", "filter for the 48h bag"])
def test_the_filter_rule_is_never_told_by_half(question: str, assistant: Assistant) -> None:
    text = plain(ask(assistant, question).text)
    assert "for 24h, 48h, 72h, or 96h infusions" in text
    assert "is NOT required for a 7-day bag" in text


@pytest.mark.parametrize(
    "question", ["may I flush the line", "can I not flush the line", "so I flush the line when it is done?"]
)
def test_the_ban_on_flushing_is_whole_however_it_is_asked(question: str, assistant: Assistant) -> None:
    assert "DO NOT flush infusion lines into the patient" in plain(ask(assistant, question).text)


def test_the_unit_error_is_shown_only_with_its_correction(assistant: Assistant) -> None:
    answer = ask(assistant, "recommended dose in the pediatric phase I/II trial according to the article")
    text = plain(answer.text)
    assert "5 mg/m²/day for first 7 days" in text
    assert "1,000-fold unit error" in text
    conflict = next(conflict for conflict in answer.conflicts if conflict.id == "C23")
    assert conflict.summary in text
    assert all(side.quote in text for side in conflict.sides)


@pytest.mark.parametrize(
    "question",
    [
        "grade 3 neurotoxicity restart",
        "escalate after neurotoxicity resolves",
        "neuro symptoms at 9 mcg keep going?",
        "who gets dexamethasone premed",
        "one seizure permanently discontinue?",
    ],
)
def test_the_summary_never_answers_what_only_the_monograph_decides(question: str, assistant: Assistant) -> None:
    for citation in ask(assistant, question).citations:
        assert not citation.section.startswith("Dosage Modifications for Adverse Reactions")
        assert "maintain 9" not in citation.quote
        assert "high disease burden" not in citation.quote


def test_background_alone_is_labelled_and_warned_of(assistant: Assistant) -> None:
    answer = ask(assistant, "what is nelarabine for")
    assert {citation.source for citation in answer.citations} == {"summary"}
    assert replies.BACKGROUND in plain(answer.text)
    assert replies.BACKGROUND_ONLY in answer.warnings
    assert replies.BACKGROUND_ONLY in plain(answer.text)


@pytest.mark.parametrize(
    "question", ["what is the capital of France", "vancomycin trough for MRSA", "R-CHOP cycle length", "write a poem"]
)
def test_another_topic_is_declined_with_the_nearest_sections(question: str, assistant: Assistant) -> None:
    answer = ask(assistant, question)
    assert (answer.kind, answer.reason) == ("abstain", "out_of_scope")
    assert answer.citations == ()
    assert replies.NEAREST in answer.text


@pytest.mark.parametrize(
    "words", ["", "   ", "\n\t", "\x00\x01\x02", "\u200b\u200b", "\ud800\ud801", "????", "x" * 100_000, " " * 100_000]
)
def test_what_cannot_be_read_gets_a_clear_reply_without_a_dose(words: str, assistant: Assistant) -> None:
    answer = ask(assistant, words)
    assert answer.kind == "abstain"
    assert "mcg" not in answer.text
    assert len(answer.text) < 400


def test_a_question_with_stray_control_characters_is_still_answered(assistant: Assistant) -> None:
    assert ask(assistant, "which pre\u200bmedication\x07 ?").kind == "answer"


def test_nothing_of_the_users_text_comes_back(assistant: Assistant) -> None:
    for words in (
        '<script>alert("x")</script> dose?',
        "![x](http://evil.example/a.png) grade 4 CRS",
        "[a](http://b) zzz",
    ):
        text = ask(assistant, words).text
        assert "evil" not in text
        assert "<script" not in text
        assert "http" not in text


def test_every_marker_leads_to_a_citation_and_every_quote_is_verbatim(assistant: Assistant) -> None:
    answer = ask(assistant, "premedication")
    for citation in answer.citations:
        document = assistant.corpus.documents[citation.source]
        assert document.text[citation.start : citation.end] == citation.quote
        assert f"[{citation.n}]" in answer.text


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    assert ask(assistant, "grade 3 CRS") == ask(assistant, "grade 3 CRS")


def test_a_failing_model_leaves_lexical_search_and_says_so(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> list[float]:
        raise EmbeddingError("no model")

    monkeypatch.setattr(assistant.embeddings, "embed_query", fail)
    answer = ask(assistant, "is an in-line filter needed for a 48 h bag")
    assert replies.LEXICAL_ONLY in answer.warnings
    assert any("in-line filter" in citation.quote for citation in answer.citations)


def test_without_an_index_words_alone_are_searched_and_the_answer_says_so(assistant: Assistant) -> None:
    lexical = replace(assistant, index=replace(assistant.index, vectors=None))
    answer = ask(lexical, "is an in-line filter needed for a 48 h bag")
    assert replies.LEXICAL_ONLY in plain(answer.text)
    assert answer.versions.index == "none"


def test_a_fault_inside_is_told_with_a_reference_and_no_answer(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_: str) -> list[float]:
        raise ZeroDivisionError

    monkeypatch.setattr(assistant.embeddings, "embed_query", break_down)
    answer = ask(assistant, "is an in-line filter needed for a 48 h bag")
    assert answer.kind == "abstain"
    assert answer.text.startswith("Something went wrong inside the assistant")
    assert "Discontinue" not in answer.text


def test_the_pipeline_is_a_langchain_runnable_of_named_steps(assistant: Assistant) -> None:
    steps = [step.name for step in build_pipeline(assistant).steps]  # type: ignore[attr-defined]
    assert steps == ["understand", "calculate", "retrieve", "weigh", "extract", "compose", "ground"]
