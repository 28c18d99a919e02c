"""The form of the shared rule files: inputs, scope and body surface area."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Strict

from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_values import (
    FORM,
    Boundary,
    NotFormalised,
    Number,
    Statement,
    Text,
)

Dosing = Literal["fixed", "bsa"]
DoseStep = Literal["initial", "full"]
Formula = Literal["mosteller", "dubois", "haycock"]
Whole = Annotated[int, Strict()]
YesNo = Annotated[bool, Strict()]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a number may be. Ours, not the monograph's.

    possible: outside these ends (None: no end) the input means nothing; positive: zero means nothing; plausible: outside
    these ends it is refused as a probable slip; whole: a whole number.
    """

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    unit: Text
    why: Text
    possible: tuple[Number | None, Number | None] = (None, None)
    plausible: tuple[Number, Number] = (Decimal(0), Decimal("Infinity"))
    positive: YesNo = False
    whole: YesNo = False


@dataclass(frozen=True, kw_only=True)
class Size:
    """A number of digits or characters, and what it is for."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    value: Whole
    why: Text


@dataclass(frozen=True, kw_only=True)
class InputTable:
    """inputs.yaml: the limits of every number that may be entered.

    decimals: the most digits after the point of an input; precision: the digits carried inside;
    root_precision: those of a root or power, which has no end; shown_decimals: those of a
    number in a sentence; name_characters: the longest name of an unknown input that an error repeats.
    """

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    origin: Literal["ours"]
    numbers: Mapping[str, Limits]
    decimals: Size
    precision: Size
    root_precision: Size
    shown_decimals: Size
    name_characters: Size


@dataclass(frozen=True, kw_only=True)
class ScopeTable:
    """scope.yaml: for whom the rules hold, and the weight that parts fixed dosing from dosing by body surface area."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    adult_age: Boundary
    adults_only: Statement
    children: Statement
    relapsed_refractory: tuple[Statement, ...]
    bsa_dosing_below: Boundary
    not_formalised: tuple[NotFormalised, ...]


@dataclass(frozen=True, kw_only=True)
class SquareRootOfProduct:
    """BSA [m²] = √(weight [kg] × height [cm] ÷ divisor)."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    form: Literal["square_root_of_product"]
    label: Text
    divisor: Number
    unit: Text
    reference: Text


@dataclass(frozen=True, kw_only=True)
class ProductOfPowers:
    """BSA [m²] = factor × weight [kg] ^ weight_exponent × height [cm] ^ height_exponent."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    form: Literal["product_of_powers"]
    label: Text
    factor: Number
    weight_exponent: Number
    height_exponent: Number
    unit: Text
    reference: Text


@dataclass(frozen=True, kw_only=True)
class ImpliedHeight:
    """The formula by which a weight and a BSA given together imply a height."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    formula: Literal["mosteller"]
    why: Text


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """The difference between a given and a computed BSA, as a share of the computed one, above which a warning is due."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    share: Number
    words: Text
    why: Text

    def __post_init__(self) -> None:
        if self.words != f"{plain(self.share * 100)}%":
            raise ValueError("words is not share in percent")


@dataclass(frozen=True, kw_only=True)
class Formulas:
    """The BSA formulas: the three of the machine contract."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    mosteller: SquareRootOfProduct
    dubois: ProductOfPowers
    haycock: ProductOfPowers


@dataclass(frozen=True, kw_only=True)
class BsaTable:
    """bsa.yaml: formulas of ours, and the statement of the monograph that makes a BSA necessary."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    origin: Literal["ours"]
    formulas: Formulas
    implied_height: ImpliedHeight
    disagreement: Disagreement
    dosed_by_bsa: Statement
    not_formalised: tuple[NotFormalised, ...]
