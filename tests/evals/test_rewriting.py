"""Rewrites say the same in other words, the same each time, and touch nothing that carries the decision."""

import random
import re

import pytest
from judging import answer, case, ground, result

from evals.cases import load_cases
from evals.judge import judge
from evals.quantities import quantities
from evals.rates import Rate
from evals.rewriting import REWRITERS, abbreviate, add_filler, change_case, misspell, reorder, rewritten, use_synonyms
from evals.robustness import rewrites, robustness, sample

CASES = load_cases()
EVERY = [one for group in CASES.values() for one in group]


def _numbers(words: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)?", words))


@pytest.mark.parametrize("name", REWRITERS)
def test_no_rewriter_changes_a_number_or_its_unit(name: str) -> None:
    for one in EVERY:
        for n, turn in enumerate(one.script):
            other = REWRITERS[name](turn.say, random.Random(f"{one.id}{n}"))
            assert _numbers(other) == _numbers(turn.say), turn.say
            if name != "abbreviations":
                assert quantities(other.lower()) == quantities(turn.say.lower()), (turn.say, other)


def test_the_same_seed_gives_the_same_rewrites() -> None:
    one = EVERY[0]
    assert rewritten(one, 5, 1) == rewritten(one, 5, 1)
    assert rewritten(one, 5, 1) != rewritten(one, 5, 2)


def test_every_reference_question_has_rewrites_that_differ_from_it_and_from_each_other() -> None:
    for one in EVERY:
        words = [tuple(turn.say for turn in other.script) for other in rewritten(one, 5, 1).values()]
        assert len(words) >= 3, one.id
        assert len({*words, tuple(turn.say for turn in one.script)}) == len(words) + 1


def test_a_slip_never_falls_on_a_word_that_carries_the_decision() -> None:
    for seed in range(50):
        slipped = misspell(
            "never restart without grade seizure neurotoxicity 62 kilograms NOTHING", random.Random(seed)
        )
        assert slipped == "never restart without grade seizure neurotoxicity 62 kilograms NOTHING"


def test_a_slip_keeps_the_first_and_the_last_letter() -> None:
    for seed in range(50):
        slipped = misspell("schedule", random.Random(seed))
        assert (slipped[0], slipped[-1]) == ("s", "e")


def test_a_clause_that_leans_on_another_stays_where_it_is() -> None:
    rng = random.Random(1)
    assert reorder("62 kg, c1 d9, grade 3 CRS?", rng) in {"c1 d9, grade 3 CRS, 62 kg?", "grade 3 CRS, 62 kg, c1 d9?"}
    assert reorder("grade 3 CRS, and if grade 4?", rng) == "grade 3 CRS, and if grade 4?"
    assert reorder("next patient, 80 kg", rng) == "next patient, 80 kg"
    assert reorder("on day 1, 8 and 15", rng) == "on day 1, 8 and 15"


def test_words_change_for_words_of_the_same_meaning() -> None:
    rng = random.Random(1)
    assert abbreviate("cytokine release syndrome?", rng) == "CRS?"
    assert abbreviate("CRS?", rng) == "cytokine release syndrome?"
    assert use_synonyms("can I give it", rng) == "may I administer it"
    assert change_case("Grade 3", rng) in {"grade 3", "GRADE 3"}
    assert "flush?" in add_filler("flush?", random.Random(0)) or add_filler("flush?", random.Random(0)).endswith("?")


def test_a_sample_is_of_the_reporting_half_and_the_same_each_time() -> None:
    chosen = [one for group in sample(CASES, 60).values() for one in group]
    assert len(chosen) == 60
    assert {one.half for one in chosen} == {"reporting"}
    assert sample(CASES, 60) == sample(CASES, 60)
    assert sample(CASES, None) == CASES


def test_the_worst_rewrite_counts() -> None:
    questions = {"g": [case("a", expects={"kind": "answer"}), case("b", expects={"kind": "answer"})]}
    asked = [one for group in rewrites(questions, each=2).values() for one in group]
    written = judge([result(one, answer()) for one in questions["g"]], ground())
    others = judge([result(one, answer("abstain" if n == 0 else "answer")) for n, one in enumerate(asked)], ground())
    found = robustness(written, others)
    assert (found.worst, found.kept) == (Rate(1, 2), Rate(1, 2))
    assert len(found.broken) == 1
    assert sum(rate.of for rate in found.by_rewriter.values()) == len(asked)


def test_a_slip_makes_no_other_word() -> None:
    for seed in range(200):
        assert misspell("give patients driving advice", random.Random(seed)) not in (
            "give patents driving advice",
            "give patients diving advice",
        )


def test_capitals_do_not_turn_micrograms_into_what_looks_like_milligrams() -> None:
    assert {change_case("9 µg", random.Random(seed)) for seed in range(20)} == {"9 µg", "9 µG"}


def test_a_roman_four_and_what_now_are_not_exchanged() -> None:
    for seed in range(20):
        assert abbreviate("crs grade IV", random.Random(seed)).endswith("IV")
        assert use_synonyms("so what now", random.Random(seed)) == "so what now"


def test_what_was_does_not_change_places_with_what_is() -> None:
    words = "ALT was 8x ULN last week, 2x ULN today. above now?"
    assert {reorder(words, random.Random(seed)) for seed in range(20)} == {words}
