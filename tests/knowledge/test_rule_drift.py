"""One word of the transcription changes under a rule: exactly the calculators that rest on it refuse, all else goes on."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from real_rules import CORPUS, real_rules

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.cli import main
from assistant.knowledge.corpus import load_corpus
from assistant.knowledge.documents import read_document
from assistant.knowledge.passages import split
from assistant.knowledge.rule_quotes import quotes_in
from assistant.knowledge.rules import read_rules
from assistant.knowledge.sources import load_sources

# The registers of the whole corpus take long to load; what look-ups need of a document is read each time.
_WHOLE_CORPUS_EVERY = 6
TO_A_DOSE = frozenset({"dose", "schedule", "infusion", "modification", "liver", "prephase"})
BY_TABLE = frozenset({"modification", "liver"})

# file and key of a rule: the calculators that rest on it
RESTS_ON = {
    ("scope", "adult_age"): TO_A_DOSE,
    ("scope", "adults_only"): TO_A_DOSE,
    ("scope", "children"): TO_A_DOSE,
    ("scope", "relapsed_refractory"): TO_A_DOSE,
    ("scope", "bsa_dosing_below"): TO_A_DOSE - {"prephase"},
    ("bsa", "dosed_by_bsa"): frozenset({"bsa", "dose", "schedule"}),
    ("dose", "steps"): frozenset({"dose", "schedule"}),
    ("dose", "treatment_free"): frozenset({"dose", "schedule"}),
    ("dose", "cycle_length"): frozenset({"dose", "schedule"}),
    ("dose", "cycles"): frozenset({"dose", "schedule"}),
    ("schedule", "hospital_stay"): frozenset({"schedule"}),
    ("infusion", "bags"): frozenset({"infusion"}),
    ("infusion", "filter_required"): frozenset({"infusion"}),
    ("infusion", "filter_not_required"): frozenset({"infusion"}),
    ("infusion", "seven_day_bag_not_recommended"): frozenset({"infusion"}),
    ("infusion", "do_not_flush"): frozenset({"infusion"}),
    ("liver", "liver_tests"): frozenset({"liver"}),
    ("liver", "bilirubin"): frozenset({"liver"}),
    ("prephase", "marrow_blasts"): frozenset({"prephase"}),
    ("prephase", "peripheral_blasts"): frozenset({"prephase"}),
    ("prephase", "dexamethasone"): frozenset({"prephase"}),
    ("modification", "same_cycle"): BY_TABLE,
    ("modification", "new_cycle"): BY_TABLE,
    ("modification", "premedication_at_restart"): frozenset({"modification"}),
    ("modification", "premedication_after_interruption"): frozenset({"modification"}),
    ("modification", "deference"): BY_TABLE,
    ("modification", "guideline"): BY_TABLE,
    ("modification", "infusion_reaction_guideline"): frozenset({"modification"}),
    ("modification", "crs_grade"): frozenset({"modification"}),
    ("modification", "icans_drugs"): frozenset({"modification"}),
    ("modification", "liver"): BY_TABLE,
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "bsa": {"weight_kg": 70, "height_cm": 170},
    "dose": {"weight_kg": 40, "cycle": 1, "day": 3, "height_cm": 150},
    "schedule": {"weight_kg": 70, "start_date": "2026-03-02"},
    "infusion": {"bag_hours": 168},
    "modification": {"toxicity": "crs", "grade": 3},
    "liver": {"alt_x_uln": 6},
    "prephase": {"marrow_blasts_percent": 60},
}


def quotes_under(node: Any) -> Iterator[tuple[str, str]]:
    """Yield section and words of each quote that the YAML holds, read without the program."""
    if isinstance(node, dict) and set(node) == {"source", "section", "quote"}:
        yield node["section"], node["quote"]
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from quotes_under(part)


@cache
def rules_by_quote() -> dict[tuple[str, str], frozenset[str]]:
    """Return for each quote of the rule files the calculators that rest on it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for path in sorted((CORPUS / "rules").glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, part in content.items() if isinstance(content, dict) else ():
            if key in ("rows", "companions"):
                named = {row["id"]: row for row in part} if key == "rows" else part
                parts = {name: (("modification", name), entry) for name, entry in named.items()}
            else:
                parts = {key: ((path.stem, key), part)}
            for place, entry in parts.values():
                for quote in quotes_under(entry):
                    resting = RESTS_ON.get(place, frozenset({"modification"}))
                    found[quote] = found.get(quote, frozenset()) | resting
    return found


@cache
def spans() -> dict[tuple[str, str], tuple[int, int]]:
    """Return where each quote of the rules stands in the transcription, as the rules located it."""
    found = {}
    for name in CATALOGUE:
        for _, quote in quotes_in(getattr(real_rules(), name)):
            found[quote.section, quote.text] = (quote.start, quote.end)
    return found


QUOTES = sorted(rules_by_quote())


def test_every_key_that_holds_a_quote_has_its_calculators_written_down() -> None:
    rows = {
        row["id"]
        for row in yaml.safe_load((CORPUS / "rules" / "modification.yaml").read_text(encoding="utf-8"))["rows"]
    }
    for path in (CORPUS / "rules").glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, part in content.items() if isinstance(content, dict) else ():
            if any(quotes_under(part)) and key not in ("rows", "companions"):
                assert (path.stem, key) in RESTS_ON
    assert {key for file, key in RESTS_ON if file == "modification"} & rows == {"liver"}
    assert set(spans()) == set(QUOTES)


@pytest.mark.parametrize("place", range(len(QUOTES)))
def test_a_changed_word_stops_exactly_the_calculators_that_rest_on_it(copied_corpus: Path, place: int) -> None:
    section, words = QUOTES[place]
    start, end = spans()[section, words]
    document = copied_corpus / "documents" / "monograph.md"
    text = document.read_text(encoding="utf-8")
    chance = random.Random(place)
    word = chance.choice(list(re.finditer(r"[\w.≥≤²/]*\w[\w.≥≤²/]*", text[start:end])))
    changed = start + word.start()
    document.write_text(text[:changed] + "x" * len(word[0]) + text[changed + len(word[0]) :], encoding="utf-8")

    touched = [quote for quote, span in spans().items() if span[0] <= changed < span[1]]
    stopped = frozenset[str]().union(*(rules_by_quote()[quote] for quote in touched))
    rules = read_rules(copied_corpus)
    assert {item.calculator for item in rules.stopped} == stopped
    for name, inputs in EXAMPLES.items():
        if name not in stopped:
            assert calculate(name, inputs, rules) == calculate(name, inputs, real_rules())
            continue
        with pytest.raises(CalculationError) as caught:
            calculate(name, inputs, rules)
        assert (caught.value.code, caught.value.field) == ("not_covered", "calculator")
        assert caught.value.message.startswith(f"The calculator {name} is stopped")
        assert any(f"monograph: {quote[0]}" in caught.value.message for quote in touched)
    sources = load_sources(copied_corpus)
    found = [passage for source in sources for passage in split(read_document(copied_corpus, source))]
    assert len({passage.source for passage in found}) == len(sources) > 1
    assert any("x" * len(word[0]) in passage.quote for passage in found)
    if place % _WHOLE_CORPUS_EVERY == 0:
        assert {passage.id for passage in found} == set(load_corpus(copied_corpus).passages)


def test_check_names_what_no_longer_holds_and_calculate_refuses(
    copied_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = copied_corpus / "documents" / "monograph.md"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("REPEAT EVERY 42 DAYS", "REPEAT EVERY 35 DAYS"), encoding="utf-8")
    monkeypatch.setenv("BLIN_CORPUS", str(copied_corpus))
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert "ALARM, the calculator dose is stopped:" in printed
    assert "ALARM, the calculator schedule is stopped:" in printed
    assert "the calculator infusion is stopped" not in printed
    assert "rules/dose.yaml: cycle_length.says: The quote 'REPEAT EVERY 42 DAYS' is not found verbatim" in printed
    assert main(["calculate", "dose", "--weight-kg", "70", "--cycle", "1", "--day", "3"]) == 1
    assert "To be reviewed: monograph: Cycle Frequency." in capsys.readouterr().err
    assert main(["calculate", "infusion", "--bag-hours", "24"]) == 0


def test_a_changed_heading_stops_what_is_quoted_under_it(copied_corpus: Path) -> None:
    document = copied_corpus / "documents" / "monograph.md"
    text = document.read_text(encoding="utf-8")
    assert "## Cycle Frequency" in text
    document.write_text(text.replace("## Cycle Frequency", "## Frequency of cycles"), encoding="utf-8")
    rules = read_rules(copied_corpus)
    assert {item.calculator for item in rules.stopped} == {"dose", "schedule"}
