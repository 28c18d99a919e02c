"""What one conversation has established, and when it must be forgotten.

A conversation is a value: each turn takes one and gives the next. Nothing is kept anywhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistant.conversation.requests import Calculate, HoldLength, LookUp, Wanted
from assistant.conversation.stated import Stated

BODY = ("weight_kg", "height_cm", "bsa_m2", "age_years", "sex", "indication", "formula")
"""What stays true of a patient through a conversation; all else belongs to a moment or to one toxicity."""

MEASURES = ("weight_kg", "height_cm", "bsa_m2")
"""What is measured of a body."""

_OF_A_ROW = frozenset({"toxicity", "grade", "seizures", "confirmed", "icans", "dose_step", "days_to_resolve"})
_MEASURED_TOGETHER = {"weight_kg": ("bsa_m2",), "height_cm": ("bsa_m2",)}


@dataclass(frozen=True)
class Fact:
    """One thing that was stated, and the turn that stated it (counted from 1).

    supposed: it was only supposed ("and if she were 44 kg?"); settled: what was told in earnest before that, if anything was.
    """

    stated: Stated
    turn: int
    supposed: bool = False
    settled: Stated | None = None


@dataclass(frozen=True)
class Pending:
    """What was asked back: the request that waits, and the inputs it still needs, alternatives included."""

    request: Calculate
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Conversation:
    """What has been established.

    turn: number of turns so far; facts by input name; last: what was asked last; calculation: the last of these that was a
    calculation, on which a follow-up may rest though something was looked up between; settled: the last calculation that was
    no supposition ("and if she were 44 kg?"); pending: a question of ours; row: the
    last row of the dose-modification table, though something else was calculated since; told: every row that was told of the
    patient so far, also of the past; lay: the turn before was a patient's or a relative's; others: another patient was
    spoken of before this one, of whom nothing is kept.
    """

    turn: int = 0
    facts: Mapping[str, Fact] = field(default_factory=dict)
    last: LookUp | Calculate | HoldLength | None = None
    calculation: Calculate | None = None
    settled: Calculate | None = None
    pending: Pending | None = None
    row: Calculate | None = None
    told: tuple[Wanted, ...] = ()
    lay: bool = False
    others: bool = False

    def value(self, name: str) -> object | None:
        """Return the value of a fact, None where it is not known."""
        fact = self.facts.get(name)
        return None if fact is None else fact.stated.value


EMPTY = Conversation()


def forgotten(conversation: Conversation) -> Conversation:
    """Return the conversation as with a new patient: only the number of turns stays."""
    return Conversation(turn=conversation.turn, others=conversation.others or bool(conversation.facts))


def without(conversation: Conversation, name: str) -> Conversation:
    """Return the conversation without one fact; what was asked last no longer rests on it either."""
    facts = {known: fact for known, fact in conversation.facts.items() if known != name}
    calculation = None if conversation.calculation is None else _without(conversation.calculation, name)
    last = calculation if isinstance(conversation.last, Calculate) else conversation.last
    told = _told_without(conversation, name)
    return replace(
        conversation, facts=facts, last=last, calculation=calculation, settled=None, pending=None, row=None, told=told
    )


def remembered(conversation: Conversation, stated: Iterable[Stated], *, supposed: bool = False) -> Conversation:
    """Return the conversation with what this turn states; a new measurement takes with it what was computed from the old.

    supposed: the turn only asks what would be then; where it changes what is known of the body, nothing of that is kept in earnest.
    """
    facts = dict(conversation.facts)
    stated = tuple(stated)
    changes = supposed and any(_changes_body(item, facts) for item in stated)
    new = {item.name: replace(item, carried=False) for item in stated if not item.carried or _is_other(item, facts)}
    for name, item in new.items():
        if name in facts and facts[name].stated.value != item.value:
            for other in _MEASURED_TOGETHER.get(name, ()):
                facts.pop(other, None)
    before = conversation.facts
    facts |= {
        name: _supposed(item, before, conversation.turn) if changes and name in BODY else Fact(item, conversation.turn)
        for name, item in new.items()
    }
    return replace(conversation, facts=facts)


def _changes_body(item: Stated, facts: Mapping[str, Fact]) -> bool:
    is_new = not item.carried and item.name in BODY and item.name in facts
    return is_new and facts[item.name].stated.value != item.value


def _supposed(item: Stated, facts: Mapping[str, Fact], turn: int) -> Fact:
    before = facts.get(item.name)
    if before is None:
        return Fact(item, turn, supposed=True)
    return Fact(item, turn, supposed=True, settled=before.settled if before.supposed else before.stated)


def _is_other(item: Stated, facts: Mapping[str, Fact]) -> bool:
    """Tell whether an input in use is another than the fact that is known: a turn went back to what was told before."""
    return item.name in facts and facts[item.name].stated.value != item.value


def carried(conversation: Conversation, names: Iterable[str]) -> dict[str, Stated]:
    """Return the facts of these names that were told in earnest, marked as carried from an earlier turn."""
    known = {name: conversation.facts[name] for name in names if name in conversation.facts}
    told = {name: fact.settled if fact.supposed else fact.stated for name, fact in known.items()}
    return {name: replace(item, carried=True) for name, item in told.items() if item is not None}


def asked(
    conversation: Conversation, request: LookUp | Calculate | HoldLength, *, supposed: bool = False
) -> Conversation:
    """Return the conversation after a request; supposed: it changes what was asked before only to see what then."""
    calculation = request if isinstance(request, Calculate) else conversation.calculation
    settled = conversation.settled if supposed else calculation
    row = request if isinstance(request, Calculate) and is_row(request) else conversation.row
    return replace(conversation, last=request, calculation=calculation, settled=settled, pending=None, row=row)


def _told_without(conversation: Conversation, name: str) -> tuple[Wanted, ...]:
    """Return the rows told without those of the toxicity that is forgotten; of the others only the input is."""
    toxicity = conversation.value("toxicity")
    left = conversation.told
    if name in _OF_A_ROW:
        left = tuple(w for w in left if "toxicity" in w.inputs and w.inputs["toxicity"].value != toxicity)
    elif name not in BODY:
        left = tuple(w for w in left if name not in w.inputs)
    return tuple(replace(w, inputs={known: item for known, item in w.inputs.items() if known != name}) for w in left)


def is_row(request: Calculate) -> bool:
    """Tell whether a calculation is on a row of the dose-modification table whose toxicity is known."""
    return any("toxicity" in w.inputs for w in request.wanted)


def _without(calculation: Calculate, name: str) -> Calculate:
    kept = tuple(
        replace(w, inputs={known: item for known, item in w.inputs.items() if known != name})
        for w in calculation.wanted
    )
    return replace(calculation, wanted=kept)
