"""Questions that the registers answer by themselves: about the documents, and for what the documents do not state."""

from collections.abc import Sequence

from assistant.answering.about_documents import about_documents
from assistant.answering.answer import Answer, Versions
from assistant.answering.bearing import conflicts_put, gap_asked, gaps_asked
from assistant.answering.markdown import escape
from assistant.answering.register_text import cited_quotes, conflict_forms, disagreement_blocks, gap_answer
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry


def from_registers(
    inquiry: Inquiry,
    corpus: Corpus,
    versions: Versions,
    warnings: Sequence[str] = (),
    *,
    doubted: frozenset[str] = frozenset(),
) -> Answer | None:
    """Answer from the registers; None where the question is for a look-up or a calculation.

    doubted: what a turn that doubts the answer before says in its own words; a disagreement on that stands beside the gap.
    """
    silent = tuple(gap.says for gap in gaps_asked(inquiry, corpus.registers))
    answer = about_documents(inquiry, corpus, versions, (*warnings, *silent))
    if answer is not None:
        return answer
    gap = gap_asked(inquiry, corpus.registers)
    put = conflicts_put(Inquiry(inquiry.aspects, inquiry.facets | doubted), corpus.registers) if doubted else ()
    return None if gap is None else gap_answer(gap, corpus, versions, warnings, put)


def from_conflicts(inquiry: Inquiry, corpus: Corpus, versions: Versions, warnings: Sequence[str] = ()) -> Answer | None:
    """Answer with what the documents say on a fact on which they differ, where no statement was found for it; else None."""
    conflicts = conflicts_put(inquiry, corpus.registers)
    if not conflicts:
        return None
    citations, quoted = cited_quotes([quote for conflict in conflicts for quote in conflict.monograph])
    told = [f"**{escape(warning)}**" for warning in warnings]
    text = "\n\n".join(["\n".join(quoted), *told, *disagreement_blocks(conflicts)])
    return Answer(
        "answer", text, versions, citations=citations, conflicts=conflict_forms(conflicts), warnings=tuple(warnings)
    )
