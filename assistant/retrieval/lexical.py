"""Lexical search: BM25 over words, digits and concepts.

Embeddings blur what decides here: grades, numbers, drug names. BM25 does not. A concept counts as a word of its own, so that
"paracetamol" finds "antipyretic".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import bm25s

from assistant.knowledge.vocabulary import Vocabulary, mentions, tokens
from assistant.retrieval.entries import Entry, EntryKind, Leads, leads_of

_STOPWORDS = frozenset(
    tokens(
        "a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it "
        "its me my of on or our she should so than that the their them then there these they this to us was we were what "
        "when where which who why will with would you your about any am doing being need get give given patient pt please "
        "blinatumomab blincyto blina"
    )
)


def terms(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return what BM25 counts: the content words of a text and the concepts that it names."""
    content = [token for token in tokens(text) if token not in _STOPWORDS]
    return content + [f"concept:{mention.concept}" for mention in mentions(text, vocabulary)]


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 over entries, held in memory: it needs no model and no file."""

    leads: Leads
    vocabulary: Vocabulary
    bm25: bm25s.BM25

    def scores(self, question_terms: Sequence[str]) -> dict[EntryKind, dict[str, float]]:
        """Return, for each kind of entry, the score of each passage that shares a term with the question: that of its best."""
        known = [term for term in question_terms if term in self.bm25.vocab_dict]
        if not known:
            return {"statement": {}, "asked": {}}
        scores = self.bm25.get_scores(known)
        return {"statement": self.leads.best(scores, "statement"), "asked": self.leads.best(scores, "asked")}


def build_lexical(entries: Sequence[Entry], vocabulary: Vocabulary) -> LexicalIndex:
    """Index the entries."""
    bm25 = bm25s.BM25()
    bm25.index([terms(entry.text, vocabulary) for entry in entries], show_progress=False)
    return LexicalIndex(leads_of(entries), vocabulary, bm25)
