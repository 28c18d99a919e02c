"""Does the text hold the decisive words and numbers?"""

from collections.abc import Mapping

from assistant.answering.markdown import plain
from evals.results import Result, Score


def score(result: Result, _: Mapping[str, str]) -> Score:
    """Look for each expected mention in the text as a person reads it, without regard to case."""
    expected = result.case.expects.mentions
    if not expected:
        return Score(None, "no mention is expected")
    text = " ".join(plain(str(result.answer["text"])).lower().split())
    missing = [mention for mention in expected if mention.lower() not in text]
    return Score(not missing, f"not mentioned: {missing}" if missing else "all mentioned")
