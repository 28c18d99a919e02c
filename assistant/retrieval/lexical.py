"""Lexical search: BM25 over words, digits and concepts.

Embeddings blur what decides here: grades, numbers, drug names. BM25 does not. A concept counts as a word of its own, so that
"paracetamol" finds "antipyretic". Entries are searched one by one, and all that is known of a passage as one text: a question in
words of several askers is near none of their questions alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import bm25s

from assistant.knowledge.vocabulary import Vocabulary, mentions, tokens
from assistant.retrieval.entries import Entry, EntryKind, Leads, leads_of

_STOPWORDS = frozenset(
    tokens(
        "a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it "
        "its me my of on or our she should so than that the their them then there these they this to us was we were what "
        "when where which who why will with would you your about any am doing being need get give given patient pt please "
        "blinatumomab blincyto blina blin"
    )
)


def terms(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return what BM25 counts: the content words of a text and the concepts that it names."""
    content = [token for token in tokens(text) if token not in _STOPWORDS]
    return content + [f"concept:{mention.concept}" for mention in mentions(text, vocabulary)]


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 over entries, held in memory: it needs no model and no file.

    known: the terms of each passage and of all questions that it answers; together: BM25 over these, a text for each passage,
    in the order of the passages of the leads; asked_terms: in how many questions asked of passages each term stands.
    """

    leads: Leads
    vocabulary: Vocabulary
    bm25: bm25s.BM25
    known: Mapping[str, frozenset[str]]
    together: bm25s.BM25
    asked_terms: Mapping[str, int]

    def scores(self, question_terms: Sequence[str]) -> dict[EntryKind, dict[str, float]]:
        """Return, for each kind of entry, the score of each passage that shares a term with the question: that of its best."""
        known = [term for term in question_terms if term in self.bm25.vocab_dict]
        if not known:
            return {"statement": {}, "asked": {}}
        scores = self.bm25.get_scores(known)
        return {"statement": self.leads.best(scores, "statement"), "asked": self.leads.best(scores, "asked")}

    def scores_together(self, question_terms: Sequence[str]) -> dict[str, float]:
        """Return the score of each passage of which something known shares a term with the question, all of it as one text."""
        known = [term for term in question_terms if term in self.together.vocab_dict]
        if not known:
            return {}
        scores = self.together.get_scores(known).tolist()
        return {passage: score for passage, score in zip(self.leads.passages, scores, strict=True) if score > 0}


def build_lexical(entries: Sequence[Entry], vocabulary: Vocabulary) -> LexicalIndex:
    """Index the entries."""
    leads = leads_of(entries)
    found = [terms(entry.text, vocabulary) for entry in entries]
    of_passages: dict[str, list[str]] = {passage: [] for passage in leads.passages}
    for entry, entry_terms in zip(entries, found, strict=True):
        for passage in entry.passages:
            of_passages[passage] += entry_terms
    known = {passage: frozenset(passage_terms) for passage, passage_terms in of_passages.items()}
    asked = Counter(
        term for entry, of_entry in zip(entries, found, strict=True) if entry.kind == "asked" for term in set(of_entry)
    )
    return LexicalIndex(leads, vocabulary, _bm25(found), known, _bm25(list(of_passages.values())), asked)


def _bm25(texts: Sequence[Sequence[str]]) -> bm25s.BM25:
    bm25 = bm25s.BM25()
    bm25.index([list(text) for text in texts], show_progress=False)
    return bm25
