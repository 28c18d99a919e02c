"""When an entry of a register bears on what is asked, shown or calculated: conditions as data."""

from collections.abc import Mapping, Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.knowledge.aspects import WeightBand
from assistant.knowledge.facets import Inquiry
from assistant.knowledge.passages import SECTION_SEPARATOR, Passage

Scalar = bool | int | str | None


class Place(BaseModel):
    """Statements of one source at or below a section, those that hold certain words where `holding` is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    section: str
    holding: str | None = None

    def holds(self, passage: Passage) -> bool:
        """Tell whether a passage lies here."""
        inside = passage.section == self.section or passage.section.startswith(self.section + SECTION_SEPARATOR)
        return passage.source == self.source and inside and (self.holding is None or self.holding in passage.quote)


class Asking(BaseModel):
    """A question on which an entry bears. Every field that is given must hold.

    about, and_about, asking: the question names at least one of these concepts or facets; not_about: none of these.
    grades, bands: the question names one of these, or no grade (band) at all; named_grades, named_bands: it names one.
    shown: the answer shows a statement that lies in one of these places; leading: its first statement lies in one.
    beside: calculators; where calculations are the answer, the words count only beside one of these.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: tuple[str, ...] = ()
    and_about: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    named_grades: tuple[int, ...] = ()
    bands: tuple[WeightBand, ...] = ()
    named_bands: tuple[WeightBand, ...] = ()
    shown: tuple[Place, ...] = ()
    leading: tuple[Place, ...] = ()
    beside: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.about or self.asking or self.shown or self.leading):
            raise ValueError("a condition needs about, asking, shown or leading; it would hold for every question")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Every concept and facet that the condition names."""
        return (*self.about, *self.and_about, *self.asking, *self.not_about)

    def holds(self, inquiry: Inquiry, shown: Sequence[Passage]) -> bool:
        """Tell whether the condition holds for a question and the statements shown with its answer."""
        topics, aspects = inquiry.topics, inquiry.aspects
        named = all(not wanted or topics & set(wanted) for wanted in (self.about, self.and_about, self.asking))
        numbers = (
            (self.grades, aspects.grades or set(self.grades)),
            (self.named_grades, aspects.grades),
            (self.bands, aspects.bands or set(self.bands)),
            (self.named_bands, aspects.bands),
        )
        fits = all(not wanted or set(wanted) & set(found) for wanted, found in numbers)
        seen = _any_lies_in(shown, self.shown) and _any_lies_in(shown[:1], self.leading)
        return named and fits and seen and not topics & set(self.not_about)


class Rows(BaseModel):
    """The rows of the documents on which a disagreement is; an empty field means that it is on no certain one.

    A question that compares the documents on another grade, weight band or toxicity does not touch it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    grades: tuple[int, ...] = ()
    bands: tuple[WeightBand, ...] = ()
    toxicities: tuple[str, ...] = ()

    def touched(self, inquiry: Inquiry) -> bool:
        """Tell whether the question names one of these rows, or none."""
        aspects = inquiry.aspects
        pairs = ((self.grades, aspects.grades), (self.bands, aspects.bands), (self.toxicities, aspects.toxicities))
        return all(not own or not named or bool(set(own) & set(named)) for own, named in pairs)


class Calculated(BaseModel):
    """A calculation on which an entry bears. Every field that is given must hold.

    calculator: its name; values: what stands at these places, one of the values listed; has: places where something stands;
    asking: the question names at least one of these concepts and facets; not_about: none of these. A place is `inputs.NAME` or `result.NAME`, deeper ones parted by dots (`result.restart.bsa`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    calculator: str
    values: Mapping[str, tuple[Scalar, ...]] = {}
    has: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every concept and facet that the condition names."""
        return (*self.asking, *self.not_about)

    def holds(self, calculator: str, fields: Mapping[str, object], inquiry: Inquiry) -> bool:
        """Tell whether the condition holds. fields: {"inputs": …, "result": …}, as an Answer carries them."""
        return (
            calculator == self.calculator
            and (not self.asking or bool(inquiry.topics & set(self.asking)))
            and not inquiry.topics & set(self.not_about)
            and all(_at(fields, place) in wanted for place, wanted in self.values.items())
            and all(_at(fields, place) is not None for place in self.has)
        )


def _any_lies_in(shown: Sequence[Passage], places: Sequence[Place]) -> bool:
    return not places or any(place.holds(passage) for place in places for passage in shown)


def _at(fields: Mapping[str, object], place: str) -> object:
    found: object = fields
    for name in place.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
