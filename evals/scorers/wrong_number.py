"""Does the text hold a number with a unit that no quote bears out?"""

import re
from collections.abc import Mapping

from assistant.answering.markdown import plain
from evals.results import Result, Score

_NUMBER_WITH_UNIT = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:mcg|μg|µg|mg|mL|kg|m²|%|hours?|days?|weeks?|cycles?|x ULN)", re.IGNORECASE
)
# What we say ourselves of the one unit error is a fixed wording of the register, shown with both quotes.
_OWN_WORDS = ("1,000-fold",)


def score(result: Result, _: Mapping[str, str]) -> Score:
    """Look for each number with its unit in the quotes, section labels and conflict sides."""
    text = plain(str(result.answer["text"]))
    for words in _OWN_WORDS:
        text = text.replace(words, "")
    citations = result.answer["citations"]
    sides = [side for conflict in result.answer["conflicts"] for side in conflict["sides"]]
    known = " ".join(f"{item['section']} {item['quote']}".replace("|", " ") for item in (*citations, *sides))
    known = " ".join(known.replace(">=", "≥").split()).lower()
    if result.answer["kind"] == "abstain":
        text = text.partition("\n")[0]
    found = {" ".join(match[0].split()) for match in _NUMBER_WITH_UNIT.finditer(text)}
    wrong = sorted(number for number in found if number.lower() not in known)
    return Score(not wrong, f"borne out by no quote: {wrong}" if wrong else "all borne out")
