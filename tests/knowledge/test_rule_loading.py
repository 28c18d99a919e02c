"""A rule file that is wrong is told by file, key and fix, and stops exactly the calculators that rest on it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from real_rules import CORPUS, real_rules

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.documents import read_document
from assistant.knowledge.errors import DataError
from assistant.knowledge.passages import Passage, split
from assistant.knowledge.rule_quotes import quotes_in
from assistant.knowledge.rule_sets import Rules, Stopped
from assistant.knowledge.rules import load_rules, read_rules, rules_of
from assistant.knowledge.sources import load_sources

Change = Callable[[Path, str, str], None]

EVERY = {"bsa", "dose", "schedule", "infusion", "modification", "liver", "prephase"}
BY_DOSE = {"dose", "schedule"}
BY_BSA = {"bsa", "dose", "schedule"}
BY_TABLE = {"modification", "liver"}
FORM = "Compare it with the document and correct it."
QUOTE = "Compare it with the document: review what rests on it, then correct the quote."
SPELLING = "Remove it, or correct its spelling."
ADD = "Add it."


@cache
def passages() -> tuple[Passage, ...]:
    (monograph,) = [source for source in load_sources(CORPUS) if source.standing == "authority"]
    return tuple(split(read_document(CORPUS, monograph)))


@pytest.fixture
def rules_folder(tmp_path: Path) -> Path:
    """A copy of the rule files alone, to be damaged."""
    (tmp_path / "rules").mkdir()
    for path in (CORPUS / "rules").iterdir():
        (tmp_path / "rules" / path.name).write_bytes(path.read_bytes())
    return tmp_path


def loaded(corpus: Path) -> Rules:
    return load_rules(corpus, passages())


def stopped_by_name(rules: Rules) -> dict[str, Stopped]:
    return {stopped.calculator: stopped for stopped in rules.stopped}


# file, words before, words after, key, what is said, fix, calculators that stop
DAMAGES = [
    # a quote that the document does not hold
    ("dose", "REPEAT EVERY 42 DAYS", "REPEAT EVERY 42 DAYS!", "cycle_length.says", "is not found verbatim", QUOTE, BY_DOSE),
    ("bsa", "must be dosed based", "is dosed based", "dosed_by_bsa.says", "is not found verbatim", QUOTE, BY_BSA),
    ("scope", "adults with leukemia only", "adults only", "adults_only.says", "not found", QUOTE, EVERY - {"bsa"}),
    ("prephase", "For patients with", "For adults with", "marrow_blasts.says", "not found", QUOTE, {"prephase"}),
    ("schedule", "Hospitalization is", "Hospital is", "hospital_stay.0.says", "not found", QUOTE, {"schedule"}),
    ("infusion", "DO NOT flush", "DO flush", "do_not_flush.says", "not found", QUOTE, {"infusion"}),
    ("modification", "according to the protocol", "by the protocol", "companions.deference.says", "not found", QUOTE, BY_TABLE),
    ("dose", "Drug Regimen\n    quote: Each", "Drug\n    quote: Each", "treatment_free.says", "not found", QUOTE, BY_DOSE),
    # a value that its quote does not hold
    ("dose", "dose: 9\n", "dose: 10\n", "steps.0", "the dose with its unit mcg/day does not stand", FORM, BY_DOSE),
    ("dose", "dose: 15\n", "dose: 5\n", "steps.4", "the dose with its unit mcg/m²/day does not", FORM, BY_DOSE),
    ("dose", "days: [8, 28]", "days: [9, 28]", "steps.1", "the days do not stand in its quote", FORM, BY_DOSE),
    ("dose", "cycles: [2, 5]", "cycles: [2, 4]", "steps.2", "the cycles do not stand in the heading", FORM, BY_DOSE),
    ("dose", "value: 9\n", "value: 8\n", "steps.3.maximum", "8 mcg/day does not stand in its quote", FORM, BY_DOSE),
    ("dose", "value: 28\n", "value: 29\n", "steps.4.maximum", "29 mcg/day does not stand", FORM, BY_DOSE),
    ("dose", "value: 42", "value: 41", "cycle_length", "41 days does not stand", FORM, BY_DOSE),
    ("dose", "value: 2\n", "value: 3\n", "treatment_free", "3 week does not stand", FORM, BY_DOSE),
    ("dose", "value: 5\n", "value: 4\n", "cycles", "'at most 4 cycles' does not stand", FORM, BY_DOSE),
    ("scope", "value: 45", "value: 46", "bsa_dosing_below", "'less than 46 kg' does not", FORM, EVERY - {"bsa"}),
    ("scope", "value: 18", "value: 17", "adult_age", "'at least 17 years' does not stand in its section", FORM, EVERY - {"bsa"}),
    ("prephase", "value: 50", "value: 5", "marrow_blasts", "'at least 5%' does not stand", FORM, {"prephase"}),
    ("prephase", "value: 15", "value: 16", "peripheral_blasts", "'more than 16 × 10^9/L' does", FORM, {"prephase"}),
    ("prephase", "text: treat", "text: Treat", "dexamethasone", "does not stand in its quote, word for word", FORM, {"prephase"}),
    ("liver", "value: 5\n", "value: 3\n", "the whole file", "the threshold of LFTs does not stand", FORM, {"liver"}),
    ("liver", "value: 5\n", "value: 4\n", "liver_tests", "'more than 4 x ULN' does not stand in its section", FORM, {"liver"}),
    ("liver", "value: 3\n", "value: 5\n", "the whole file", "the threshold of bilirubin does not stand", FORM, {"liver"}),
    ("schedule", "first_days: 9", "first_days: 8", "hospital_stay.0", "the stay does not stand", FORM, {"schedule"}),
    ("schedule", "cycle: 2", "cycle: 3", "hospital_stay.1", "the stay does not stand", FORM, {"schedule"}),
    ("infusion", "rate_ml_per_h: 3.3", "rate_ml_per_h: 3.4", "bags.2", "cells of its quote", FORM, {"infusion"}),
    ("infusion", "volume_ml: 100.8", "volume_ml: 100", "bags.4", "cells of its quote", FORM, {"infusion"}),
    ("infusion", "overfill: ~10 mL", "overfill: 10 mL", "bags.4", "cells of its quote", FORM, {"infusion"}),
    ("infusion", "bag_hours: 24", "bag_hours: 25", "bags.0", "cells of its quote", FORM, {"infusion"}),
    ("infusion", "days: 7\n", "days: 8\n", "bags.4", "cells of its quote", FORM, {"infusion"}),
    ("infusion", "value: 22", "value: 21", "seven_day_bag_not_recommended", "'less than 21 kg'", FORM, {"infusion"}),
    (
        "infusion",
        "240\n    overfill: ~35-45 mL, depending on the dose and the infusion duration\n    inline_filter_required: true",
        "240\n    overfill: ~35-45 mL, depending on the dose and the infusion duration\n    inline_filter_required: false",
        "the whole file",
        "no quote says whether the bag of 24 hours needs a filter as the row has it",
        FORM,
        {"infusion"},
    ),
    (
        "infusion",
        "inline_filter_required: false",
        "inline_filter_required: true",
        "the whole file",
        "no quote says whether the bag of 168 hours needs a filter as the row has it",
        FORM,
        {"infusion"},
    ),
    ("modification", "dose: 9,", "dose: 8,", "rows.1.fixed.restart", "does not stand in the words of the", FORM, BY_TABLE),
    ("modification", "escalate_to: 15,", "escalate_to: 5,", "rows.1.bsa.restart", "does not stand in the", FORM, BY_TABLE),
    ("modification", "after_days: 7,", "after_days: 9,", "rows.1.fixed.restart", "does not stand in the", FORM, BY_TABLE),
    ("modification", "hold_until: recovery to ≤", "hold_until: until ≤", "rows.1.fixed", "hold_until 'until ≤", FORM, BY_TABLE),
    ("modification", "manage: Manage and", "manage: manage and", "rows.0.fixed", "manage 'manage and", FORM, BY_TABLE),
    ("modification", '["If > 1 seizure', '["If > 2 seizure', "rows.3.fixed", "discontinue_if 'If > 2", FORM, BY_TABLE),
    ("modification", "words: Restart at 9", "words: restart at 9", "rows.1.fixed", "restart: words 'restart", FORM, BY_TABLE),
    ("modification", "value: 14", "value: 15", "rows.7.late_when", "'more than 15 days' does not", FORM, BY_TABLE),
    ("modification", "value: 1\n", "value: 2\n", "rows.3.several_when", "'more than 2 seizure'", FORM, BY_TABLE),
    ("modification", "value: 4\n", "value: 5\n", "premedication_after_interruption", "'at least 5 hours'", FORM, BY_TABLE),
    ("modification", "text: Consider administering", "text: Give", "premedication_after_interruption", "text 'Give", FORM, BY_TABLE),
    ("modification", 'fixed: "For patients ≥', 'fixed: "For adults ≥', "premedication_at_restart", "fixed 'For", FORM, BY_TABLE),
    ("modification", 'bsa: "For patients <', 'bsa: "For adults <', "premedication_at_restart", "bsa 'For", FORM, BY_TABLE),
    ("modification", "took more than 7 days", "took more than 8 days", "rows.1", "['8'] stands in our words", FORM, BY_TABLE),
    # an unknown key, a missing one
    ("dose", "  dose: 9\n", "  dose: 9\n    rounded: 1\n", "steps.0.rounded", "Unexpected keyword argument", SPELLING, BY_DOSE),
    ("dose", "cycle_length:", "cycle_lenght:", "cycle_length", "Field required", ADD, BY_DOSE),
    ("infusion", "do_not_flush:", "never_flush:", "do_not_flush", "Field required", ADD, {"infusion"}),
    ("inputs", "origin: ours", "origin: ours\nmood: good", "mood", "Unexpected keyword argument", SPELLING, EVERY),
    ("scope", "says:\n    source", "says:\n    page: 3\n    source", "adult_age.says", "exactly the keys source, section and quote", FORM, EVERY - {"bsa"}),
    ("dose", "source: monograph", "source: 7", "steps.0.says", "source, section and quote are texts", FORM, BY_DOSE),
    ("liver", "label: LFTs", "lable: LFTs", "liver_tests.label", "Field required", ADD, {"liver"}),
    # a missing unit, a boundary without its comparator, or with the wrong one
    ("dose", "  value: 42\n  unit: days\n", "  value: 42\n", "cycle_length.unit", "Field required", ADD, BY_DOSE),
    ("dose", "    dose: 9\n    unit: mcg/day\n", "    dose: 9\n", "steps.0.unit", "Field required", ADD, BY_DOSE),
    ("dose", "unit: mcg/day", "unit: mg/day", "steps.0.unit", "Input should be 'mcg/day' or 'mcg/m²/day'", FORM, BY_DOSE),
    ("prephase", '  unit: "%"\n', "", "marrow_blasts.unit", "Field required", ADD, {"prephase"}),
    ("inputs", "unit: kg, ", "", "numbers.weight_kg.unit", "Field required", ADD, EVERY),
    ("prephase", "  comparator: at least\n", "", "marrow_blasts.comparator", "Field required", ADD, {"prephase"}),
    ("prephase", "at least", "more than", "marrow_blasts", "'more than 50%' does not stand", FORM, {"prephase"}),
    ("prephase", "more than", "at least", "peripheral_blasts", "'at least 15 × 10^9/L' does", FORM, {"prephase"}),
    ("prephase", "at least", "'>='", "marrow_blasts.comparator", "Input should be 'at least'", FORM, {"prephase"}),
    ("scope", "comparator: less than", "comparator: at most", "bsa_dosing_below", "'at most 45 kg'", FORM, EVERY - {"bsa"}),
    ("liver", "comparator: more than", "comparator: at least", "liver_tests", "'at least 5 x ULN'", FORM, {"liver"}),
    ("modification", "comparator: less than", "comparator: at most", "same_cycle", "'at most 7 days'", FORM, BY_TABLE),
    ("dose", "comparator: at most", "comparator: less than", "cycles", "'less than 5 cycles'", FORM, BY_DOSE),
    # rows that overlap or are missing
    ("dose", "dosing: fixed\n    dose_step: initial", "dosing: bsa\n    dose_step: initial", "steps.0", "has the unit mcg/m²/day and a maximum", FORM, BY_DOSE),
    ("dose", "dose_step: full", "dose_step: whole", "steps.1.dose_step", "Input should be 'initial' or 'full'", FORM, BY_DOSE),
    ("modification", "toxicities: [crs]\n    grades: [4]", "toxicities: [crs]\n    grades: [3]", "the whole file", "crs: there must be one row", FORM, BY_TABLE),
    ("modification", "toxicities: [crs]\n    grades: [4]", "toxicities: [crs]\n    grades: []", "the whole file", "crs: there must be one row", FORM, BY_TABLE),
    ("modification", "toxicities: [capillary_leak, dic]", "toxicities: [dic]", "the whole file", "capillary_leak: there must be", FORM, BY_TABLE),
    ("modification", "toxicities: [seizure]", "toxicities: [seizures]", "rows.3.toxicities.0", "Input should be", FORM, BY_TABLE),
    ("modification", "step: [full], resolved: [unknown]", "step: [full], resolved: [unknown, in_time]", "rows.1", "2 outcomes for {'step': 'full', 'resolved': 'in_time'}; there must be", FORM, BY_TABLE),
    ("modification", "step: [full], resolved: [unknown]", "step: [full], resolved: [in_time]", "rows.1", "0 outcomes for {'step': 'full', 'resolved': 'unknown'}; there must be", FORM, BY_TABLE),
    ("modification", "- when: {icans: [other]}", "- when: {icans: [other, unknown]}", "rows.0", "2 outcomes for {'icans': 'unknown'}", FORM, BY_TABLE),
    ("modification", "- when: {icans: [icans, unknown]}", "- when: {icans: [icans]}", "rows.0", "0 outcomes for {'icans': 'unknown'}", FORM, BY_TABLE),
    ("modification", "- when: {seizures: [one]}", "- when: {seizures: [none]}", "rows.3", "seizures ['none'] is not among the facts", FORM, BY_TABLE),
    ("modification", "- when: {seizures: [one]}", "- when: {step: [full]}", "rows.3", "step ['full'] is not among the facts", FORM, BY_TABLE),
    ("modification", "decided_by: [seizures]", "decided_by: []", "rows.3", "several_when and the fact seizures go together", FORM, BY_TABLE),
    ("modification", "decided_by: [step, resolved]", "decided_by: [step]", "rows.1", "late_when decides nothing", FORM, BY_TABLE),
    ("modification", "action: hold_and_weigh", "action: weigh", "rows.13.outcomes.0.action", "Input should be", FORM, BY_TABLE),
    ("modification", "companions: [icans_drugs, guideline]", "companions: [icans, guideline]", "the whole file", "companions ['icans'] are unknown or not used", FORM, BY_TABLE),
    ("modification", "grades: [1, 2, 3, 4]", "grades: [1, 2, 3]", "the whole file", "neurotoxicity: there must be", FORM, BY_TABLE),
    ("schedule", "cycle: 2\n    first_days: 2", "cycle: 1\n    first_days: 9", "the whole file", "two hospital stays for one cycle", FORM, {"schedule"}),
    # a number that is no number, a truth that is none
    ("dose", "dose: 9\n", 'dose: "nine"\n', "steps.0.dose", "Input should be", FORM, BY_DOSE),
    ("dose", "cycles: [1, 1]", "cycles: [1.0, 1]", "steps.0.cycles.0", "Input should be a valid integer", FORM, BY_DOSE),
    ("infusion", "inline_filter_required: false", 'inline_filter_required: "no"', "bags.4.inline_filter_required", "Input should be a valid boolean", FORM, {"infusion"}),
    ("bsa", "divisor: 3600", "divisor: NaN", "formulas.mosteller.divisor", "Input should be", FORM, BY_BSA),
    ("bsa", "words: 5%", "words: 6%", "disagreement", "words is not share in percent", FORM, BY_BSA),
    ("bsa", "form: product_of_powers", "form: product", "formulas.dubois.form", "Input should be", FORM, BY_BSA),
    ("bsa", "label: Mosteller", "label: ''", "formulas.mosteller.label", "at least 1 character", FORM, BY_BSA),
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: f"{damage[0]}-{damage[3]}")
def test_a_damaged_rule_is_told_by_file_key_and_fix_and_stops_what_rests_on_it(
    rules_folder: Path, damage: tuple[str, str, str, str, str, str, set[str]]
) -> None:
    file, before, after, key, said, fix, stopped = damage
    path = rules_folder / "rules" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = stopped_by_name(loaded(rules_folder))
    assert set(found) == stopped
    for calculator in found.values():
        told = [str(reason) for reason in calculator.reasons if reason.file == f"rules/{file}.yaml"]
        assert any(line.startswith(f"rules/{file}.yaml: {key}: ") and said in line for line in told), told
        assert any(line.endswith(fix) for line in told), told


def test_the_rules_as_they_stand_stop_nothing() -> None:
    assert real_rules().stopped == ()


@pytest.mark.parametrize("name", ["bsa", "dose", "schedule", "infusion", "modification", "liver", "prephase"])
def test_every_quote_of_the_rules_is_located_in_the_monograph(name: str) -> None:
    monograph = (CORPUS / "documents" / "monograph.md").read_text(encoding="utf-8")
    quotes = [quote for _, quote in quotes_in(getattr(real_rules(), name))]
    assert quotes
    for quote in quotes:
        assert monograph[quote.start : quote.end] == quote.text
        assert quote.passage


# ---- rows of doses, cut out or doubled


def _steps(text: str) -> tuple[str, list[str], str]:
    start, end = text.index("  - label:"), text.index("\ntreatment_free:")
    return text[:start], ["  - label:" + part for part in text[start:end].split("  - label:")[1:]], text[end:]


@pytest.mark.parametrize("row", range(6))
def test_a_dose_row_that_is_missing_or_stands_twice_is_told(rules_folder: Path, row: int) -> None:
    path = rules_folder / "rules" / "dose.yaml"
    head, steps, tail = _steps(path.read_text(encoding="utf-8"))
    assert len(steps) == 6
    doubled = [*steps, steps[row].replace("&initial_maximum", "&again").replace("&full_maximum", "&again")]
    without = [step for step in steps if step is not steps[row]]
    if row == 4:  # its maximum is repeated by the row after it
        without[4] = without[4].replace("*full_maximum", steps[4].partition("maximum: &full_maximum")[2])
    for rows, count in ((doubled, 2), (without, 0)):
        path.write_text(head + "".join(rows) + tail, encoding="utf-8")
        found = stopped_by_name(loaded(rules_folder))
        assert set(found) == BY_DOSE
        (reason,) = found["dose"].reasons
        assert f"{count} steps for " in str(reason)
        assert "there must be exactly one" in str(reason)


def test_a_dose_row_beyond_the_last_cycle_is_told(rules_folder: Path, change: Change) -> None:
    path = rules_folder / "rules" / "dose.yaml"
    monograph = [
        replace(p, heading_path=(*p.heading_path[:-1], "Cycles 2 to 6")) if "Cycles 2 to 5" in p.section else p
        for p in passages()
    ]
    change(path, "Cycles 2 to 5", "Cycles 2 to 6")
    change(path, "    dose_step: full\n    cycles: [2, 5]\n    days: [1, 28]\n    dose: 28", "    dose_step: full\n    cycles: [2, 6]\n    days: [1, 28]\n    dose: 28")  # fmt: skip
    (reason,) = stopped_by_name(load_rules(rules_folder, monograph))["dose"].reasons
    assert "a step lies beyond the last cycle" in str(reason)


def test_an_infusion_that_does_not_fill_the_cycle_is_told(rules_folder: Path, change: Change) -> None:
    path = rules_folder / "rules" / "dose.yaml"
    change(path, "value: 2\n  unit: week", "value: 3\n  unit: week")
    change(path, "a 2-week treatment-free", "a 3-week treatment-free")
    (reason,) = stopped_by_name(loaded(rules_folder))["dose"].reasons
    assert "the infusion and the treatment-free interval do not fill the cycle" in str(reason)


def test_a_dose_by_bsa_without_its_maximum_is_told(rules_folder: Path, change: Change) -> None:
    change(rules_folder / "rules" / "dose.yaml", "    maximum: *full_maximum\n", "")
    (reason,) = stopped_by_name(loaded(rules_folder))["dose"].reasons
    assert "has the unit mcg/m²/day and a maximum, fixed dosing has neither" in str(reason)


def test_two_bags_of_the_same_hours_are_told(rules_folder: Path) -> None:
    path = rules_folder / "rules" / "infusion.yaml"
    text = path.read_text(encoding="utf-8")
    bag = text[text.index("  - bag_hours: 24") : text.index("  - bag_hours: 48")]
    path.write_text(text.replace("bags:\n", "bags:\n" + bag), encoding="utf-8")
    (reason,) = stopped_by_name(loaded(rules_folder))["infusion"].reasons
    assert "two bags of the same hours" in str(reason)


def test_one_weight_band_without_its_cell_is_told(rules_folder: Path, change: Change) -> None:
    change(
        rules_folder / "rules" / "modification.yaml",
        """    bsa:
      says:
        source: monograph
        section: Dose Modifications > Dosage with toxicity > Other clinically relevant toxicity > Grade 4 > Patients < 45 kg
        quote: Consider discontinuing.
