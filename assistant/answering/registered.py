"""Questions that the registers answer by themselves: about the documents, and for what the documents do not state."""

from collections.abc import Sequence

from assistant.answering.about_documents import about_documents
from assistant.answering.answer import Answer, Versions
from assistant.answering.bearing import gap_asked, gaps_asked
from assistant.answering.register_text import gap_answer
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry


def from_registers(inquiry: Inquiry, corpus: Corpus, versions: Versions, warnings: Sequence[str] = ()) -> Answer | None:
    """Answer from the registers; None where the question is for a look-up or a calculation."""
    silent = tuple(gap.says for gap in gaps_asked(inquiry, corpus.registers))
    answer = about_documents(inquiry, corpus, versions, (*warnings, *silent))
    if answer is not None:
        return answer
    gap = gap_asked(inquiry, corpus.registers)
    return None if gap is None else gap_answer(gap, corpus, versions, warnings)
