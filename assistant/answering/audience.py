"""For whom an answer is shown. A trainee's has additions beside it; the answer itself is the same for everyone.

Additions are made from a finished answer and never go back into it: its text, citations, calculations, conflicts and gaps
cannot depend on who reads them.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation
from assistant.answering.markdown import plain
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import Disabled
from assistant.knowledge.glossary import Term
from assistant.knowledge.passages import Passage

Audience = Literal["clinician", "trainee"]

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@dataclass(frozen=True)
class SectionNote:
    """In what a cited passage stands. n, source, section: of the citation; kind: of the section; form: of the passage."""

    n: int
    source: str
    section: str
    kind: str
    form: str


@dataclass(frozen=True)
class TermNote:
    """A term of the answer in plain words. source: what the meaning rests on; quote: the document's words, where it is one."""

    term: str
    means: str
    source: str
    quote: str | None


@dataclass(frozen=True)
class Additions:
    """What a trainee sees beside an answer: a note on each cited passage, and the answer's terms."""

    sections: tuple[SectionNote, ...] = ()
    terms: tuple[TermNote, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the additions as lists of fields."""
        return {name: list(notes) for name, notes in asdict(self).items()}


NONE = Additions()


def additions(answer: Answer, audience: Audience, corpus: Corpus, off: Disabled) -> Additions:
    """Return what is shown beside an answer: nothing for a clinician, nor beside an answer that cites nothing.

    off: what is switched off; a passage that is explains no term.
    """
    if audience == "clinician" or not answer.citations:
        return NONE
    notes = tuple(_section_note(citation, corpus) for citation in answer.citations)
    found = corpus.glossary.terms_in("\n".join(_words_shown(answer)))
    shown = (term for term in found if term.quote is None or term.quote.passage not in off.passages)
    return Additions(notes, tuple(_term_note(term, corpus) for term in shown))


def with_additions(answer: Answer, beside: Additions) -> dict[str, Any]:
    """Return an answer's JSON, with the one optional field `trainee` where there is something beside it."""
    form = answer.as_json()
    return form if beside == NONE else {**form, "trainee": beside.as_json()}


def _words_shown(answer: Answer) -> Iterator[str]:
    yield plain(answer.text)
    yield from (citation.section for citation in answer.citations)


def _section_note(citation: Citation, corpus: Corpus) -> SectionNote:
    passage = _cited(citation, corpus)
    kind = corpus.glossary.kind_of(passage) if passage else None
    label = corpus.documents[citation.source].source.label
    form = replies.PASSAGE_FORMS[passage.kind] if passage else replies.WORDS_OF_A_DOCUMENT
    return SectionNote(
        citation.n, citation.source, citation.section, kind or replies.SECTION_OF.format(document=label), form
    )


def _cited(citation: Citation, corpus: Corpus) -> Passage | None:
    """Return the passage that a citation quotes, the one of the very same words before one that holds or touches them."""
    near = [
        passage
        for passage in corpus.passages.values()
        if passage.source == citation.source and passage.start < citation.end and citation.start < passage.end
    ]
    same = (passage for passage in near if (passage.start, passage.end) == (citation.start, citation.end))
    return next(same, next(iter(near), None))


def _term_note(term: Term, corpus: Corpus) -> TermNote:
    if term.quote is None:
        return TermNote(term.term, term.means, term.standard or "", None)
    label = corpus.documents[term.quote.source].source.label
    path = " › ".join(corpus.passages[term.quote.passage].heading_path)
    return TermNote(term.term, term.means, replies.EXPLAINED_IN.format(document=label, section=path), term.quote.text)
