"""The bounds that a delivery must keep (evals/gates.yaml)."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.knowledge.yaml_files import read_yaml
from evals.judge import Rate

GATES = Path(__file__).parent / "gates.yaml"


class Gate(BaseModel):
    """A bound on one measure of the reporting half, as a share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: float | None = None
    at_most: float | None = None


def load_gates(path: Path = GATES) -> dict[str, Gate]:
    """Return the gates by measure."""
    return TypeAdapter(dict[str, Gate]).validate_python(read_yaml(path))


def below(gates: Mapping[str, Gate], measured: Mapping[str, Rate]) -> tuple[str, ...]:
    """Return, in words, the gates that are not kept. A measure of nothing keeps no gate."""
    missed = []
    for name, gate in gates.items():
        share = measured[name].share if name in measured else None
        if share is None:
            missed.append(f"{name}: nothing was measured")
        elif gate.at_least is not None and share < gate.at_least:
            missed.append(f"{name}: {measured[name]}, at least {gate.at_least:.0%} is needed")
        elif gate.at_most is not None and share > gate.at_most:
            missed.append(f"{name}: {measured[name]}, at most {gate.at_most:.0%} is allowed")
    return tuple(missed)
