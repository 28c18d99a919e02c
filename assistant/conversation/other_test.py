"""One liver test put in the place of another: "sorry, that was ALT not bili", "what if it was bilirubin"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.conversation import following
from assistant.conversation.liver_values import tests_named
from assistant.conversation.requests import Calculate
from assistant.conversation.stated import Stated

_DIGIT = re.compile(r"\d")
_SUPPOSED = re.compile(r"\b(?:was|were|is|had been|been|it['’]?s)\b", re.IGNORECASE)
_FORMS = ("_x_uln", "_uln", "")


def of_another_test(question: str, request: Calculate | None) -> Calculate | None:
    """Return a request on one liver test as one on the other test that a turn without a number names, None where it names none."""
    if request is None or any(w.calculator != "liver" for w in request.wanted) or _DIGIT.search(question):
        return None
    # A raw value is no value of another test: only multiples are supposed of it.
    is_multiple = all(_test_of(name) is None or name.endswith("_x_uln") for w in request.wanted for name in w.inputs)
    is_supposed = is_multiple and following.supposes(question) and _SUPPOSED.search(question) is not None
    is_put_right = following.is_correction(question) or is_supposed
    known = {test for w in request.wanted for name in w.inputs if (test := _test_of(name)) is not None}
    others = tests_named(question) - known
    if not is_put_right or len(known) != 1 or len(others) != 1:
        return None
    old, new = known.pop(), others.pop()
    return replace(
        request,
        wanted=tuple(replace(w, inputs=_renamed(w.inputs, old, new), unclear=()) for w in request.wanted),
        besides=None,
        emphasis="plain",
    )


def _test_of(name: str) -> str | None:
    base = next((name.removesuffix(form) for form in _FORMS if form and name.endswith(form)), name)
    return base if base in ("alt", "ast", "lft", "bilirubin") else None


def _renamed(inputs: Mapping[str, Stated], old: str, new: str) -> dict[str, Stated]:
    return {
        (name if _test_of(name) != old else new + name.removeprefix(old)): (
            replace(item, carried=True)
            if _test_of(name) != old
            else replace(item, name=new + name.removeprefix(old), carried=True)
        )
        for name, item in inputs.items()
    }
