"""Do liver tests reach the row of the dose-modification table? (document section: Dose Modifications > Dosage with toxicity)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.calculators import modification, scope
from assistant.calculators.calculation import CalculationError, Computed
from assistant.calculators.inputs import Given
from assistant.calculators.wording import ONLY_ADULTS
from assistant.knowledge.numbers import amount, plain
from assistant.knowledge.rule_sets import LiverRules
from assistant.knowledge.rule_values import Boundary

_TESTS: Mapping[str, str] = {"alt": "ALT", "ast": "AST", "lft": "Liver test", "bilirubin": "Bilirubin"}


@dataclass(frozen=True)
class _Measurement:
    """A value and the limit that it is a multiple of; of a multiple given as such the limit is one."""

    test: str
    value: Decimal
    limit: Decimal
    words: str


def problems(given: Given, rules: LiverRules) -> Iterator[CalculationError]:
    """Yield what the rules do not allow, and a value or limit that lacks the other."""
    yield from scope.problems(given, rules.scope)
    for test, label in _TESTS.items():
        for name, other in ((test, f"{test}_uln"), (f"{test}_uln", test)):
            if name in given.numbers and other not in given.numbers:
                yield CalculationError(
                    "missing_input", other, f"{label}: a value and its upper limit of normal belong together.", (other,)
                )
    if not any(name in given.numbers for test in _TESTS for name in (test, f"{test}_uln", f"{test}_x_uln")):
        multiples = tuple(f"{test}_x_uln" for test in _TESTS)
        yield CalculationError(
            "missing_input",
            multiples[0],
            "Give at least one liver test: a multiple of its upper limit of normal, or a value with its limit.",
            (*multiples, *_TESTS),
        )


def compute(given: Given, rules: LiverRules) -> Computed:
    """Hold each test given against its threshold, exactly: a value against a multiple of its limit, never a quotient."""
    measurements = _measurements(given)
    exceeding = [m for m in measurements if _threshold(m.test, rules).holds(m.value, m.limit)]
    exceeded_by = tuple(test for test in _TESTS if test in {m.test for m in exceeding})
    sentences = tuple(_comparison(m, rules) for m in measurements)
    used = tuple(name for test in _TESTS for name in (f"{test}_x_uln", test, f"{test}_uln"))
    used = (*used, "weight_kg", "age_years", "indication")
    if not exceeding:
        return Computed(
            used=used,
            result={"threshold_exceeded": False, "exceeded_by": (), "modification": None},
            steps=(
                *sentences,
                "The threshold of the row is not exceeded; by this row nothing is to be done.",
                ONLY_ADULTS,
            ),
            warnings=_disagreements(measurements, rules),
            citations=(rules.table.liver_tests.says, rules.table.bilirubin.says, rules.scope.adults_only.says),
        )
    row = modification.compute(_as_toxicity(given), rules.modification)
    return Computed(
        used=used,
        result={"threshold_exceeded": True, "exceeded_by": exceeded_by, "modification": row.result},
        steps=(*sentences, *row.steps),
        warnings=(*_disagreements(measurements, rules), *row.warnings),
        citations=row.citations,
    )


def _measurements(given: Given) -> list[_Measurement]:
    numbers, found = given.numbers, []
    for test, label in _TESTS.items():
        multiple = numbers.get(f"{test}_x_uln")
        if multiple is not None:
            found.append(_Measurement(test, multiple, Decimal(1), f"{label}: {amount(multiple, 'x ULN')}"))
        if test in numbers:
            value, limit = numbers[test], numbers[f"{test}_uln"]
            words = f"{label}: {plain(value)} with an upper limit of normal (ULN) of {plain(limit)}"
            found.append(_Measurement(test, value, limit, words))
    return found


def _threshold(test: str, rules: LiverRules) -> Boundary:
    return rules.table.bilirubin if test == "bilirubin" else rules.table.liver_tests


def _comparison(measurement: _Measurement, rules: LiverRules) -> str:
    threshold = _threshold(measurement.test, rules)
    exceeded = threshold.holds(measurement.value, measurement.limit)
    return f"{measurement.words}; the threshold, {threshold.words}, is {'exceeded' if exceeded else 'not exceeded'}."


def _disagreements(measurements: list[_Measurement], rules: LiverRules) -> tuple[str, ...]:
    verdicts: dict[str, set[bool]] = {}
    for m in measurements:
        verdicts.setdefault(m.test, set()).add(_threshold(m.test, rules).holds(m.value, m.limit))
    return tuple(
        f"{_TESTS[test]}: the multiple given and the value given do not agree: check both. The higher one was taken."
        for test, found in verdicts.items()
        if len(found) > 1
    )


def _as_toxicity(given: Given) -> Given:
    """Return the patient's facts as the dose-modification table asks for them: the liver row, without days."""
    return replace(given, numbers=_only(given.numbers, "weight_kg"), choices={**given.choices, "toxicity": "liver"})


def _only(numbers: Mapping[str, Decimal], name: str) -> dict[str, Decimal]:
    return {name: numbers[name]} if name in numbers else {}
