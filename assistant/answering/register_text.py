"""What the registers say, as text: the block on disagreements, gaps and notes beside an answer, and a gap as the answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Conflict, Side, Versions
from assistant.answering.bearing import conflicts_bearing, errata_beside, gaps_beside
from assistant.answering.markdown import escape
from assistant.calculators.calculation import Calculation
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote
from assistant.knowledge.registers import Disagreement, Gap


@dataclass(frozen=True)
class Told:
    """What stands beside an answer. warnings: gaps and notes, each also a block; blocks: Markdown, after the answer proper."""

    conflicts: tuple[Conflict, ...]
    warnings: tuple[str, ...]
    blocks: tuple[str, ...]


NOTHING_TOLD = Told((), (), ())


def told_beside(
    inquiry: Inquiry, shown: Sequence[Passage], calculations: Sequence[Calculation], corpus: Corpus
) -> Told:
    """Return what the registers say beside an answer that shows these statements and calculations."""
    found = conflicts_bearing(inquiry, shown, calculations, corpus.registers)
    gaps = [
        gap
        for gap in gaps_beside(inquiry, shown, calculations, corpus.registers)
        if not (gap.calculator_tells and calculations)
    ]
    notes = errata_beside(inquiry, shown, found, corpus.registers)
    warnings = tuple(dict.fromkeys([*(gap.says for gap in gaps), *(erratum.note for erratum in notes)]))
    blocks = [f"**{escape(warning)}**" for warning in warnings]
    return Told(conflict_forms(found), warnings, (*blocks, *disagreement_blocks(found)))


def only_of_scope(told: Told, corpus: Corpus) -> Told:
    """Return what is told of whom the documents cover, where a question is refused for that: no rule stands beside it."""
    ids = {conflict.id for conflict in told.conflicts}
    kept = [c for c in corpus.registers.conflicts if c.id in ids and c.kind == "scope"]
    warnings = [f"**{escape(warning)}**" for warning in told.warnings]
    return Told(conflict_forms(kept), told.warnings, (*warnings, *disagreement_blocks(kept)))


def conflict_forms(conflicts: Iterable[Disagreement]) -> tuple[Conflict, ...]:
    """Return registered conflicts as an Answer carries them: the monograph's side first."""
    return tuple(
        Conflict(
            conflict.id,
            conflict.summary,
            tuple(Side(quote.source, quote.section, quote.text) for quote in (*conflict.monograph, *conflict.other)),
        )
        for conflict in conflicts
    )


def disagreement_blocks(conflicts: Sequence[Disagreement]) -> list[str]:
    """Return the one block on disagreements: what differs, both sides word for word, which is followed, what to check."""
    if not conflicts:
        return []
    blocks = []
    for place, conflict in enumerate(conflicts):
        head = f"**{replies.DISAGREEMENT}.** " if place == 0 else ""
        sides = [
            _side(replies.MONOGRAPH_SAYS, replies.MONOGRAPH_SILENT, conflict.monograph),
            _side(replies.SUMMARY_SAYS, replies.SUMMARY_SILENT, conflict.other),
        ]
        blocks.append("\n".join([f"{head}{escape(conflict.summary)}", "", *sides]))
    check = list(dict.fromkeys(document for conflict in conflicts for document in conflict.check))
    blocks.append(f"*{replies.FOLLOWED} {escape(replies.check(check))}*")
    return blocks


def gap_answer(
    gap: Gap,
    corpus: Corpus,
    versions: Versions,
    warnings: Sequence[str] = (),
    conflicts: Sequence[Disagreement] = (),
) -> Answer:
    """Write the answer to a question for what the documents do not state. Nothing is put in its place."""
    told = [
        *(conflict for conflict in corpus.registers.conflicts if conflict.id in gap.conflicts),
        *(conflict for conflict in conflicts if conflict.id not in gap.conflicts),
    ]
    citations, quoted = cited_quotes(gap.nearest)
    blocks = [escape(gap.says)]
    if gap.advice:
        blocks.append(f"**{escape(gap.advice)}**")
    if quoted:
        blocks.append("\n".join([f"{replies.NEAREST_STATEMENT}:", "", *quoted]))
    blocks.append(escape(replies.consult(gap.consult)))
    blocks += [f"**{warning}**" for warning in warnings]
    blocks += disagreement_blocks(told)
    return Answer(
        gap.answered,
        "\n\n".join(blocks),
        versions,
        citations=citations,
        conflicts=conflict_forms(told),
        warnings=(*((gap.advice,) if gap.advice else ()), *warnings),
        reason=gap.reason if gap.answered == "abstain" else None,
    )


def cited_quotes(quotes: Sequence[Quote]) -> tuple[tuple[Citation, ...], list[str]]:
    """Return citations numbered from one, and a line of Markdown for each."""
    citations = tuple(
        Citation(n, quote.source, quote.section, quote.text, quote.start, quote.end)
        for n, quote in enumerate(quotes, 1)
    )
    return citations, [f"- “{escape(citation.quote)}” [{citation.n}]" for citation in citations]


def _side(says: str, silent: str, quotes: Sequence[Quote]) -> str:
    if not quotes:
        return f"- {silent}"
    return f"- {says}: {' · '.join(f'“{escape(quote.text)}”' for quote in quotes)}"
