"""Look-ups that lean on the one before: another subject in its place, one more beside it, or no subject of their own."""

import re
from collections.abc import Sequence

from assistant.conversation import following
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import LookUp, Wanted
from assistant.conversation.signals import ABOUT_THINGS, Text
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.vocabulary import Mention, Vocabulary, mentions, tokens

OF_NO_SUBJECT = frozenset(
    {
        "blinatumomab",
        "dose",
        "cycle",
        "adverse_effects",
        "monitoring",
        "grading",
        "hold",
        "restart",
        "discontinue",
        "warning",
        "summary",
        "monograph",
    }
)
"""Concepts that say what is asked of a subject, and name none themselves."""

_SUBJECTS = frozenset({"toxicity", "test", "drug", "population", "procedure", "equipment", "disease", "finding"})
_FRAGMENT = re.compile(
    r"^\W*(?:(?:and|or|so|but|also|then|ok(?:ay)?|what about|how about)\W+)*(?:(?:for|in|with|to|of)\s)?(?:(?:the|a|an|her|his)\s)?"
    r"(?P<core>[a-z][\w-]*(?:[ /](?:and )?[\w-]+){0,2}?)(?: then)?\W*$",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:as well|too|also|either|on top(?: of (?:it|that))?|concurrent\w*|at the same time)\b", re.IGNORECASE
)
_WITHOUT_SUBJECT = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|for)\W+)*(?:how (?:long|often|soon|much|many|far|early|late)|when|until when|since when|which(?: ones?)?|who|what (?:time|route|for))"
    r"(?:\W+(?:before(?:hand)?|after(?:wards)?|for|in advance|is|does|do|should|must|can|apart|then|exactly|prior|later|given|be|i|we|last|in total|altogether|overall|at most|go on|to (?:give|do|wait))){0,4}\W*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[^?]*\??")
_MOST_WORDS = 10
_IT = re.compile(r"\b(?:it|that|this|these|those|they|them)\b", re.IGNORECASE)
_GRADED = frozenset({"grade", "seizures", "confirmed", "days_to_resolve", "days_held", "hours_interrupted"})


def look_up_again(
    text: Text, own: Sequence[Wanted], conversation: Conversation, vocabulary: Vocabulary
) -> LookUp | None:
    """Return the look-up before with another subject ("and LFTs?") or one more ("with CRS as well?"), None where it is neither."""
    last = conversation.last
    if (
        not isinstance(last, LookUp)
        or not following.is_short(text.question)
        or text.reading.stated.keys() - {"cycle", "day"}
    ):
        return None
    if not all(w.calculator == "modification" and not _GRADED & w.inputs.keys() for w in own):
        return None
    names_one = text.asked.concepts - OF_NO_SUBJECT or text.asked.cycles or "day" in text.reading.stated
    if _ADDS.search(text.question) and names_one and not _tells_of_a_patient(text):
        both = f"{_HEAD.match(last.question)[0]} {text.question}"  # type: ignore[index]  # the pattern matches any text
        return LookUp(both, aspects_of(both, vocabulary))
    if own and not ABOUT_THINGS.search(last.question):
        return None
    return _of_another(text, last, vocabulary)


def has_no_subject(text: Text) -> bool:
    """Tell whether a short question names nothing that it is about ("how long after?", "how common is that?")."""
    if not following.is_short(text.question) or text.asked.concepts - OF_NO_SUBJECT:
        return False
    refers = following.is_question(text.question) and _IT.search(text.question) is not None
    return refers or _WITHOUT_SUBJECT.match(text.question) is not None


def _tells_of_a_patient(text: Text) -> bool:
    return text.patient and not following.is_question(text.question)


def _of_another(text: Text, last: LookUp, vocabulary: Vocabulary) -> LookUp | None:
    """Return the question before with the one subject of a fragment in the place of its own."""
    match = _FRAGMENT.match(text.question)
    if match is None or following.is_question(match["core"]) or not _subjects(match["core"], vocabulary):
        return None
    before = _subjects(last.question, vocabulary)
    is_one_question = last.question.rstrip(" ?").count("?") == 0 and len(last.question.split()) <= _MOST_WORDS
    if not is_one_question or len({mention.concept for mention in before}) != 1:
        return None
    start, end = _span(last.question, before[0])
    question = f"{last.question[:start]}{match['core']}{last.question[end:]}"
    return LookUp(question, aspects_of(question, vocabulary), before=LookUp(last.question, last.asked))


def _subjects(text: str, vocabulary: Vocabulary) -> list[Mention]:
    return [
        mention
        for mention in mentions(text, vocabulary)
        if vocabulary.kind_of(mention.concept) in _SUBJECTS and mention.concept not in OF_NO_SUBJECT
    ]


def _span(text: str, mention: Mention) -> tuple[int, int]:
    """Return where the words of a mention stand."""
    words: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", text):
        end = match.end() - (len(match[0]) - len(match[0].rstrip("?.,;:!")))
        words += [(match.start(), end)] * len(tokens(match[0]))
    last = mention.first_token + max(mention.token_count, 1) - 1
    return words[mention.first_token][0], words[min(last, len(words) - 1)][1]
