"""The dose-modification table: its rows, the facts that decide in each, and the proof that they are complete and disjoint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from re import findall
from typing import ClassVar, Literal, get_args

from pydantic import ConfigDict

from assistant.knowledge.rule_forms import Whole
from assistant.knowledge.rule_values import (
    FORM,
    Boundary,
    NotFormalised,
    Number,
    Says,
    Statement,
    Text,
    prints,
    require_part,
)

Toxicity = Literal[
    "neurotoxicity",
    "seizure",
    "crs",
    "liver",
    "other",
    "pancreatitis",
    "leukoencephalopathy",
    "capillary_leak",
    "dic",
    "infusion_reaction",
]
Action = Literal[
    "discontinue",
    "consider_discontinuing",
    "hold",
    "hold_and_investigate",
    "hold_and_weigh",
    "consider_restart",
    "restart",
    "slow_or_stop",
    "not_specified",
    "manage_symptoms",
]
"""Strictest first."""

Fact = Literal["step", "resolved", "confirmed", "icans", "seizures"]

FACTS: Mapping[Fact, tuple[str, ...]] = {
    "step": ("initial", "full", "unknown"),
    "resolved": ("unknown", "in_time", "late"),
    "confirmed": ("suspected", "confirmed"),
    "icans": ("icans", "other", "unknown"),
    "seizures": ("one", "several"),
}


@dataclass(frozen=True, kw_only=True)
class Restart:
    """The restart of one weight band: the dose, the dose to increase to, and after how many days without recurrence."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    dose: Number
    escalate_to: Number
    unit: Literal["mcg/day", "mcg/m²/day"]
    after_days: Number
    words: Text

    def __post_init__(self) -> None:
        printed = (
            prints(self.words, self.dose, self.unit, before=r"(?:at )")
            and prints(self.words, self.escalate_to, self.unit, before=r"(?:to )")
            and prints(self.words, self.after_days, "days", before=r"(?:after )")
        )
        if not printed:
            raise ValueError("dose, escalate_to or after_days does not stand in the words of the restart")


