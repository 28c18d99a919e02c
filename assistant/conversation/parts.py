"""The second part of a question that asks for two things: a calculation, and something to be looked up."""

import re
from collections.abc import Sequence

from assistant.conversation.requests import LookUp, Wanted
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.vocabulary import Vocabulary

_PARTS = re.compile(
    r"[?;!]{1,9}\s{0,3}|\.\s{1,3}|,?\s{1,3}(?:and|also|plus|&)\s{1,3}(?=(?:also\s{1,3})?(?:does|do|is|are|can|should|which|what|what'?s|how|when|who|where|why|need|any|must|will)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:and |also |plus |then )*(?:does|do|is|are|can|should|which|what|how|when|who|where|why|must|will|need|any)\b",
    re.IGNORECASE,
)
_IS_ABOUT_THE_CALCULATION = re.compile(
    r"\b(?:what (?:do|should|now|dose|rate|next|is (?:the|her|his) (?:dose|rate))|which dose|how much|what(?:'s| is) (?:the|her|his) (?:dose|rate|bsa|schedule)|restart|hold|continue|"
    r"discontinue|stop (?:it|the)|carry on|(?:do|should|can) (?:i|we) (?:do|give|stop|hold|go on))\b",
    re.IGNORECASE,
)
# A row says itself when the dose goes up after a restart.
_IS_OF_THE_ROW = re.compile(r"\b(?:up|increas\w*|escalat\w*|full dose|full|28)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d[\d.,]*")
_FEWEST_WORDS = 3


def second_part(question: str, wanted: Sequence[Wanted], vocabulary: Vocabulary) -> LookUp | None:
    """Return a part of the question that asks for something else than the calculation, None where there is none.

    A part belongs to the calculation if an input was read from it.
    """
    used = [item.words for w in wanted for item in w.inputs.values() if item.words and not item.carried]
    is_row = all(item.calculator == "modification" for item in wanted)
    parts = [part.strip(" ,") for part in _PARTS.split(question) if part and part.strip(" ,")]
    others = [
        part
        for part in parts
        if _ASKS.match(part)
        and len(part.split()) >= _FEWEST_WORDS
        and not any(_holds(part, words) for words in used)
        and not _IS_ABOUT_THE_CALCULATION.search(part)
        and not (is_row and _IS_OF_THE_ROW.search(part))
    ]
    if len(parts) == 1 or not others:
        return None
    return LookUp(others[-1], aspects_of(others[-1], vocabulary))


def _holds(part: str, words: str) -> bool:
    """Tell whether a part holds words of an input, or their numbers where a slip of spelling was mended."""
    numbers = _NUMBERS.findall(words)
    return words in part or (bool(numbers) and set(numbers) <= set(_NUMBERS.findall(part)))
