"""What an answer by a calculator holds, as the tests of conversations look at it."""

from assistant.answering.answer import Answer


def used(answer: Answer) -> dict[str, object]:
    """The inputs that were used, without those that are taken by default."""
    assert answer.calculation is not None
    hidden = ("indication", "formula", "icans")
    return {name: value for name, value in answer.calculation["inputs"].items() if name not in hidden}


def action_of(answer: Answer) -> object:
    """What the row of the table says is to be done."""
    assert answer.calculation is not None
    return answer.calculation["result"]["action"]
