"""What the words of a turn ask for: look something up, calculate, or nothing that is answered here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.aspects import Aspects, merged

Why = Literal["empty", "unreadable", "too_long", "elsewhere", "language", "lay", "unsafe", "child", "unstated"]
Emphasis = Literal["plain", "restated", "pushback"]


@dataclass(frozen=True)
class Wanted:
    """One calculation that a text asks for.

    inputs: by name, those that the calculator knows; unclear: those that are spoken of and cannot be read for certain;
    unresolved_days: a toxicity has lasted so many days without resolving.
    """

    calculator: str
    inputs: Mapping[str, Stated]
    unclear: tuple[Unclear, ...] = ()
    unresolved_days: Stated | None = None

    @property
    def values(self) -> dict[str, object]:
        """Return the inputs as the calculator takes them."""
        return {
            name: stated.value.isoformat() if isinstance(stated.value, date) else stated.value
            for name, stated in self.inputs.items()
        }


@dataclass(frozen=True)
class LookUp:
    """Look the question up.

    asked: what it is about; before: what was asked before, joined to it where the question alone finds nothing, or at once
    where it leans on it; emphasis: it is asked again, or doubted; subject: what was asked of before, where it stands before the
    question in words.
    """

    question: str
    asked: Aspects
    emphasis: Emphasis = "plain"
    before: "LookUp | None" = None
    leans: bool = False
    subject: str | None = None

    @property
    def look_up(self) -> "LookUp":
        """The question itself."""
        return self


@dataclass(frozen=True)
class Calculate:
    """Calculate. wanted: in the order of asking; patient: it is for one patient, so what is missing is asked for.

    Otherwise a question whose inputs are not complete asks for the rule, and is looked up. besides: a second part of the
    question, to be looked up.
    """

    question: str
    asked: Aspects
    wanted: tuple[Wanted, ...]
    patient: bool
    besides: LookUp | None = None
    emphasis: Emphasis = "plain"

    @property
    def look_up(self) -> LookUp:
        """The same question, to be looked up."""
        return LookUp(self.question, self.asked, self.emphasis)


@dataclass(frozen=True)
class Decline:
    """Decline. question: the user's words, cleaned, where they can be read; the nearest sections are named for them."""

    why: Why
    question: str | None = None


@dataclass(frozen=True)
class Acknowledge:
    """Nothing is asked: say what has been forgotten."""

    what: Literal["new_patient", "forgotten", "thanks"]


@dataclass(frozen=True)
class HoldLength:
    """Say what the length of a hold means for the cycle. look_up: the same question, where the rule on it is stopped."""

    days_held: Stated
    look_up: LookUp
    emphasis: Emphasis = "plain"

    @property
    def asked(self) -> Aspects:
        """What the question is about."""
        return self.look_up.asked


Request = LookUp | Calculate | Decline | Acknowledge | HoldLength


def joined(question: LookUp, before: LookUp) -> LookUp:
    """Return a follow-up together with what was asked before; what it names itself takes the place of what was named."""
    together = f"{before.question} {question.question}"
    return LookUp(together, merged(before.asked, question.asked), question.emphasis)
