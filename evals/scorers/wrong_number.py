"""Does the answer, in its own voice, say a number with a unit that nothing bears out?"""

from collections.abc import Iterable, Mapping
from typing import Any

from evals.expectation import Expectation
from evals.ground import Ground
from evals.quantities import DOSES, Quantity, bare_numbers, quantities, quantities_of
from evals.results import AnsweredTurn, Score
from evals.voice import own_voice


def score(turn: AnsweredTurn, _: Expectation, ground: Ground) -> Score:
    """Look for each number outside quotes and conflict blocks in what is cited, calculated, or said by the user."""
    own = quantities(own_voice(turn.answer, ground))
    known = _known(turn)
    if turn.kind in {"abstain", "clarify"}:
        known |= ground.limits
    bare = {number for words in turn.said for number in bare_numbers(words)}
    wrong = sorted(
        str(quantity)
        for quantity in own
        if quantity not in known
        and not any(quantity.rounds(other) for other in known)
        and (quantity.unit in DOSES or quantity.number not in bare)
    )
    return Score(
        not wrong, f"borne out by nothing: {', '.join(wrong)}" if wrong else f"{len(own)} numbers, all borne out"
    )


def _known(turn: AnsweredTurn) -> set[Quantity]:
    sides = [side for conflict in turn.answer["conflicts"] for side in conflict["sides"]]
    texts = [f"{item['section']}\n{item['quote']}" for item in (*turn.answer["citations"], *sides)]
    known = {quantity for text in (*map(_in_cells, texts), *turn.said) for quantity in quantities(text)}
    return known | set(_calculated(turn.calculations)) | set(_facts(turn))


def _facts(turn: AnsweredTurn) -> Iterable[Quantity]:
    """Return the numbers of the facts in use, in the user's words and converted; a dose is never a fact."""
    origins = [origin for calculation in turn.calculations for origin in calculation.get("origins", ())]
    for fact in (*turn.answer.get("facts", ()), *origins):
        words = (str(fact.get(part) or "") for part in ("value", "words", "conversion"))
        yield from (quantity for text in words for quantity in quantities(text) if quantity.unit not in DOSES)


def _in_cells(text: str) -> str:
    """Return table words without the signs between cells, which may stand between a number and its unit."""
    return text.replace("|", " ").replace("(", " ")


def _calculated(calculations: Iterable[Mapping[str, Any]]) -> Iterable[Quantity]:
    for calculation in calculations:
        for name in ("inputs", "result"):
            for key, content in calculation[name].items():
                yield from quantities_of(key, content)
        for sentence in (*calculation["steps"], *calculation["warnings"]):
            yield from quantities(sentence)