@dataclass(frozen=True, kw_only=True)
class Band:
    """The cell of one weight band, and the parts of it that say something of their own, word for word."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    says: Says
    hold_until: Text | None = None
    manage: Text | None = None
    restart: Restart | None = None
    discontinue_if: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        require_part(self.hold_until, self.says, "hold_until")
        require_part(self.manage, self.says, "manage")
        require_part(self.restart.words if self.restart else None, self.says, "restart: words")
        for condition in self.discontinue_if:
            require_part(condition, self.says, "discontinue_if")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What to do for some combinations of the facts that decide, and why. `when` leaves out facts that do not matter."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    action: Action
    do: Text
    when: Mapping[Fact, tuple[Text, ...]] = field(default_factory=dict)
    because: Text | None = None
    warnings: tuple[Text, ...] = ()

    def fits(self, facts: Mapping[Fact, str]) -> bool:
        """Is this the outcome for these facts?"""
        return all(facts[fact] in values for fact, values in self.when.items())


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the tables, for both weight bands; fixed and bsa are None where the monograph has no such row."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    id: Text
    trigger: Text
    toxicities: tuple[Toxicity, ...]
    grades: tuple[Whole, ...]
    outcomes: tuple[Outcome, ...]
    companions: tuple[Text, ...]
    fixed: Band | None = None
    bsa: Band | None = None
    decided_by: tuple[Fact, ...] = ()
    late_when: Boundary | None = None
    several_when: Boundary | None = None
    premedication: Literal["at_restart", "after_interruption", "none"] = "none"
    warnings: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if (self.fixed is None) != (self.bsa is None):
            raise ValueError(f"row {self.id}: one weight band is missing")
        if (self.restart_of("fixed") is None) != (self.restart_of("bsa") is None):
            raise ValueError(f"row {self.id}: only one weight band has a restart")
        if self.late_when is not None and "resolved" not in self.decided_by:
            raise ValueError(f"row {self.id}: late_when decides nothing")
        if (self.several_when is not None) != ("seizures" in self.decided_by):
            raise ValueError(f"row {self.id}: several_when and the fact seizures go together")
        self._check_outcomes()
        self._check_numbers()

    def restart_of(self, band: Literal["fixed", "bsa"]) -> Restart | None:
        """Return the restart of a weight band, None where the row names none."""
        cell = self.fixed if band == "fixed" else self.bsa
        return cell.restart if cell else None

    def outcome(self, facts: Mapping[Fact, str]) -> Outcome:
        """Return the one outcome for these facts; loading has proved that there is exactly one."""
        return next(outcome for outcome in self.outcomes if outcome.fits(facts))

    def _combinations(self) -> Iterator[dict[Fact, str]]:
        values = [
            [value for value in FACTS[fact] if value != "late" or self.late_when is not None]
            for fact in self.decided_by
        ]
        for combination in product(*values):
            yield dict(zip(self.decided_by, combination, strict=True))

    def _check_outcomes(self) -> None:
        for outcome in self.outcomes:
            for fact, named in outcome.when.items():
                if fact not in self.decided_by or not set(named) <= set(FACTS[fact]):
                    raise ValueError(f"row {self.id}: {fact} {list(named)} is not among the facts that decide")
        for facts in self._combinations():
            fitting = [outcome.action for outcome in self.outcomes if outcome.fits(facts)]
            if len(fitting) != 1:
                raise ValueError(f"row {self.id}: {len(fitting)} outcomes for {facts}; there must be exactly one")

    def _check_numbers(self) -> None:
        """Our own words may repeat a number of the row; they never bring one (the number of a grade is a name)."""
        bands = [band for band in (self.fixed, self.bsa) if band]
        if not bands:
            return
        ours = [*self.warnings, *(text for o in self.outcomes for text in (o.do, o.because or "", *o.warnings))]
        printed = {n for band in bands for n in findall(r"\d+", band.says.text + band.says.section)}
        strange = {n for text in ours for n in findall(r"(?<!Grade )(?<!\d)\d+", text)} - printed
        if strange:
            raise ValueError(f"row {self.id}: {sorted(strange)} stands in our words, not in the row's quotes")


@dataclass(frozen=True, kw_only=True)
class PremedicationAtRestart(Statement):
    """Footnote d: dexamethasone with a restart, one sentence a weight band."""

    fixed: Text
    bsa: Text

    def __post_init__(self) -> None:
        require_part(self.fixed, self.says, "fixed")
        require_part(self.bsa, self.says, "bsa")


@dataclass(frozen=True, kw_only=True)
class PremedicationAfterInterruption(Boundary):
    """Dexamethasone when an infusion is restarted after an interruption of so many hours."""

    text: Text

    def __post_init__(self) -> None:
        super().__post_init__()
        require_part(self.text, self.says, "text")


@dataclass(frozen=True, kw_only=True)
class ModificationTable:
    """modification.yaml: every row, and what stands beside them."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    grades: tuple[Whole, ...]
    companions: Mapping[str, Statement]
    same_cycle: Boundary
    new_cycle: Boundary
    premedication_at_restart: PremedicationAtRestart
    premedication_after_interruption: PremedicationAfterInterruption
    rows: tuple[Row, ...]
    not_formalised: tuple[NotFormalised, ...]

    def __post_init__(self) -> None:
        for toxicity in get_args(Toxicity):
            self._check_toxicity(toxicity)
        needed = {"deference"} | {name for row in self.rows for name in row.companions}
        if needed != set(self.companions):
            raise ValueError(f"companions {sorted(needed ^ set(self.companions))} are unknown or not used")
        if self.same_cycle.value != self.new_cycle.value:
            raise ValueError("same_cycle and new_cycle do not meet")

    def _check_toxicity(self, toxicity: Toxicity) -> None:
        rows = [row for row in self.rows if toxicity in row.toxicities]
        if len(rows) == 1 and not rows[0].grades:
            return
        if sorted(grade for row in rows for grade in row.grades) != list(self.grades) or not all(
            row.grades for row in rows
        ):
            raise ValueError(f"{toxicity}: there must be one row without grades, or one row for each grade")
