"""Does the answer say that the documents do not state what was asked?"""

import re

from assistant.answering.markdown import plain
from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score

_SILENT = re.compile(
    r"\b(?:not|never|neither|no|none|nothing|nor)\b[^.]{0,80}"
    r"\b(?:stat|said\b|say|giv|nam|cover|defin|answer|specif|address|mention|list|set|contain|provid|document)"
    r"|\b(?:silent|unstated|undefined)\b|\bseem to answer\b",
    re.IGNORECASE,
)


def score(turn: AnsweredTurn, expects: Expectation, ground: Ground) -> Score:
    """Look for the register's words on each gap, or for words of the kind "the documents do not state", outside quotes."""
    if not expects.gaps:
        return Score(None, "no gap is touched")
    text = " ".join(plain(str(turn.answer["text"])).split())
    own = re.sub(r"“[^”]*”", " ", text)
    said = _SILENT.search(own) is not None
    lacking = [
        gap
        for gap in expects.gaps
        if not said and not any(" ".join(words.split()) in text for words in ground.fixed_words.get(gap, ()))
    ]
    return Score(not lacking, f"does not say that it is not stated: {', '.join(lacking)}" if lacking else "says so")
