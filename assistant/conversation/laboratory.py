"""Laboratory values of a chart beside a dose that is asked for: they are none of its inputs."""

from assistant.calculators import CATALOGUE
from assistant.conversation.stated import Reading

_OF_A_DOSE = frozenset(given.name for given in CATALOGUE["dose"].inputs)
_LABORATORY = frozenset(given.name for name in ("liver", "prephase") for given in CATALOGUE[name].inputs) - _OF_A_DOSE


def without_laboratory(reading: Reading) -> Reading:
    """Return a reading without blasts and liver values."""
    return Reading(
        {name: item for name, item in reading.stated.items() if name not in _LABORATORY},
        {name: item for name, item in reading.unclear.items() if name not in _LABORATORY},
    )
