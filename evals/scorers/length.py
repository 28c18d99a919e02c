"""How many words does the answer have before the registers?"""

from collections.abc import Mapping

from assistant.answering import replies
from assistant.answering.markdown import plain
from evals.results import Result, Score


def score(result: Result, _: Mapping[str, str]) -> Score:
    """Count the words of an answer up to the block on disagreements; does not apply to a decline."""
    if result.answer["kind"] == "abstain":
        return Score(None, "declined")
    text = plain(str(result.answer["text"])).partition(replies.DISAGREEMENT)[0]
    count = len(text.split())
    return Score(count, f"{count} words")
