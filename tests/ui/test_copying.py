from assistant.answering import replies
from assistant.answering.pipeline import ask
from assistant.ui.copying import copy_text

SEIZURES = "seizure occurs, discontinue?"


def test_a_copied_answer_stands_on_its_own(loaded):
    answer = ask(loaded.assistant, SEIZURES)
    text = copy_text("two\nseizures", answer, loaded.assistant.corpus)
    assert text.startswith("Question: two seizures\n")
    assert "“If > 1 seizure occurs, discontinue.” [1][2]" in text
    assert (
        "[1] Regimen monograph (Authority), Dose Modifications › Dosage with toxicity › Neurotoxicity (including ICANS)"
        " › Seizure › Patients ≥ 45 kg, September 2025" in text
    )
    assert replies.NOT_A_SUBSTITUTE in text
    assert f"corpus {answer.versions.corpus}" in text


def test_no_escape_and_no_link_is_copied(loaded):
    answer = ask(loaded.assistant, "LFTs over 5 times ULN")
    text = copy_text("q", answer, loaded.assistant.corpus)
    assert "\\" not in text
    assert "#cite" not in text
    assert "LFTs > 5 x ULN or bilirubin > 3 x ULN" in text
