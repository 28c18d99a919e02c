"""What users would otherwise build: a text splitter over the documents as received, Chroma, and the top four chunks.

It is judged generously: a chunk counts as citing a statement when it holds the statement's words, notation set aside, wherever
in the chunk they stand and whatever else it says. It never declines.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.knowledge.corpus import Corpus
from evals.cases import Case
from evals.generate import Answerer
from evals.places import Place

_CHUNK_CHARACTERS = 1_000
_OVERLAP_CHARACTERS = 200
_SHOWN = 4
_KEPT = 10


def answer_naively(corpus: Corpus, embeddings: Embeddings, folder: Path) -> Answerer:
    """Build the baseline in a folder, and return it as something that answers cases."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK_CHARACTERS, chunk_overlap=_OVERLAP_CHARACTERS)
    chunks: list[str] = []
    sources: list[str] = []
    for document in corpus.documents.values():
        original = (corpus.folder / (document.source.original or document.source.document)).read_text(encoding="utf-8")
        pieces = splitter.split_text(original)
        chunks += pieces
        sources += [document.source.id] * len(pieces)
    client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    store = Chroma(client=client, collection_name="baseline", embedding_function=embeddings)
    store.add_texts(chunks, metadatas=[{"source": source} for source in sources])

    def text_of(place: Place) -> str:
        return corpus.documents[place.source].text[place.start : place.end]

    @lru_cache(maxsize=1)
    def nearest(words: str) -> list[Document]:
        return store.similarity_search(words, k=_KEPT)

    def found(case: Case, words: str) -> list[tuple[str, list[Place]]]:
        return [(d.page_content, _places(d.page_content, d.metadata["source"], case, corpus)) for d in nearest(words)]

    def answer(case: Case, words: str) -> Mapping[str, Any]:
        shown = found(case, words)[:_SHOWN]
        cited = [place for _, places in shown for place in places]
        return {
            "kind": "answer",
            "text": "\n\n".join(chunk for chunk, _ in shown),
            "citations": [
                {"n": n, "source": p.source, "section": p.section, "quote": text_of(p), "start": p.start, "end": p.end}
                for n, p in enumerate(cited, 1)
            ],
            "calculation": None,
            "also": [],
            "missing": [],
            "conflicts": [],
            "warnings": [],
            "reason": None,
        }

    def hits(case: Case) -> Sequence[Place]:
        nowhere = Place("none", "", -1, -1)
        return [places[0] if places else nowhere for _, places in found(case, case.script[0].say)]

    return Answerer(lambda case: [answer(case, turn.say) for turn in case.script], hits)


def _places(chunk: str, source: str, case: Case, corpus: Corpus) -> list[Place]:
    """Return the spans of the expected words that a chunk holds, in the transcription, under their expected section."""
    held = _plain(chunk)
    text = corpus.documents[source].text
    return [
        Place(source, expected.section, text.find(expected.quote), text.find(expected.quote) + len(expected.quote))
        for expects in case.expectations
        for group in expects.passages
        for expected in group
        if expected.source == source and _plain(expected.quote) in held
    ]


def _plain(text: str) -> str:
    """Set notation aside: HTML, LaTeX, marks, spaces and superscripts, so that only words and numbers are compared."""
    text = re.sub(r"<[^>]*>|\\geq|\\text|\\times|\^[a-d]?|[*$†‡§ᵃᵇᶜᵈ{}\[\]#|]", "", text)
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^\w%<>≥≤]+", "", text)
