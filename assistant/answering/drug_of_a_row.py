"""Whether one of the drugs that a footnote of the neurotoxicity rows names is asked for: it says the same for every grade."""

import re

from assistant.conversation.drug_asked_for import places_of, terms_of
from assistant.conversation.requests import Calculate
from assistant.knowledge.vocabulary import Vocabulary

_DRUGS = frozenset({"tocilizumab", "anakinra"})
_OF_THE_ROWS = "neurotoxicity"
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_OF_THE_INFUSION = re.compile(
    r"\b(?:pump|infusion|bag|blin\w*|hold|held|holding|stop\w*|restart\w*|resum\w*|continu\w*|discontinu\w*|dose|what (?:do|now|next|else))\b",
    re.IGNORECASE,
)


def asks_for_drug(request: Calculate, vocabulary: Vocabulary) -> bool:
    """Tell whether the last sentence on a neurotoxicity without a grade asks for such a drug, and for nothing of the infusion."""
    names = terms_of(vocabulary, _DRUGS & request.asked.concepts)
    last = _SENTENCES.split(request.question.strip())[-1]
    return (
        bool(names)
        and all(set(wanted.inputs) & {"toxicity", "grade"} == {"toxicity"} for wanted in request.wanted)
        and all(wanted.inputs["toxicity"].value == _OF_THE_ROWS and not wanted.unclear for wanted in request.wanted)
        and any(places_of(last, names))
        and not _OF_THE_INFUSION.search(last)
    )
