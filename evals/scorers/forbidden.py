"""Is the text free of what only a wrong answer would hold?"""

from collections.abc import Mapping

from assistant.answering.markdown import plain
from evals.results import Result, Score


def score(result: Result, _: Mapping[str, str]) -> Score:
    """Look for each forbidden string in the text as a person reads it, without regard to case."""
    if not result.case.expects.forbids:
        return Score(None, "nothing is forbidden")
    text = " ".join(plain(str(result.answer["text"])).lower().split())
    found = [words for words in result.case.expects.forbids if words.lower() in text]
    return Score(not found, f"holds {found}" if found else "holds nothing forbidden")
