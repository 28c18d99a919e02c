"""The sentences of a long message that ask; the others tell the case around them.

A handover of a hundred words names relatives, other drugs and values of before. What is asked stands in one sentence of it, and a
question that names its own subject there is understood from that sentence.
"""

import re

from assistant.conversation.other_fields import DRUG
from assistant.conversation.reading import read

_FEWEST_WORDS = 25
_MOST_OF_IT = 0.75
# Behind a stop, a question mark or a new line, at a bullet; an abbreviated "pt." or "approx." ends none.
_SENTENCES = re.compile(
    r"(?<=[?!;\n])\s{0,3}|\s[*•]\s|(?<=[.…])(?<!\bpt\.)(?<!\bapprox\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bno\.)\s{1,3}(?!\d)"
)
_LEAD = r"^[^\w]*(?:(?:q|r|question|recommendation|request|ask)\s?[:.–-]\s{0,3})?(?:(?:so|and|but|ok(?:ay)?|or|then|now|also|please|pls|anyway|basically|my question is|question is|the question is|just)[\s,:]{1,3}){0,3}"
_ASKING = re.compile(
    rf"{_LEAD}(?!(?:[\w'’]+\s){{0,3}}[\w'’]+:)(?:what(?:['’]?s|['’]?re)?|how|which|when(?=[^,]*\?)|whether|who|whom|why|where|is|are|am|do|does|did|can|could|should|shall|may|must|will|would|has|have(?= (?:i|we|you|they)\b)|need (?=(?:the|her|his|a|to know)\b)|any(?= (?:need|reason|limit|rule|problem|harm|difference)\b))\b",
    re.IGNORECASE,
)
_WANTS_TO_KNOW = re.compile(
    r"(?<!don['’]t )(?<!dont )(?<!not )\b(?:need|want|wants|like|love|trying|have) to (?:know|check|confirm|find out|be sure)\b(?! (?:what to do|that)\b)|\b(?:tell|remind|advise) (?:me|us)\b|\bplease (?:advise|confirm|clarify|calculate|work out)\b|\b(?:not sure|unsure|wondering|wonder) (?:if|whether|what|how|which|about)\b",
    re.IGNORECASE,
)
_COMMAS = re.compile(r",\s{1,3}|\s[-–—]\s")
# In a message without stops, where its last question begins.
_BEGINS_TO_ASK = re.compile(
    r"[\s,](?=(?:please |pls |can you |could you )?(?:tell (?:me|us)|advise|remind me|needs? (?:the|her|his) (?:\w+ ){0,3}(?:dose|rate|bsa|dates?|schedule))\b|(?:what(?:['’]?s)?|how (?:much|many|long|often|fast|soon)|which|do (?:i|we)|does (?:it|she|he|the|this)|should (?:i|we)|can (?:i|we|she|he|it)|am i|is (?:it|that|there|she|he)|are (?:there|we))\b)",
    re.IGNORECASE,
)


def asking_of(message: str) -> str | None:
    """Return the sentences of a long message that ask, as they stand; None where it is short, or hardly anything else."""
    words = len(message.split())
    if words < _FEWEST_WORDS:
        return None
    sentences = _sentences(message)
    marked = [part for part in sentences if part.endswith("?")]
    asking = [
        _question_in(part) for part in marked or [s for s in sentences if _ASKING.search(s) or _WANTS_TO_KNOW.search(s)]
    ]
    asked = " ".join(asking) or _question_in(sentences[-1], is_marked=False)
    return asked if asked and len(asked.split()) <= _MOST_OF_IT * words else None


def without_asides(message: str, asking: str) -> str:
    """Return the sentences that tell an input of a calculation or name the drug, and then those that ask."""
    told = [part for part in _sentences(message) if part not in asking and (read(part).stated or DRUG.search(part))]
    return " ".join([*told, asking])


def parts_told(message: str) -> list[str]:
    """Return the parts of a message between its stops and commas."""
    return [
        part.strip(" ,.;:*•-")
        for sentence in _sentences(message)
        for part in _COMMAS.split(sentence)
        if part.strip(" ,.;:*•-")
    ]


def _sentences(message: str) -> list[str]:
    return [part.strip() for part in _SENTENCES.split(message) if part.strip()]


def _question_in(sentence: str, *, is_marked: bool = True) -> str:
    """Return the question with which a long sentence ends, without what is told before it."""
    is_short = len(sentence.split()) < _FEWEST_WORDS
    if (is_marked and _ASKING.match(sentence)) or (is_short and (is_marked or _BEGINS_TO_ASK.search(sentence))):
        return sentence
    asked = [sentence[match.end() :] for match in _BEGINS_TO_ASK.finditer(sentence)]
    short = [question for question in asked if len(question.split()) < _FEWEST_WORDS]
    return next(iter(short), sentence if is_marked else "")
