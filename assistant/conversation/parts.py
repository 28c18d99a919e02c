"""The second part of a question that asks for two things: a calculation, and something to be looked up."""

import re
from collections.abc import Sequence

from assistant.conversation import following
from assistant.conversation.looking_again import OF_NO_SUBJECT
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, LookUp, Wanted
from assistant.conversation.signals import Text
from assistant.knowledge.aspects import aspects_of, merged
from assistant.knowledge.vocabulary import Vocabulary

_PARTS = re.compile(
    r"[?;!]{1,9}\s{0,3}|\.\s{1,3}|,?\s{1,3}(?:and|also|plus|&)\s{1,3}(?=(?:also\s{1,3})?(?:does|do|is|are|can|should|which|what|what'?s|how|when|who|where|why|need|any|must|will)\b)",
    re.IGNORECASE,
)
_AT_A_COMMA = re.compile(
    r",\s{1,3}(?=(?:so |and |but )?(?:does|do|is|are|can|could|should|must|will|may|might|would|any|when|how|which|where|who|why|what about|how about)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:and |also |plus |then |so |but )*(?:does|do|is|are|can(?!['’]t\b(?![^.?!]*\b(?:what|which|how)\b))|could|should|which|what|how|when|who|where|why|must|will|need|any|may|might|would)\b",
    re.IGNORECASE,
)
_IS_ABOUT_THE_CALCULATION = re.compile(
    r"\b(?:what (?:do|should|now|dose|rate|next|is (?:the|her|his) (?:dose|rate))|which dose|how much|what(?:'s| is) (?:the|her|his) (?:dose|rate|bsa|schedule)|restart|hold|continue|"
    r"discontinue|stop (?:it|the)|carry on|(?:do|should|can) (?:i|we) (?:do|give|stop|hold|go on))\b",
    re.IGNORECASE,
)
DRUGS_OF_THE_TABLE = frozenset({"dexamethasone", "tocilizumab", "anakinra"})
# A row says itself when the dose goes up after a restart.
_IS_OF_THE_ROW = re.compile(r"\b(?:up|increas\w*|escalat\w*|full dose|full|28)\b", re.IGNORECASE)
# What a part names that asks for no more than the calculation says: what to do, with what, and in which document it stands.
_OF_NO_OTHER_SUBJECT = frozenset(
    {
        "blinatumomab",
        "dose",
        "cycle",
        "hold",
        "restart",
        "discontinue",
        "monograph",
        "summary",
        "continuous_infusion",
        "pump",
    }
)
_OWN_SUBJECT = {
    "infusion": frozenset({"infusion_rate"}),
    "prephase": frozenset({"dexamethasone", "prephase", "indication"}),
}
_NUMBERS = re.compile(r"\d[\d.,]*")
_FEWEST_WORDS = 3


def parts_of(question: str) -> list[str]:
    """Split a question at its sentences, and where "and" begins another question."""
    return [part.strip(" ,") for part in _PARTS.split(question) if part and part.strip(" ,")]


def second_part(question: str, wanted: Sequence[Wanted], vocabulary: Vocabulary) -> LookUp | None:
    """Return a part of the question that asks for something else than the calculation, None where there is none.

    A part belongs to the calculation if an input was read from it.
    """
    told = {(i.name, i.words) for w in wanted for i in w.inputs.values() if i.words and not i.carried}
    used = [words for name, words in told if name != "toxicity"]
    named = [words for name, words in told if name == "toxicity"]
    parts = _parted(question, vocabulary)
    is_row = all(item.calculator == "modification" for item in wanted)
    others = [
        part
        for part in parts
        if _ASKS.match(part)
        and len(part.split()) >= _FEWEST_WORDS
        and not any(_holds(part, words) for words in used)
        and not (is_row and not _is_of_a_drug(part, vocabulary) and _IS_OF_THE_ROW.search(part))
        and (_is_of_a_drug(part, vocabulary) or not _is_of_the_calculation(part, named))
        and _names_a_subject(part, wanted, vocabulary)
    ]
    if len(parts) == 1 or not others:
        return None
    return LookUp(others[-1], aspects_of(others[-1], vocabulary))


def besides_again(text: Text, conversation: Conversation) -> LookUp | None:
    """Return what was looked up beside the calculation before, for another cycle or day ("dose, and how long in hospital?", "in cycle 1?")."""
    last = conversation.last
    if not isinstance(last, Calculate) or last.besides is None or not following.is_short(text.question):
        return None
    if not {"cycle", "day"} & text.reading.stated.keys() or text.asked.concepts - OF_NO_SUBJECT:
        return None
    question = f"{last.besides.question} {text.question}"
    return LookUp(question, merged(last.besides.asked, text.asked))


def _is_of_the_calculation(part: str, named: Sequence[str]) -> bool:
    return any(_holds(part, words) for words in named) or _IS_ABOUT_THE_CALCULATION.search(part) is not None


def _names_a_subject(part: str, wanted: Sequence[Wanted], vocabulary: Vocabulary) -> bool:
    """Tell whether a part names something that the calculation does not answer: "is that over the limit" names nothing."""
    own = frozenset[str]().union(*(_OWN_SUBJECT.get(item.calculator, frozenset()) for item in wanted))
    return bool(aspects_of(part, vocabulary).concepts - _OF_NO_OTHER_SUBJECT - own)


def _is_of_a_drug(part: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a part is on a drug given for a toxicity: it names the toxicity as well, and is no part of the calculation."""
    return bool(aspects_of(part, vocabulary).concepts & DRUGS_OF_THE_TABLE)


def _parted(question: str, vocabulary: Vocabulary) -> list[str]:
    """Return the parts of a question. At a comma alone it is parted where the question behind it names a subject of its own."""
    found: list[str] = []
    for part in _PARTS.split(question):
        before, *after = _AT_A_COMMA.split(part)
        if after and aspects_of(after[-1], vocabulary).concepts - OF_NO_SUBJECT:
            found += [", ".join([before, *after[:-1]]), after[-1]]
        else:
            found.append(part)
    return [part.strip(" ,") for part in found if part and part.strip(" ,")]


def asks_in_one_part(question: str, words: Sequence[str]) -> bool:
    """Tell whether the part of a turn that holds these words asks something: they belong to that question."""
    parts = [part for chunk in _PARTS.split(question) for part in _AT_A_COMMA.split(chunk) if part.strip(" ,")]
    return len(parts) == 1 or any(_ASKS.match(part) and any(w in part for w in words) for part in parts)


def _holds(part: str, words: str) -> bool:
    """Tell whether a part holds words of an input, or their numbers where a slip of spelling was mended."""
    numbers = _NUMBERS.findall(words)
    return words in part or (bool(numbers) and set(numbers) <= set(_NUMBERS.findall(part)))
