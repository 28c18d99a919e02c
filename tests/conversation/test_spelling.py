"""Slips of the keyboard: a word that is none is read as the one word of the regimen that it can be."""

import pytest

from assistant.conversation.reading import read
from assistant.conversation.spelling import in_own_words, respelled
from assistant.conversation.ward import Ward


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cylce 4 day 15", "cycle 4 day 15"),
        ("gade 3 cytokine relase", "grade 3 cytokine release"),
        ("wieght 70 kg", "weight 70 kg"),
        ("capilary leak", "capillary leak"),
        ("siezure twice", "seizure twice"),
        ("blinatumomabb", "blinatumomab"),
        ("leukoencephalopaty", "leukoencephalopathy"),
        ("encephalopaty", "encephalopathy"),
        ("wihtout seizure", "without seizure"),
        ("CRSgr3", "CRS grade 3"),
        ("the paatient's weight", "the patient's weight"),
        ("how many viials", "how many vials"),
    ],
)
def test_a_slip_is_mended(ward: Ward, typed: str, meant: str) -> None:
    assert respelled(typed, ward.elsewhere.lexicon).text == meant


@pytest.mark.parametrize(
    "words",
    [
        "hypertension",
        "hypotension",
        "hypetension",
        "encephalopathy",
        "leukoencephalopathy",
        "vinblastine dose",
        "keppra and ramipril",
        "70 kgg",
        "44 kiols",
        "thre days",
        "Mr Johannson",
        "Johannson's line",
        "a dose of 9 mcgg",
    ],
)
def test_a_real_word_a_name_a_number_and_a_unit_stay(ward: Ward, words: str) -> None:
    assert respelled(words, ward.elsewhere.lexicon).text == words


def test_no_word_of_the_vocabulary_is_read_as_another(ward: Ward) -> None:
    words = " ".join(sorted(ward.vocabulary.words - ward.elsewhere.lexicon.plain_words.keys()))
    assert respelled(words, ward.elsewhere.lexicon).text == words


def test_what_is_read_is_shown_as_the_user_wrote_it(ward: Ward) -> None:
    spelling = respelled("70 kg, cylce 4", ward.elsewhere.lexicon)
    assert in_own_words(read(spelling.text), spelling).stated["cycle"].words == "cylce 4"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("abt 45kg", "about 45kg"),
        ("aproximately 45 kg", "approximately 45 kg"),
        ("pancreatitis confirmd", "pancreatitis confirmed"),
        ("took 8 days to resoolve", "took 8 days to resolve"),
        ("my huusband is on it", "my husband is on it"),
        ("preetend she is 45 kg", "pretend she is 45 kg"),
        ("give it intratecally", "give it intrathecally"),
        ("raised transaminses", "raised transaminases"),
        ("vincristne dose", "vincristine dose"),
        ("w/fever, w/o rash", "with fever, without rash"),
        ("grade 3 cytokine relase syndrome", "grade 3 CRS"),
        ("dose of Blincyto", "dose of blinatumomab"),
    ],
)
def test_doubt_denial_drugs_and_aims_are_read_through_slips_and_short_forms(ward: Ward, typed: str, meant: str) -> None:
    assert respelled(typed, ward.elsewhere.lexicon).text == meant


@pytest.mark.parametrize("words", ["is Blincyto the same as blinatumomab", "difference between dosage and dose"])
def test_two_words_that_are_told_apart_both_stay(ward: Ward, words: str) -> None:
    assert respelled(words, ward.elsewhere.lexicon).text == words


@pytest.mark.parametrize(
    "words", ["d/c the drip", "250 u/l", "5 qd", "inv and conf", "70 k", "prednisolone", "tocilizumab"]
)
def test_a_short_form_of_two_meanings_and_another_drug_stay(ward: Ward, words: str) -> None:
    assert respelled(words, ward.elsewhere.lexicon).text == words
