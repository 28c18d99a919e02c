"""An answer as it may be shown now: what was switched off since is not, and what has changed since is said."""

from dataclasses import dataclass, replace

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation
from assistant.answering.composing import decline
from assistant.answering.markdown import escape
from assistant.answering.switched_off import quotes_in
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import Disabled, quotes_disabled
from assistant.ui import words


@dataclass(frozen=True)
class Shown:
    """An answer as it may be shown. note: what a reader must know of it by now, None where nothing has changed."""

    answer: Answer
    note: str | None = None


def shown_now(answer: Answer, corpus: Corpus, off: Disabled) -> Shown:
    """Return an answer that was given before as it may be shown now."""
    reason = quotes_disabled(quotes_in(answer, corpus), corpus.passages.values(), off)
    if reason is not None:
        message = replies.SWITCHED_OFF.format(reason=escape(reason.rstrip(".")))
        return Shown(decline(message, "not_in_sources", answer.versions))
    calculators = [str(c["calculator"]) for c in (answer.calculation, *answer.also) if c is not None]
    stopped = next((off.calculators[name] for name in calculators if name in off.calculators), None)
    note = words.SINCE_SWITCHED_OFF.format(reason=stopped) if stopped is not None else None
    if answer.versions.corpus == corpus.hash:
        return Shown(answer, note)
    return Shown(replace(answer, citations=_in_place(answer, corpus)), note or words.SINCE_CHANGED)


def _in_place(answer: Answer, corpus: Corpus) -> tuple[Citation, ...]:
    """Return the citations whose words still stand in their document, each where it stands now."""
    found = []
    for citation in answer.citations:
        text = corpus.documents[citation.source].text if citation.source in corpus.documents else ""
        is_there = text[citation.start : citation.end] == citation.quote
        start = citation.start if is_there else text.find(citation.quote)
        if start >= 0 and citation.quote and text:
            found.append(replace(citation, start=start, end=start + len(citation.quote)))
    return tuple(found)
