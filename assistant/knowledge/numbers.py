"""Write a number as it is safe to read: exact, a leading zero, no trailing zero, no exponent."""

from decimal import Decimal


def plain(number: Decimal) -> str:
    """Return the number in full: 0.5, never .5; 5, never 5.0; never rounded, never with an exponent."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(number: Decimal, unit: str) -> str:
    """Return the number and its unit with a space between them; a percent sign takes none."""
    return f"{plain(number)}{unit}" if unit == "%" else f"{plain(number)} {unit}"
