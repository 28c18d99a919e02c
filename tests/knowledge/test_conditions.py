"""A condition holds for what leads an answer, and for a calculation by what was asked of it."""

from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.conditions import Asking, Calculated, Place
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry, facets_in
from assistant.knowledge.vocabulary import Vocabulary

_SEIZURE = Place(source="monograph", section="Dose Modifications", holding="seizure occurs")


def _inquiry(question: str, corpus: Corpus, vocabulary: Vocabulary) -> Inquiry:
    return Inquiry(aspects_of(question, vocabulary), facets_in(question, corpus.registers.facets))


def test_a_leading_place_counts_for_the_first_statement_alone(corpus: Corpus, vocabulary: Vocabulary) -> None:
    condition = Asking(leading=(_SEIZURE,))
    asked = _inquiry("anything", corpus, vocabulary)
    seizure = next(passage for passage in corpus.passages.values() if _SEIZURE.holds(passage))
    other = next(passage for passage in corpus.passages.values() if not _SEIZURE.holds(passage))
    assert condition.holds(asked, [seizure, other])
    assert not condition.holds(asked, [other, seizure])
    assert not condition.holds(asked, [])


def test_a_calculation_is_read_by_what_is_asked_of_it(corpus: Corpus, vocabulary: Vocabulary) -> None:
    condition = Calculated(calculator="modification", asking=("end_of_hold",))
    until = _inquiry("until when do we hold?", corpus, vocabulary)
    dose = _inquiry("at which dose do we resume?", corpus, vocabulary)
    assert condition.holds("modification", {}, until)
    assert not condition.holds("modification", {}, dose)
    assert not condition.holds("dose", {}, until)


def test_an_unnamed_question_asks_for_nothing_in_particular(corpus: Corpus, vocabulary: Vocabulary) -> None:
    assert not Calculated(calculator="modification", asking=("end_of_hold",)).holds(
        "modification", {}, _inquiry("grade 3 CRS", corpus, vocabulary)
    )
