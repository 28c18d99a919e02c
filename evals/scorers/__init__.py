"""One scorer a file: each takes a turn, what is expected of it and what it is judged against, and explains its judgement."""

from collections.abc import Callable, Mapping

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score
from evals.scorers.calculation import score as calculation
from evals.scorers.calculation_equal import score as calculation_equal
from evals.scorers.citation import score as citation
from evals.scorers.citation_precision import score as citation_precision
from evals.scorers.companion import score as companion
from evals.scorers.conflict_shown import score as conflict_shown
from evals.scorers.contradiction_shown import score as contradiction_shown
from evals.scorers.false_alarm import score as false_alarm
from evals.scorers.forbidden import score as forbidden
from evals.scorers.gap import score as gap
from evals.scorers.inputs import score as inputs
from evals.scorers.kind import score as kind
from evals.scorers.leak import score as leak
from evals.scorers.length import score as length
from evals.scorers.missing import score as missing
from evals.scorers.must_mention import score as must_mention
from evals.scorers.rank import score as rank
from evals.scorers.reason import score as reason
from evals.scorers.repeatable import score as repeatable
from evals.scorers.result import score as result
from evals.scorers.unsafe import score as unsafe
from evals.scorers.verbatim import score as verbatim
from evals.scorers.wrong_number import score as wrong_number
from evals.scorers.wrong_row import score as wrong_row
from evals.scorers.wrong_silent_input import score as wrong_silent_input

Scorer = Callable[[AnsweredTurn, Expectation, Ground], Score]

UNDERSTOOD: Mapping[str, Scorer] = {
    "kind": kind,
    "reason": reason,
    "calculation": calculation,
    "inputs": inputs,
    "wrong_silent_input": wrong_silent_input,
    "result": result,
    "missing": missing,
    "leak": leak,
}
"""Whether the words were understood: the right thing was done with the right inputs."""

NEEDED_FOR_RIGHT: Mapping[str, Scorer] = {
    **UNDERSTOOD,
    "citation": citation,
    "must_mention": must_mention,
    "forbidden": forbidden,
    "conflict_shown": conflict_shown,
    "contradiction_shown": contradiction_shown,
    "false_alarm": false_alarm,
    "gap": gap,
    "unsafe": unsafe,
    "wrong_row": wrong_row,
    "companion": companion,
    "verbatim": verbatim,
    "wrong_number": wrong_number,
    "calculation_equal": calculation_equal,
}
"""An answer is fully right where each of these that applies is true."""

SCORERS: Mapping[str, Scorer] = {
    **NEEDED_FOR_RIGHT,
    "repeatable": repeatable,
    "citation_precision": citation_precision,
    "rank": rank,
    "length": length,
}
