"""One scorer a file: each takes a result and the documents' texts, and explains its judgement."""

from collections.abc import Callable, Mapping

from evals.results import Result, Score
from evals.scorers.citation import score as citation
from evals.scorers.forbidden import score as forbidden
from evals.scorers.kind import score as kind
from evals.scorers.length import score as length
from evals.scorers.must_mention import score as must_mention
from evals.scorers.rank import score as rank
from evals.scorers.reason import score as reason
from evals.scorers.verbatim import score as verbatim
from evals.scorers.wrong_number import score as wrong_number

Scorer = Callable[[Result, Mapping[str, str]], Score]

SCORERS: Mapping[str, Scorer] = {
    "kind": kind,
    "reason": reason,
    "citation": citation,
    "must_mention": must_mention,
    "forbidden": forbidden,
    "verbatim": verbatim,
    "wrong_number": wrong_number,
    "rank": rank,
    "length": length,
}

NEEDED_FOR_RIGHT = ("kind", "reason", "citation", "must_mention", "forbidden", "verbatim", "wrong_number")
"""An answer is fully right where each of these that applies is true."""
