"""The bounds that a delivery must keep (evals/gates.yaml)."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.knowledge.yaml_files import read_yaml
from evals.rates import Rate

GATES = Path(__file__).parent / "gates.yaml"
MEDIAN_WORDS = "median_words"
WORST_OF_REWRITES = "worst_of_rewrites"


class Gate(BaseModel):
    """A bound on one measure of the reporting half: a share, or words for the median length.

    needs_cases: False where a question set may hold nothing to measure; else a measure of nothing does not keep its gate.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: float | None = None
    at_most: float | None = None
    needs_cases: bool = True


def load_gates(path: Path = GATES) -> dict[str, Gate]:
    """Return the gates by measure."""
    return TypeAdapter(dict[str, Gate]).validate_python(read_yaml(path))


def below(gates: Mapping[str, Gate], measured: Mapping[str, Rate], words: float | None) -> tuple[str, ...]:
    """Return, in words, the gates that are not kept. A measure of nothing keeps no gate that needs cases.

    measured: the rates by name; words: the median length.
    """
    missed = []
    for name, gate in gates.items():
        value = words if name == MEDIAN_WORDS else measured[name].share if name in measured else None
        shown = f"{words} words" if name == MEDIAN_WORDS else str(measured.get(name))
        if value is None:
            missed += [f"{name}: nothing was measured"] if gate.needs_cases else []
        elif gate.at_least is not None and value < gate.at_least:
            missed.append(f"{name}: {shown}, at least {_bound(gate.at_least)} is needed")
        elif gate.at_most is not None and value > gate.at_most:
            missed.append(f"{name}: {shown}, at most {_bound(gate.at_most)} is allowed")
    return tuple(missed)


def _bound(bound: float) -> str:
    return f"{bound:.1%}" if bound <= 1 else f"{bound:g}"
