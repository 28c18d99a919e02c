"""Words of the ward: digits are kept, signs have one spelling, and a longer term wins over a shorter one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.elsewhere import load_elsewhere
from assistant.knowledge.errors import DataError
from assistant.knowledge.vocabulary import Vocabulary, load_vocabulary, mentions, tokens


def _concepts(text: str, vocabulary: Vocabulary) -> set[str]:
    return {mention.concept for mention in mentions(text, vocabulary)}


def test_grades_keep_their_digit() -> None:
    assert tokens("Grade 3 CRS") == ["grade", "3", "crs"]


def test_microgram_has_one_spelling() -> None:
    assert tokens("28 µg") == tokens("28 μg") == tokens("28 ug") == tokens("28 mcg") == tokens("28 micrograms")


def test_milligram_is_never_microgram() -> None:
    assert tokens("5 mg") != tokens("5 mcg")


def test_square_metres_are_no_number_two() -> None:
    assert "2" not in tokens("5 mcg/m²/day")


def test_comparators_are_kept() -> None:
    assert tokens("> 5 x ULN")[0] == ">"
    assert tokens("≥ 45 kg")[0] == "≥"


def test_footnote_marks_are_no_letters() -> None:
    assert tokens("appropriate.ᶜ") == tokens("appropriate.")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("can she have paracetamol", "antipyretic"),
        ("Tylenol?", "antipyretic"),
        ("cytokine storm", "crs"),
        ("she fitted twice", "seizure"),
        ("may he drive", "driving"),
        ("on warfarin", "narrow_index_drugs"),
        ("ALT 300", "liver"),
        ("DIC?", "dic"),
        ("septrin", "pjp_prophylaxis"),
        ("CAR T after this", "car_t"),
    ],
)
def test_ward_words_name_their_concept(text: str, concept: str, vocabulary: Vocabulary) -> None:
    assert concept in _concepts(text, vocabulary)


def test_a_car_is_not_a_car_t_cell_and_a_car_t_cell_is_no_car(vocabulary: Vocabulary) -> None:
    assert _concepts("take the car", vocabulary) == {"driving"}
    assert "driving" not in _concepts("CAR T therapy", vocabulary)


def test_plain_all_is_no_leukemia(vocabulary: Vocabulary) -> None:
    assert "b_all" not in _concepts("are all patients monitored", vocabulary)
    assert "b_all" in _concepts("relapsed ALL", vocabulary)


def test_a_term_with_two_meanings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.yaml"
    path.write_text("- {id: one, kind: drug, terms: [same]}\n- {id: two, kind: drug, terms: [Same]}", encoding="utf-8")
    with pytest.raises(DataError, match="stands for 'one' and 'two'"):
        load_vocabulary(path)


def test_a_concept_without_its_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.yaml"
    path.write_text("- {id: one, kind: mood, terms: [same]}", encoding="utf-8")
    with pytest.raises(DataError):
        load_vocabulary(path)


def test_a_concept_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.yaml"
    path.write_text("- {id: one, kind: drug, terms: [a]}\n- {id: one, kind: drug, terms: [b]}", encoding="utf-8")
    with pytest.raises(DataError, match="stands twice"):
        load_vocabulary(path)


@given(text=st.text())
def test_any_text_has_tokens(text: str) -> None:
    assert all(token and token == token.lower() for token in tokens(text))


@pytest.mark.parametrize(
    "foreign", ["pembrolizumab", "some newtinib", "R-CHOP", "hyper-CVAD", "CML", "breast cancer", "vancomycin"]
)
def test_names_that_the_corpus_does_not_cover_are_foreign(
    foreign: str, corpus: Corpus, vocabulary: Vocabulary, corpus_folder: Path
) -> None:
    elsewhere = load_elsewhere(corpus_folder / "elsewhere.yaml", corpus.passages.values(), vocabulary)
    assert elsewhere.names_in(f"what about {foreign} then")


@pytest.mark.parametrize(
    "home",
    ["blinatumomab", "tocilizumab", "anakinra", "warfarin", "inotuzumab", "cytarabine", "aciclovir", "dexamethasone"],
)
def test_names_that_a_document_uses_are_at_home(
    home: str, corpus: Corpus, vocabulary: Vocabulary, corpus_folder: Path
) -> None:
    elsewhere = load_elsewhere(corpus_folder / "elsewhere.yaml", corpus.passages.values(), vocabulary)
    assert elsewhere.names_in(f"what about {home} then") == ()


def test_foreign_names_without_their_form_are_refused(
    copied_corpus: Path, corpus: Corpus, vocabulary: Vocabulary, change: Callable[[Path, str, str], None]
) -> None:
    change(copied_corpus / "elsewhere.yaml", "regimens:", "regimes:")
    with pytest.raises(DataError):
        load_elsewhere(copied_corpus / "elsewhere.yaml", corpus.passages.values(), vocabulary)
