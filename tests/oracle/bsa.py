"""Body surface area a second time: Mosteller by whole-number roots, the two others by logarithms."""

from decimal import Decimal
from fractions import Fraction
from math import exp, isqrt, log

_DIGITS = 40


def mosteller(weight_kg: Decimal, height_cm: Decimal) -> Fraction:
    """Return √(weight × height ÷ 3600) m², cut off after 40 digits, by a root of whole numbers."""
    square = Fraction(weight_kg) * Fraction(height_cm) / 3600
    return Fraction(isqrt(square.numerator * 10 ** (2 * _DIGITS) // square.denominator), 10**_DIGITS)


def dubois(weight_kg: Decimal, height_cm: Decimal) -> float:
    """Return the Du Bois BSA, m²."""
    return exp(log(71.84) + 0.425 * log(float(weight_kg)) + 0.725 * log(float(height_cm))) / 10_000


def haycock(weight_kg: Decimal, height_cm: Decimal) -> float:
    """Return the Haycock BSA, m²."""
    return exp(log(242.65) + 0.5378 * log(float(weight_kg)) + 0.3964 * log(float(height_cm))) / 10_000
