"""The catastrophic cases of the reference questions, with a model that lies in every job: the answers are those without it."""

from dataclasses import replace

from hostile import changed_by, hostile_model

from assistant.answering.pipeline import Assistant, converse
from evals.cases import load_cases

_DRAWN = 60


def test_a_hostile_model_changes_no_answer_to_a_safety_critical_case(assistant: Assistant) -> None:
    cases = [case for members in load_cases().values() for case in members if case.severity == "catastrophic"]
    step = max(1, len(cases) // _DRAWN)
    hostile = replace(assistant, model=hostile_model())
    for case in cases[::step][:_DRAWN]:
        turns = [turn.say for turn in case.script]
        for answer, alone in zip(converse(hostile, turns), converse(assistant, turns), strict=True):
            assert changed_by(answer, alone) == [], (case.id, answer.text)
