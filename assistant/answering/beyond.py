"""Is a turn of another matter than the regimen? Nearness to questions of other matters tells, where nothing stands against it."""

from assistant.answering.assistant import Assistant
from assistant.answering.turn import Turn
from assistant.conversation.cleaning import clean
from assistant.conversation.declining import is_emergency
from assistant.conversation.requests import Calculate, Decline, LookUp
from assistant.knowledge.elsewhere_rule import Signals

_OF_A_SITE = "site"


def is_beyond(turn: Turn, assistant: Assistant) -> bool:
    """Tell whether a turn is to be declined as of another matter."""
    found = signals_of(turn, assistant)
    return found is not None and assistant.matters is not None and assistant.matters.rule.declines(found)


def signals_of(turn: Turn, assistant: Assistant) -> Signals | None:
    """Return what tells whether a turn is of another matter; None where nearness never decides.

    It never does for what goes on from an earlier question, a calculation with a result or an input, an emergency, a toxicity
    whose grade is told, a weight in a cycle, or where a document of the hospital's own comes first.
    """
    asked = _asked(turn)
    if asked is None or assistant.matters is None or turn.vector is None:
        return None
    about = asked.asked
    tells = (about.toxicities and about.grades) or (about.bands and about.cycles)
    if tells or is_emergency(clean(turn.words)):
        return None
    first = assistant.corpus.passages[turn.hits[0].passage] if turn.hits else None
    if first is not None and assistant.corpus.source_of(first).standing == _OF_A_SITE:
        return None
    calculates = isinstance(turn.request, Calculate)
    return assistant.matters.signals(asked.question, turn.vector, asked.asked, turn.hits, calculates=calculates)


def _asked(turn: Turn) -> LookUp | None:
    """Return what is asked, where it is a question of its own that no calculation answers; one declined by its words is weighed too."""
    match turn.request:
        case LookUp(before=None, leans=False) as look_up:
            return turn.looked_up or look_up
        case Calculate() as calculation if not any(wanted.inputs for wanted in calculation.wanted):
            return turn.looked_up or calculation.look_up
        case Decline(why="elsewhere"):
            return turn.looked_up
        case _:
            return None
