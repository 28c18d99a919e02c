"""A question that names several things gets a statement on each."""

from collections.abc import Mapping, Sequence

from assistant.answering.asked_for import ACTIONS, SHARE_OF_BEST, SUBJECTS
from assistant.knowledge.aspects import Aspects
from assistant.retrieval.search import Hit

# Several of these in one question are asked for one by one.
_OF_AN_INFUSION = frozenset({"pump", "lumen", "filter", "bag_material", "prime", "flush", "storage"})


def with_every_subject(
    chosen: Sequence[str], hits: Sequence[Hit], subjects: frozenset[str], aspects: Mapping[str, Aspects]
) -> list[str]:
    """Return the chosen passages, and for each subject of the question that none of them names the best hit that does.

    One without which other statements answer too has to be near the best.
    """
    found = list(chosen)
    best = hits[0].score if hits else 0.0
    for subject in sorted(subjects):
        if found and not any(subject in aspects[passage].concepts for passage in found):
            least = 0.0 if subject in SUBJECTS else SHARE_OF_BEST * best
            found += [hit.passage for hit in hits if subject in aspects[hit.passage].concepts and hit.score >= least][
                :1
            ]
    return found


def asked_together(asked: Aspects) -> frozenset[str]:
    """Return the things of an infusion and the toxicities that a question names, where it names several of a kind: each is asked for."""
    things = asked.concepts & _OF_AN_INFUSION
    toxicities = asked.toxicities if not asked.concepts & ACTIONS and not asked.grades else frozenset()
    return (things if len(things) > 1 else frozenset()) | (toxicities if len(toxicities) > 1 else frozenset())
