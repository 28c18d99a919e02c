"""What the questions do not test: sections, rows of the toxicity tables, calculators, disagreements and gaps without a case."""

from collections.abc import Iterable, Mapping

from assistant.calculators.catalogue import CATALOGUE
from evals.cases import Case
from evals.expectation import Expectation
from evals.ground import Ground
from evals.places import Place, touches

_SECTION_DEPTH = 2
_BAND = " > Patients "


def untested(cases: Iterable[Case], ground: Ground) -> dict[str, tuple[str, ...]]:
    """Return, by what it is, what no case expects anything of."""
    expectations = [expects for case in cases for expects in case.expectations]
    conflicts = {name for expects in expectations for name in expects.conflicts}
    gaps = {name for expects in expectations for name in expects.gaps}
    used = {calculation.calculator for expects in expectations for calculation in expects.calculations}
    asked = {name for e in expectations for name in (*e.missing, *e.missing_any)}
    used_inputs = {name for e in expectations for c in e.calculations for name in c.inputs}
    inputs = {known.name for description in CATALOGUE.values() for known in description.inputs}
    return {
        "Sections without a question": _sections(expectations, ground),
        "Calculators without a calculation": tuple(sorted(CATALOGUE.keys() - used)),
        "Inputs that no calculation uses and no question back asks for": tuple(sorted(inputs - used_inputs - asked)),
        "Disagreements without a question": _left(ground.registers["conflicts.yaml"], conflicts),
        "Gaps without a question": _left(ground.registers["gaps.yaml"], gaps),
    }


def _left(entries: Mapping[str, object], expected: set[str]) -> tuple[str, ...]:
    return tuple(sorted(entries.keys() - expected))


def _sections(expectations: Iterable[Expectation], ground: Ground) -> tuple[str, ...]:
    quotes = {quote for expects in expectations for group in expects.passages for quote in group}
    tested: dict[str, bool] = {}
    for passage in ground.passages:
        place = Place(passage.source, passage.section, passage.start, passage.end)
        row = passage.kind in {"row", "cell"}
        path = passage.section.partition(_BAND)[0] if row else " > ".join(passage.heading_path[:_SECTION_DEPTH])
        key = f"{passage.source}: {path}"
        tested[key] = tested.get(key, False) or any(touches(place, quote, ground.texts) for quote in quotes)
    return tuple(key for key, touched in tested.items() if not touched)
