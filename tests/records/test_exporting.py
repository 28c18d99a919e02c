"""Exports hold all that the audit holds, and no spreadsheet runs what a user typed."""

import csv
import io
import json

import pytest
from recorded_answers import answer, asking, later

from assistant.records.audit import Wanted, search
from assistant.records.exporting import formula_safe, to_csv, to_jsonl
from assistant.records.recording import record_answer
from assistant.records.retention import purge
from assistant.records.store import Store


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_cell_that_begins_like_a_formula_is_text(typed: str) -> None:
    assert formula_safe(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["Hold.", "28 mcg", "", "a=b"])
def test_other_cells_stay_as_they_are(typed: str) -> None:
    assert formula_safe(typed) == typed


def test_the_csv_has_a_line_for_each_entry(store: Store) -> None:
    record_answer(store, asking('=HYPERLINK("http://x"),\n"two"'), answer())
    record_answer(store, asking("lone \ud800"), answer())
    rows = list(csv.DictReader(io.StringIO(to_csv(search(store, Wanted())))))
    assert [row["seq"] for row in rows] == ["2", "1"]
    assert rows[1]["question"] == '\'=HYPERLINK("http://x"),\n"two"'
    assert rows[1]["sections"] == "monograph: Dose Modifications"
    assert json.loads(rows[1]["calculation"])["result"] == {"dose_mcg_per_day": 9}
    assert (rows[1]["program"], rows[1]["corpus"], rows[1]["engine"]) == ("1.0", "c0ffee", "calculator")
    assert to_csv(search(store, Wanted())).encode("utf-8")


def test_json_lines_hold_everything_and_say_what_was_purged(store: Store) -> None:
    record_answer(store, asking("one", later(0)), answer())
    purge(store, later(60 * 24 * 10), None, 5)
    lines = [json.loads(line) for line in to_jsonl(search(store, Wanted())).splitlines()]
    assert [(line["seq"], line["kind"]) for line in lines] == [(2, "purge"), (1, "answer")]
    assert lines[0]["content"]["entries"] == [[1, 1]]
    assert lines[1]["content"] is None
    assert lines[0]["previous_hash"] == lines[1]["hash"]
