"""What must stand beside whatever is cited: companions of every quoted statement, and the monograph's side of a disagreement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Conflict
from assistant.answering.markdown import escape
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote


def complete(answer: Answer, corpus: Corpus, *, compares: bool = False) -> Answer:
    """Return the answer with every companion of what it cites, and with its disagreements' sides of the authority cited.

    compares: the documents are compared, so that the background's side is cited too.
    """
    cited = _with_sides(answer, corpus, compares=compares)
    beside = _companions(cited, corpus)
    if not beside:
        return cited
    first = len(cited.citations) + 1
    new = tuple(
        Citation(n, passage.source, passage.section, passage.quote, passage.start, passage.end)
        for n, passage in enumerate(beside, first)
    )
    lines = [f"- “{escape(passage.words)}” [{n}]" for n, passage in enumerate(beside, first)]
    block = "\n".join([f"{replies.WITH_IT}:", "", *lines])
    return replace(cited, text=_before_disagreements(cited, block), citations=(*cited.citations, *new))


def _companions(answer: Answer, corpus: Corpus) -> list[Passage]:
    """Return the companions, and theirs in turn, that the answer does not cite yet."""
    shown = [passage for passage in corpus.passages.values() if _cites(answer.citations, passage)]
    known = {passage.id for passage in shown}
    added: set[str] = set()
    found: list[Passage] = []
    waiting = list(shown)
    while waiting:
        passage = waiting.pop(0)
        for companion in corpus.registers.companions:
            if not any(place.holds(passage) for place in companion.under):
                continue
            for quote in companion.show:
                if quote.passage not in known or (quote.passage not in added and not _covers(answer.citations, quote)):
                    added.add(quote.passage)
                    known.add(quote.passage)
                    found.append(corpus.passages[quote.passage])
                    waiting.append(corpus.passages[quote.passage])
    return found


def _covers(citations: Sequence[Citation], quote: Quote) -> bool:
    """Tell whether the words of a companion stand in what is cited: a part of its statement may be cited without them."""
    return any(c.source == quote.source and c.start <= quote.start and quote.end <= c.end for c in citations)


def _cites(citations: Sequence[Citation], passage: Passage) -> bool:
    return any(c.source == passage.source and c.start < passage.end and passage.start < c.end for c in citations)


def _with_sides(answer: Answer, corpus: Corpus, *, compares: bool) -> Answer:
    """Cite the authority's side of each disagreement shown; its words stand in the block already, now with their place."""
    text, citations = answer.text, list(answer.citations)
    for conflict in answer.conflicts:
        for passage, quote in _sides(conflict, corpus, compares=compares):
            shown = f"“{escape(quote)}”"
            start = passage.start + passage.quote.index(quote)
            known = next((c for c in citations if c.source == passage.source and c.start == start), None)
            place = text.rfind(shown)
            if place < 0 or text[place + len(shown) :].startswith(" ["):
                continue
            if known is None:
                known = Citation(len(citations) + 1, passage.source, passage.section, quote, start, start + len(quote))
                citations.append(known)
            end = place + len(shown)
            text = f"{text[:end]} [{known.n}]{text[end:]}"
    return replace(answer, text=text, citations=tuple(citations))


def _sides(conflict: Conflict, corpus: Corpus, *, compares: bool) -> Iterable[tuple[Passage, str]]:
    for side in conflict.sides:
        if not compares and corpus.documents[side.source].source.standing != "authority":
            continue
        holder = next(
            (
                passage
                for passage in corpus.passages.values()
                if passage.source == side.source and passage.section == side.section and side.quote in passage.quote
            ),
            None,
        )
        if holder is not None:
            yield holder, side.quote


def _before_disagreements(answer: Answer, block: str) -> str:
    """Put a block after the answer proper: before the block on disagreements, where there is one."""
    head, mark, rest = answer.text.partition(f"**{replies.DISAGREEMENT}.**")
    return "\n\n".join([head.rstrip(), block, mark + rest]) if mark else f"{answer.text}\n\n{block}"
