"""Locate a quote verbatim: its span and section, or fail."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.knowledge.errors import QuoteError
from assistant.knowledge.passages import Passage


@dataclass(frozen=True)
class Quote:
    """Words of a document, found verbatim.

    start, end: character span in the document's text; passage: the id of the passage that holds them.
    """

    source: str
    section: str
    text: str
    start: int
    end: int
    passage: str


def quote_passage(passage: Passage) -> Quote:
    """Return the whole passage as a quote."""
    return Quote(passage.source, passage.section, passage.quote, passage.start, passage.end, passage.id)


def locate(passages: Sequence[Passage], source: str, section: str, words: str, *, file: str) -> Quote:
    """Find words in a passage of exactly this source and section (heading path joined with ` > `).

    file names the data file that quotes, for the message. Raises QuoteError where the words stand in no such passage, or
    in two that do not share them.
    """
    holders = [p for p in passages if p.source == source and p.section == section and words in p.quote]
    spans = {(p.start + p.quote.index(words), p.id) for p in holders}
    if not words.strip() or not spans:
        raise QuoteError(
            file,
            f"The quote {words!r} is not found verbatim in {source} under {section!r}.",
            "Compare it with the document: review what rests on it, then correct the quote.",
        )
    starts = {start for start, _ in spans}
    if len(starts) > 1:
        raise QuoteError(file, f"The quote {words!r} stands more than once under {section!r}.", "Quote more of it.")
    start, passage_id = min(spans)
    return Quote(source, section, words, start, start + len(words), passage_id)