""",
        "",
    )
    (reason,) = stopped_by_name(loaded(rules_folder))["modification"].reasons
    assert "row other_grade_4: one weight band is missing" in str(reason)


def test_one_weight_band_without_its_restart_is_told(rules_folder: Path) -> None:
    path = rules_folder / "rules" / "modification.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if "restart: {dose: 5," in line)
    path.write_text("".join(lines[:place] + lines[place + 1 :]), encoding="utf-8")
    (reason,) = stopped_by_name(loaded(rules_folder))["modification"].reasons
    assert "row neurotoxicity_grade_3: only one weight band has a restart" in str(reason)


def test_the_two_sides_of_a_hold_must_meet(rules_folder: Path) -> None:
    path = rules_folder / "rules" / "modification.yaml"
    text = path.read_text(encoding="utf-8")
    head, new_cycle = text.split("new_cycle:", 1)
    own_quote = new_cycle.replace("value: 7", "value: 8", 1).replace(
        "*footnote_b",
        "{source: monograph, section: x, quote: If dose held for more than 8 days}",
        1,
    )
    path.write_text(head + "new_cycle:" + own_quote, encoding="utf-8")
    (reason,) = stopped_by_name(loaded(rules_folder))["modification"].reasons
    assert "same_cycle and new_cycle do not meet" in str(reason)


# ---- files


@pytest.mark.parametrize(
    ("file", "stopped"),
    [
        ("inputs", EVERY),
        ("scope", EVERY - {"bsa"}),
        ("bsa", BY_BSA),
        ("dose", BY_DOSE),
        ("schedule", {"schedule"}),
        ("infusion", {"infusion"}),
        ("modification", BY_TABLE),
        ("liver", {"liver"}),
        ("prephase", {"prephase"}),
    ],
)
def test_a_file_that_is_missing_unreadable_or_no_yaml_stops_what_rests_on_it(
    rules_folder: Path, file: str, stopped: set[str]
) -> None:
    path = rules_folder / "rules" / f"{file}.yaml"
    whole = path.read_bytes()
    for content, said in (
        (None, "The file is missing. Restore it from the repository."),
        (b"\xff\xfe", "The file cannot be read"),
        (whole + b"\n: : :\n", "The file is not valid YAML"),
        (whole + b"\nnot_formalised: []\nnot_formalised: []\n", "stands twice"),
        (b"", "the whole file: "),
        (b"- a list", "the whole file: "),
    ):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        found = stopped_by_name(loaded(rules_folder))
        assert set(found) == stopped
        for calculator in found.values():
            assert any(f"{file}.yaml" in reason.file and said in str(reason) for reason in calculator.reasons)
            assert calculator.sections == ()


def test_without_the_monograph_every_calculator_is_stopped(rules_folder: Path) -> None:
    assert set(stopped_by_name(load_rules(rules_folder, ()))) == EVERY


def test_a_quote_in_two_files_is_told_for_both() -> None:
    stopped = stopped_by_name(load_rules(CORPUS, ()))["liver"]
    places = {reason.file for reason in stopped.reasons if "Consider restarting at 9" in str(reason)}
    assert places == {"rules/liver.yaml", "rules/modification.yaml"}
    assert stopped.sections[0].startswith("monograph: Dose Modifications > Dosage with toxicity > LFTs")
    assert len(set(stopped.sections)) == len(stopped.sections)


def test_a_summary_can_never_state_a_rule(corpus: Corpus, rules_folder: Path) -> None:
    summary = [p for p in corpus.passages.values() if p.source == "summary"]
    assert summary
    (rules_folder / "sources.yaml").write_bytes((CORPUS / "sources.yaml").read_bytes())
    path = rules_folder / "rules" / "prephase.yaml"
    text = path.read_text(encoding="utf-8").replace("source: monograph", "source: summary")
    path.write_text(text, encoding="utf-8")
    assert set(stopped_by_name(rules_of(replace(corpus, folder=rules_folder)))) == {"prephase"}


def test_the_rules_are_the_same_read_alone_or_with_the_whole_corpus(corpus: Corpus) -> None:
    assert read_rules(CORPUS) == rules_of(corpus) == real_rules()


def test_the_hash_covers_the_name_and_every_byte_of_every_rule_file_and_not_the_signatures(rules_folder: Path) -> None:
    unchanged = loaded(rules_folder).hash
    assert unchanged == real_rules().hash
    assert len(unchanged) == 12
    (rules_folder / "rules" / "sign_off.yaml").write_text("[]\n# another comment\n")
    assert loaded(rules_folder).hash == unchanged
    for path in sorted((rules_folder / "rules").glob("*.yaml")):
        if path.name != "sign_off.yaml":
            before = path.read_bytes()
            path.write_bytes(before + b"\n")
            assert loaded(rules_folder).hash != unchanged
            path.write_bytes(before)
    (rules_folder / "rules" / "liver.yaml").rename(rules_folder / "rules" / "zliver.yaml")
    assert loaded(rules_folder).hash != unchanged


def test_a_folder_without_rules_is_an_error_not_an_empty_set_of_rules(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"sign_off\.yaml"):
        load_rules(tmp_path, passages())
