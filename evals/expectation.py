"""What a right answer is: the part of a reference question that the scorers compare with."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.answering.answer import Kind, Reason
from assistant.calculators.catalogue import CATALOGUE
from assistant.knowledge.rule_sets import CalculatorName

FORM = ConfigDict(extra="forbid", frozen=True)

InputValue = bool | int | float | str
INPUT_NAMES = frozenset(known.name for description in CATALOGUE.values() for known in description.inputs)


class ExpectedQuote(BaseModel):
    """Words that must be cited; section: a part of the heading path where the words stand in several places."""

    model_config = FORM

    source: str
    quote: str = Field(min_length=1)
    section: str = ""


class ExpectedCalculation(BaseModel):
    """A calculation that must be made, with the inputs that it must use, in the contract's units, and a part of its result."""

    model_config = FORM

    calculator: CalculatorName
    inputs: Mapping[str, InputValue] = {}
    result: Mapping[str, object] = {}


class Expectation(BaseModel):
    """What a right answer is.

    kind, or_kinds: the kinds that are right; calculator, inputs, result: the calculation (`also`: further ones, in any order);
    absent: inputs that no calculation may use; missing: inputs of which all must be asked for, missing_any: at least one;
    reason, or_reasons: why it declines; passages: groups, each of which must be cited by one of its alternatives; mentions:
    what the text must hold, a list inside being alternatives; forbids: what it must not hold; conflicts: ids of disagreements
    that must be shown; no_conflicts: none may be; gaps: ids of what the documents do not state, which must be said.
    """

    model_config = FORM

    kind: Kind
    or_kinds: tuple[Kind, ...] = ()
    calculator: CalculatorName | None = None
    inputs: Mapping[str, InputValue] = {}
    absent: tuple[str, ...] = ()
    result: Mapping[str, object] = {}
    also: tuple[ExpectedCalculation, ...] = ()
    missing: tuple[str, ...] = ()
    missing_any: tuple[str, ...] = ()
    reason: Reason | None = None
    or_reasons: tuple[Reason, ...] = ()
    passages: tuple[tuple[ExpectedQuote, ...], ...] = ()
    mentions: tuple[str | tuple[str, ...], ...] = ()
    forbids: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    no_conflicts: bool = False
    gaps: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[Kind]:
        """Every kind that is right."""
        return frozenset({self.kind, *self.or_kinds})

    @property
    def reasons(self) -> frozenset[Reason]:
        """Every reason that is right; empty where none is named."""
        return frozenset({self.reason, *self.or_reasons} - {None})  # type: ignore[arg-type]  # None is taken out

    @property
    def calculations(self) -> tuple[ExpectedCalculation, ...]:
        """The calculations that must be made, the one that must stand first before the others."""
        if self.calculator is None:
            return self.also
        return (ExpectedCalculation(calculator=self.calculator, inputs=self.inputs, result=self.result), *self.also)

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        needs: Mapping[Kind, bool] = {
            "calculation": bool(self.inputs or self.result or self.also or self.calculator),
            "clarify": bool(self.missing or self.missing_any),
            "abstain": bool(self.reasons),
        }
        for kind, named in needs.items():
            if named and kind not in self.kinds:
                raise ValueError(f"what only a {kind} has is expected, but {kind} is not among the kinds")
        if (self.inputs or self.result) and self.calculator is None:
            raise ValueError("inputs or a result are expected, but no calculator is named")
        if self.no_conflicts and self.conflicts:
            raise ValueError("conflicts are expected, and none are")
        names = {*self.inputs, *self.absent, *self.missing, *self.missing_any}
        names.update(name for calculation in self.also for name in calculation.inputs)
        if unknown := sorted(names - INPUT_NAMES):
            raise ValueError(f"no calculator has the inputs {unknown}")
        return self
