"""What the rules cover, as numbers: ages, weights, cycles, plausible ranges. A refusal may name these without a quote."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.knowledge.yaml_files import read_yaml
from evals.quantities import DOSES, Quantity, quantities, quantities_of

_RANGES = ("cycles", "days")


def limits_of(rules: Path) -> frozenset[Quantity]:
    """Return the limits that stand in a folder of rule files; no dose is among them."""
    found = (
        quantity
        for path in sorted(rules.glob("*.yaml"))
        for quantity in _limits("", read_yaml(path))
        if quantity.unit not in DOSES
    )
    return frozenset(found)


def _limits(name: str, node: object) -> Iterator[Quantity]:
    if isinstance(node, list):
        for part in node:
            yield from _limits(name, part)
    if not isinstance(node, Mapping):
        return
    if "value" in node and "unit" in node:
        yield from quantities(f"{node['value']} {node['unit']}")
    for key in ("possible", "plausible"):
        yield from quantities_of(name, node.get(key))
    for key, part in node.items():
        if key in _RANGES and isinstance(part, list):
            yield from quantities_of(key, part)
        yield from _limits(str(key), part)
