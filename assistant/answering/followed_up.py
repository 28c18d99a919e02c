"""What a follow-up asks the registers where its own words name nothing: "before day 8 as well?" after the dexamethasone."""

import re
from dataclasses import replace

from assistant.answering.assistant import Assistant
from assistant.answering.bearing import gap_asked
from assistant.answering.inquiring import OF_A_CHANGE, has_one_weight
from assistant.answering.turn import Turn
from assistant.conversation.cleaning import clean
from assistant.conversation.following import is_correction, supposes
from assistant.knowledge.aspects import Aspects, aspects_of, merged
from assistant.knowledge.facets import Inquiry, facets_in
from assistant.knowledge.registers import Gap
from assistant.knowledge.vocabulary import Vocabulary

_MOST_WORDS = 14
_NAMES_A_SUBJECT = frozenset({"drug", "disease", "toxicity", "finding", "population", "document"})
_OF_THE_LAST = re.compile(
    r"^(?:and|or|but|so|then|what if|what about|how about)\b|\b(?:as well|too|also|again|repeated|repeat|it|that|this|they|them|then|there|another|go back|goes back|over)\b",
    re.IGNORECASE,
)


def gap_followed(turn: Turn, assistant: Assistant) -> Gap | None:
    """Return the gap that the words ask for of what was asked before; None where they name a subject of their own.

    What was asked before is not asked for again: its own words do not count, only what they were about.
    """
    words = clean(turn.words)
    before = _asked_before(turn, assistant)
    now = aspects_of(words, assistant.vocabulary)
    if before is None or len(words.split()) > _MOST_WORDS or not _OF_THE_LAST.search(words):
        return None
    if _names_a_subject(now, assistant.vocabulary):
        return None
    facets = facets_in(words, assistant.corpus.registers.facets)
    if (supposes(words) or is_correction(words)) and has_one_weight(turn):
        # "What if he drops to 44 kg", "sorry, weighed again: 44.2 kg": the dose at that weight is asked for.
        facets -= OF_A_CHANGE
    asked = Inquiry(merged(before, now), facets)
    found = gap_asked(asked, assistant.corpus.registers)
    return (
        None
        if found is None or found == gap_asked(replace(asked, facets=frozenset()), assistant.corpus.registers)
        else found
    )


def _asked_before(turn: Turn, assistant: Assistant) -> Aspects | None:
    """Return what was asked before, and what the statement is about that the follow-up would get again."""
    last = turn.before.last
    if last is None:
        return None
    earlier = last.look_up.before
    asked = last.asked if earlier is None else merged(earlier.asked, last.asked)
    statements = turn.extract.statements if turn.extract is not None else ()
    again = [aspects_of(statement.passages[0].words, assistant.vocabulary).concepts for statement in statements[:1]]
    return replace(asked, concepts=asked.concepts.union(*again))


def _names_a_subject(asked: Aspects, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.kind_of(concept) in _NAMES_A_SUBJECT for concept in asked.concepts - {"blinatumomab"})
