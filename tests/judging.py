"""A tiny ground and short ways to a judged turn, for tests of scorers."""

from collections.abc import Mapping
from typing import Any

from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote
from assistant.knowledge.registers import Companion, Place
from assistant.knowledge.rule_sets import Rules
from evals.cases import Case
from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Result, Score
from evals.scorers import SCORERS

TEXT = "Alpha 5 mcg/day. Beta. Alpha 5 mcg/day. Beside."
ALPHA = {"source": "m", "quote": "Alpha 5 mcg/day."}
BETA = {"source": "m", "quote": "Beta."}
BESIDE = Quote("m", "S", "Beside.", 40, 47, "beside")


def ground(rules: Rules | None = None) -> Ground:
    """A document of four statements, of which the second must stand with the last, and registers of one entry each."""
    places = {"alpha": ("S > T", 0, 16), "beta": ("S > U", 17, 22), "beside": ("S", 40, 47)}
    passages = tuple(
        Passage(name, "m", tuple(section.split(" > ")), "sentence", start, end, TEXT[start:end])
        for name, (section, start, end) in places.items()
    )
    companion = Companion("c", "why", (Place(source="m", section="S > U"),), (BESIDE,))
    gap = {"id": "G01", "statement": "What to do after 1 seizure stands nowhere."}
    registers: Mapping[str, Mapping[str, object]] = {"conflicts.yaml": {}, "gaps.yaml": {"G01": gap}, "errata.yaml": {}}
    return Ground({"m": TEXT}, passages, (companion,), registers, rules)  # type: ignore[arg-type]  # most need no rules


def citation(start: int = 0, end: int = 16, section: str = "S > T", n: int = 1) -> dict[str, Any]:
    return {"n": n, "source": "m", "section": section, "quote": TEXT[start:end], "start": start, "end": end}


def answer(kind: str = "answer", text: str = "“Alpha 5 mcg/day.” [1]", **more: Any) -> dict[str, Any]:
    """An answer that cites the first statement, where it is an answer."""
    return {
        "kind": kind,
        "text": text,
        "citations": [citation()] if kind == "answer" else [],
        "calculation": None,
        "also": [],
        "missing": [],
        "conflicts": [],
        "warnings": [],
        "reason": None,
        **more,
    }


def calculation(calculator: str = "dose", result: Mapping[str, Any] | None = None, **inputs: Any) -> dict[str, Any]:
    return {"calculator": calculator, "inputs": inputs, "result": result or {}, "steps": [], "warnings": []}


def turn(given: Mapping[str, Any], *said: str, **more: Any) -> AnsweredTurn:
    return AnsweredTurn(said or ("words",), None, given, **more)


def score(name: str, given: Mapping[str, Any] | AnsweredTurn, rules: Rules | None = None, **expects: Any) -> Score:
    """Judge one answer with one scorer. expects: fields of the expectation; its kind is `answer` where none is given."""
    expectation = Expectation.model_validate({"kind": "answer", **expects})
    return SCORERS[name](given if isinstance(given, AnsweredTurn) else turn(given), expectation, ground(rules))


def case(case_id: str = "x", **more: Any) -> Case:
    fields = {
        "id": case_id,
        "name": "n",
        "cluster": f"c-{case_id}",
        "half": "reporting",
        "role": "nurse",
        "severity": "minor",
    }
    if "turns" not in more:
        fields |= {"question": "<b>q</b>", "expects": {"kind": "answer"}}  # type: ignore[dict-item]
    return Case.model_validate(fields | more)


def result(asked: Case, *given: Mapping[str, Any], repeats: tuple[str, ...] = ()) -> Result:
    said = tuple(turn.say for turn in asked.script)
    turns = tuple(
        AnsweredTurn(said[: n + 1], asked.script[n].expects, one, repeats=repeats) for n, one in enumerate(given)
    )
    return Result(asked, "g", turns, 0.1)
