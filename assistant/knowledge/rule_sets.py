"""What each calculator rests on: exactly these values and quotes, and no others."""

from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.errors import CorpusError
from assistant.knowledge.modification_table import PremedicationAfterInterruption, PremedicationAtRestart, Row
from assistant.knowledge.rule_forms import BsaTable, InputTable
from assistant.knowledge.rule_tables import DoseTable, InfusionTable, LiverTable, PrephaseTable, ScheduleTable
from assistant.knowledge.rule_values import Boundary, Statement
from assistant.knowledge.sign_off import Signature, is_signed, sign_off_words

CalculatorName = Literal["bsa", "dose", "schedule", "infusion", "modification", "liver", "prephase"]


@dataclass(frozen=True)
class Scope:
    """For whom the rules hold."""

    adult_age: Boundary
    adults_only: Statement
    children: Statement
    relapsed_refractory: tuple[Statement, ...]


@dataclass(frozen=True)
class BsaRules:
    """What `bsa` rests on."""

    inputs: InputTable
    table: BsaTable


@dataclass(frozen=True)
class DoseRules:
    """What `dose` rests on."""

    inputs: InputTable
    scope: Scope
    bsa_dosing_below: Boundary
    table: DoseTable
    bsa: BsaTable


@dataclass(frozen=True)
class ScheduleRules:
    """What `schedule` rests on: the rules of `dose`, and the calendar's own."""

    dose: DoseRules
    table: ScheduleTable

    @property
    def inputs(self) -> InputTable:
        """The limits of the inputs."""
        return self.dose.inputs


@dataclass(frozen=True)
class InfusionRules:
    """What `infusion` rests on."""

    inputs: InputTable
    scope: Scope
    bsa_dosing_below: Boundary
    table: InfusionTable


@dataclass(frozen=True)
class Case:
    """A row of the dose-modification table with all that stands beside it. disabled: why an operator switched it off, or None."""

    row: Row
    companions: tuple[Statement, ...]
    premedication: PremedicationAtRestart | PremedicationAfterInterruption | None
    disabled: str | None = None


@dataclass(frozen=True)
class ModificationRules:
    """What `modification` rests on; `liver` rests on the one case of its row."""

    inputs: InputTable
    scope: Scope
    bsa_dosing_below: Boundary
    cases: tuple[Case, ...]
    same_cycle: Boundary
    new_cycle: Boundary
    deference: Statement


@dataclass(frozen=True)
class LiverRules:
    """What `liver` rests on: its thresholds and the liver row."""

    table: LiverTable
    modification: ModificationRules

    @property
    def inputs(self) -> InputTable:
        """The limits of the inputs."""
        return self.modification.inputs

    @property
    def scope(self) -> Scope:
        """For whom the rules hold."""
        return self.modification.scope


@dataclass(frozen=True)
class PrephaseRules:
    """What `prephase` rests on."""

    inputs: InputTable
    scope: Scope
    table: PrephaseTable


@dataclass(frozen=True)
class Stopped:
    """A calculator that must not be used until someone has reviewed its rules.

    reasons: what no longer holds, each with file, problem and remedy; sections: where in the documents to look; disabled: why
    an operator switched it off, None where its rules do not hold.
    """

    calculator: CalculatorName
    reasons: tuple[CorpusError, ...]
    sections: tuple[str, ...]
    disabled: str | None = None


@dataclass(frozen=True)
class Rules:
    """The rules of every calculator, or why it is stopped.

    hash: the first 12 hex digits of a sha256 over the rule files; signatures: all that sign_off.yaml holds.
    """

    hash: str
    signatures: tuple[Signature, ...]
    bsa: BsaRules | Stopped
    dose: DoseRules | Stopped
    schedule: ScheduleRules | Stopped
    infusion: InfusionRules | Stopped
    modification: ModificationRules | Stopped
    liver: LiverRules | Stopped
    prephase: PrephaseRules | Stopped

    @property
    def signed(self) -> bool:
        """Have two different pharmacists signed the rules as they stand now?"""
        return is_signed(self.signatures, self.hash)

    @property
    def sign_off(self) -> str:
        """Who has signed the rules as they stand now, in words."""
        return sign_off_words(self.signatures, self.hash)

    @property
    def stopped(self) -> tuple[Stopped, ...]:
        """The calculators that are stopped."""
        all_rules = (self.bsa, self.dose, self.schedule, self.infusion, self.modification, self.liver, self.prephase)
        return tuple(rules for rules in all_rules if isinstance(rules, Stopped))
