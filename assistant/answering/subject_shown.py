"""What an answer turned out to be about, where the question named nothing: a follow-up asks of that ("does she need it again?")."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.answering.extracting import Extract
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import LookUp
from assistant.conversation.subject_kept import named
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.vocabulary import Vocabulary

_OF_THE_REGIMEN = frozenset({"blinatumomab"})
_BEFORE_THE_DOSE = "premedication"


def with_subject_shown(
    conversation: Conversation, chosen: Extract, aspects: Mapping[str, Aspects], vocabulary: Vocabulary
) -> Conversation:
    """Return the conversation with the one other drug that the answer's statements name as what was asked of.

    aspects: what each passage is about. Where the question names its subject, or the statements several drugs, nothing changes.
    """
    last = conversation.last
    if not isinstance(last, LookUp) or last.subject is not None or named(last.question, vocabulary) is not None:
        return conversation
    shown = [aspects[passage.id].concepts for statement in chosen.statements for passage in statement.passages]
    drugs = {c for concepts in shown for c in concepts if vocabulary.kind_of(c) == "drug"} - _OF_THE_REGIMEN
    if len(drugs) != 1 or drugs & last.asked.concepts:
        # A drug that the question names is given in several situations: which one is meant stands in the whole question.
        return conversation
    drug = drugs.pop()
    is_premedication = any({drug, _BEFORE_THE_DOSE} <= concepts for concepts in shown)
    words = drug.replace("_", " ")
    return replace(
        conversation, last=replace(last, subject=f"{_BEFORE_THE_DOSE} {words}" if is_premedication else words)
    )
