"""The form of the rule file of each calculator but the dose-modification table, and what must fit together in it."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import ConfigDict

from assistant.knowledge.rule_forms import DoseStep, Dosing, Whole, YesNo
from assistant.knowledge.rule_values import (
    FORM,
    Boundary,
    NotFormalised,
    Number,
    Says,
    Statement,
    Text,
    Value,
    prints,
    require_part,
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row of the dosing tables: the dose for some cycles and days, both ends included.

    dose: mcg/day where dosing is fixed, mcg/m²/day where it is by BSA; maximum: mcg/day, for dosing by BSA.
    """

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    label: Text
    dosing: Dosing
    dose_step: DoseStep
    cycles: tuple[Whole, Whole]
    days: tuple[Whole, Whole]
    dose: Number
    unit: Literal["mcg/day", "mcg/m²/day"]
    says: Says
    maximum: Value | None = None

    def __post_init__(self) -> None:
        by_bsa = self.dosing == "bsa"
        if (self.unit == "mcg/m²/day") != by_bsa or (self.maximum is not None) != by_bsa:
            raise ValueError("dosing by bsa has the unit mcg/m²/day and a maximum, fixed dosing has neither")
        if not prints(self.says.text, self.dose, self.unit):
            raise ValueError(f"the dose with its unit {self.unit} does not stand in its quote")
        if f"Days {self.days[0]} to {self.days[1]}" not in self.says.text:
            raise ValueError("the days do not stand in its quote")
        first, last = self.cycles
        printed = {f"Cycle {first}"} if first == last else {f"Cycles {first} to {last}", f"Cycles {first}-{last}"}
        if self.says.section.rpartition(" > ")[-1] not in printed:
            raise ValueError("the cycles do not stand in the heading of its quote")

    def covers(self, cycle: int | Decimal, day: int | Decimal) -> bool:
        """Is this the row for the day of the cycle?"""
        return self.cycles[0] <= cycle <= self.cycles[1] and self.days[0] <= day <= self.days[1]


@dataclass(frozen=True, kw_only=True)
class DoseTable:
    """dose.yaml: every step of every cycle, for both ways of dosing."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    steps: tuple[Step, ...]
    treatment_free: Value
    cycle_length: Value
    cycles: Boundary
    not_formalised: tuple[NotFormalised, ...]

    def __post_init__(self) -> None:
        if timedelta(days=self.last_day - self.last_infusion_day) != timedelta(weeks=int(self.treatment_free.value)):
            raise ValueError("the infusion and the treatment-free interval do not fill the cycle")
        for dosing in ("fixed", "bsa"):
            for cycle in range(1, self.last_cycle + 1):
                for day in range(1, self.last_infusion_day + 1):
                    rows = [step for step in self.steps if step.dosing == dosing and step.covers(cycle, day)]
                    if len(rows) != 1:
                        raise ValueError(
                            f"{len(rows)} steps for {dosing} dosing in cycle {cycle} on day {day}: there must be exactly one"
                        )
        if any(step.cycles[1] > self.last_cycle for step in self.steps):
            raise ValueError("a step lies beyond the last cycle")

    @property
    def last_cycle(self) -> int:
        """The last cycle that the monograph states."""
        return int(self.cycles.value)

    @property
    def last_day(self) -> int:
        """The last day of a cycle."""
        return int(self.cycle_length.value)

    @property
    def last_infusion_day(self) -> int:
        """The last day with an infusion; after it the cycle is treatment-free."""
        return max(step.days[1] for step in self.steps)


@dataclass(frozen=True, kw_only=True)
class HospitalStay:
    """The least stay in hospital of one cycle: so many first days."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    label: Text
    cycle: Whole
    first_days: Whole
    unit: Literal["days"]
    says: Says

    def __post_init__(self) -> None:
        if f"first {self.first_days} days of cycle {self.cycle}" not in self.says.text:
            raise ValueError("the stay does not stand in its quote")


@dataclass(frozen=True, kw_only=True)
class ScheduleTable:
    """schedule.yaml: what a calendar needs beyond dose.yaml."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    hospital_stay: tuple[HospitalStay, ...]
    not_formalised: tuple[NotFormalised, ...]

    def __post_init__(self) -> None:
        cycles = [stay.cycle for stay in self.hospital_stay]
        if len(set(cycles)) != len(cycles):
            raise ValueError("two hospital stays for one cycle")


@dataclass(frozen=True, kw_only=True)
class Bag:
    """One row of the table of infusion rates, as printed. days: where the row names them too."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    bag_hours: Number
    rate_ml_per_h: Number
    volume_ml: Number
    overfill: Text
    inline_filter_required: YesNo
    says: Says
    days: Number | None = None

    def __post_init__(self) -> None:
        hours = str(self.bag_hours) + (f" ({self.days} days)" if self.days is not None else "")
        if self.says.text != f"{self.rate_ml_per_h} | {hours} | {self.volume_ml} | {self.overfill}":
            raise ValueError("rate, hours, volume and overfill are not, in this order, the cells of its quote")


@dataclass(frozen=True, kw_only=True)
class InfusionTable:
    """infusion.yaml: the bags for fixed dosing and what goes with them."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    bags: tuple[Bag, ...]
    filter_required: Statement
    filter_not_required: Statement
    seven_day_bag_not_recommended: Boundary
    do_not_flush: Statement
    not_formalised: tuple[NotFormalised, ...]

    def __post_init__(self) -> None:
        hours = [bag.bag_hours for bag in self.bags]
        if len(set(hours)) != len(hours):
            raise ValueError("two bags of the same hours")
        for bag in self.bags:
            if bag.inline_filter_required:
                said = f"{bag.bag_hours}h" in self.filter_required.says.text
            else:
                said = bag.days is not None and f"{bag.days}-day bag" in self.filter_not_required.says.text
            if not said:
                raise ValueError(
                    f"no quote says whether the bag of {bag.bag_hours} hours needs a filter as the row has it"
                )


@dataclass(frozen=True, kw_only=True)
class LiverTable:
    """liver.yaml: the thresholds that lead to the liver row of the dose-modification table."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    liver_tests: Boundary
    bilirubin: Boundary
    not_formalised: tuple[NotFormalised, ...]

    def __post_init__(self) -> None:
        for name, boundary in (("LFTs", self.liver_tests), ("bilirubin", self.bilirubin)):
            if f"{name} > {boundary.value}" not in boundary.says.section:
                raise ValueError(f"the threshold of {name} does not stand in the heading of its quote")


@dataclass(frozen=True, kw_only=True)
class PrephaseText(Statement):
    """The prephase itself, in the words of the quote."""

    text: Text

    def __post_init__(self) -> None:
        require_part(self.text, self.says, "text")


@dataclass(frozen=True, kw_only=True)
class PrephaseTable:
    """prephase.yaml: when dexamethasone precedes the first dose, and which."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    marrow_blasts: Boundary
    peripheral_blasts: Boundary
    dexamethasone: PrephaseText
    not_formalised: tuple[NotFormalised, ...]
