"""Statements on some patients alone answer for them: for the pregnant, for the elderly."""

import re
from collections.abc import Mapping, Sequence

from assistant.knowledge.aspects import Aspects
from assistant.knowledge.passages import Passage
from assistant.retrieval.search import Hit

_OF_SOME = {
    "Pregnancy / Lactation": (frozenset({"pregnancy", "breastfeeding", "fertility"}), 0.675),
    "Dosage in the Elderly": (frozenset({"elderly", "pharmacokinetics"}), 0.868),
}
"""Section: the concepts that name its patients, and from which similarity it answers a question that names none of these."""
_BY_AGE = frozenset({"children", "elderly"})
_OF_AN_AGE = re.compile(
    r"\d|\b(?:who|whom|age|older|more (?:often|common\w*|prone|likely)|higher|groups?)\b", re.IGNORECASE
)


def is_of_others(hit: Hit, question: str, asked: Aspects, passage: Passage) -> bool:
    """Tell whether a statement is on some patients alone whom the question does not name."""
    named, least = next((_OF_SOME[part] for part in passage.heading_path if part in _OF_SOME), (frozenset(), 0.0))
    if not named or asked.concepts & named or (hit.asked_cosine or 0.0) >= least:
        return False
    return "elderly" not in named or _OF_AN_AGE.search(question) is None


def names_people(asked: Aspects) -> bool:
    """Tell whether a question names children or the old and nothing else ("and the baby?", "same for children?")."""
    return bool(asked.concepts) and asked.concepts <= _BY_AGE


def is_said_of_people(hits: Sequence[Hit], people: Aspects, before: Aspects, aspects: Mapping[str, Aspects]) -> bool:
    """Tell whether the first hit says something of these people and of what was asked before."""
    named = aspects[hits[0].passage].concepts if hits else frozenset()
    return bool(named & people.concepts) and bool(named & before.concepts)
