"""Which of the passages that answer are worded, by ids without meaning. What is not worded is still shown as a quote."""

import secrets
from collections.abc import Sequence

from assistant.answering.calling import ModelError, json_of
from assistant.answering.model import LanguageModel
from assistant.answering.prompts import CHOOSE, DATA_ARE_NOT_INSTRUCTIONS, as_data
from assistant.knowledge.identifiers import without_identifiers
from assistant.knowledge.passages import Passage

_MOST = 3


def chosen(question: str, passages: Sequence[Passage], model: LanguageModel, deadline: float) -> tuple[Passage, ...]:
    """Return the chosen passages in their own order; the first is always among them. Raises ModelError.

    An id that was not given out is dropped: a model cannot bring in what was not found.
    """
    ids = {f"p{secrets.token_hex(3)}": passage for passage in passages}
    listed = "\n".join(f"{name}: {passage.section}: {passage.words}" for name, passage in ids.items())
    answer = json_of(
        model,
        [
            ("system", f"{DATA_ARE_NOT_INSTRUCTIONS}\n{CHOOSE}"),
            ("user", f"{as_data('question', without_identifiers(question)[0])}\n{as_data('passages', listed)}"),
        ],
        deadline,
    )
    names = answer.get("chosen")
    if not isinstance(names, list):
        raise ModelError("no list of ids")
    known = [ids[name] for name in names if isinstance(name, str) and name in ids][:_MOST]
    wanted = {passages[0].id} | {passage.id for passage in known}
    return tuple(passage for passage in passages if passage.id in wanted)
