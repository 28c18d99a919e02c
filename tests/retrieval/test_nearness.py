"""To which questions of the registers a question lies nearest, and how it lies to each disagreement."""

import numpy as np
import pytest

from assistant.knowledge.facets import Nearness
from assistant.retrieval.entries import Entry, EntryKind, leads_of
from assistant.retrieval.index import Stamp, VectorIndex
from assistant.retrieval.nearness import nearness_of

STAMP = Stamp(1, 0, "", "", "")


def _near(*cosines: tuple[EntryKind, str, float]) -> Nearness:
    """The nearness of a question with these cosines to entries of these kinds and names."""
    entries = [Entry(f"{kind}:{n}", kind, "", (name,)) for n, (kind, name, _) in enumerate(cosines)]
    vectors = np.asarray([[cosine, (1 - cosine**2) ** 0.5] for *_, cosine in cosines], dtype=np.float32)
    return nearness_of(VectorIndex(STAMP, leads_of(entries), vectors), [1.0, 0.0])


def test_a_gap_is_meant_only_where_nothing_that_is_answered_lies_clearly_nearer() -> None:
    assert _near(("gap", "G01", 0.8), ("asked", "p", 0.805)).on == {"G01"}
    assert not _near(("gap", "G01", 0.8), ("asked", "p", 0.815)).on
    assert not _near(("gap", "G01", 0.8), ("on_conflict", "C01", 0.815)).on - {"C01"}
    assert not _near(("gap", "G01", 0.5), ("asked", "p", 0.1)).on


@pytest.mark.parametrize(("answered", "is_close"), [(0.73, True), (0.75, False)])
def test_a_gap_far_nearer_than_all_that_is_answered_needs_no_word(answered: float, is_close: bool) -> None:
    assert ("G01" in _near(("gap", "G01", 0.8), ("asked", "p", answered)).close) is is_close


def test_of_two_gaps_only_the_nearest_needs_no_word() -> None:
    found = _near(("gap", "G01", 0.8), ("gap", "G02", 0.79), ("asked", "p", 0.5))
    assert (found.close, found.on) == ({"G01"}, {"G01", "G02"})


def test_a_disagreement_is_meant_where_its_own_questions_are_nearer_than_those_beside_it() -> None:
    assert "C01" in _near(("on_conflict", "C01", 0.9), ("beside_conflict", "C01", 0.85)).close
    assert "C01" not in _near(("on_conflict", "C01", 0.9), ("beside_conflict", "C01", 0.89)).close


def test_closeness_holds_the_nearest_the_mean_of_five_and_the_lead() -> None:
    on = [("on_conflict", "C01", cosine) for cosine in (0.9, 0.8, 0.7, 0.6, 0.5, 0.1)]
    found = _near(*on, ("on_conflict", "C02", 0.85), ("beside_conflict", "C02", 0.4))  # type: ignore[arg-type]  # literals
    first, second = found.conflicts["C01"], found.conflicts["C02"]
    assert (first.on, first.five_on, first.ahead) == pytest.approx((0.9, 0.7, 0.05), abs=1e-6)
    assert (second.on, second.five_on, second.ahead) == pytest.approx((0.85, 0.85, -0.05), abs=1e-6)
    assert (first.beside, second.beside, second.five_beside) == pytest.approx((0.0, 0.4, 0.4), abs=1e-6)


def test_what_either_of_two_questions_lies_near_to_counts_and_how_far_the_rest_is_the_first_tells() -> None:
    first, second = _near(("gap", "G01", 0.8), ("asked", "p", 0.1)), _near(("gap", "G02", 0.8), ("asked", "q", 0.1))
    both = first.with_(second)
    assert both.on == {"G01", "G02"}
    assert both.answered.keys() == {"p"}
