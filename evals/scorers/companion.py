"""Do the statements that must stand beside others (corpus/companions.yaml) stand there?"""

from assistant.knowledge.quotes import Quote
from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def companions_of(turn: AnsweredTurn, ground: Ground) -> tuple[Quote, ...]:
    """Return every statement that must stand beside one that the answer cites."""
    held = [
        passage
        for place in turn.cited
        for passage in ground.passages
        if passage.source == place.source and passage.start <= place.start and place.end <= passage.end
        if passage.section == place.section
    ]
    return tuple(
        dict.fromkeys(
            quote
            for companion in ground.companions
            if any(place.holds(passage) for place in companion.under for passage in held)
            for quote in companion.show
        )
    )


def score(turn: AnsweredTurn, _: Expectation, ground: Ground) -> Score:
    """Look for each of them among the citations; does not apply where nothing cited has one."""
    needed = companions_of(turn, ground)
    if not needed:
        return Score(None, "nothing cited has a companion")
    missing = [
        quote.text
        for quote in needed
        if not any(p.source == quote.source and p.start < quote.end and quote.start < p.end for p in turn.cited)
    ]
    return Score(not missing, f"not beside it: {'; '.join(missing)}" if missing else f"{len(needed)} beside it")
