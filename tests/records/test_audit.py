"""Every answer is in the audit before it is shown, in an order that no clock and no second writer can disturb."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from recorded_answers import NOON, answer, asking, later
from sqlalchemy import text

from assistant.records.audit import Wanted, content_of, entry, search, verify_chain
from assistant.records.errors import StoreDamagedError
from assistant.records.recording import record_answer, record_answers
from assistant.records.store import Store

WRITER = Path(__file__).parent / "write_answers.py"


def test_an_answer_is_recorded_with_all_that_it_rests_on(store: Store) -> None:
    recorded = record_answer(store, asking(), answer())
    found = entry(store, recorded.seq)
    assert found is not None
    assert found.hash == recorded.hash
    content = content_of(found)
    assert content["question"] == "Hold or not?"
    assert content["timings_ms"] == {"answer": 12.5}
    kept = content["answer"]
    assert kept["text"] == "“Hold.” [1]"
    assert kept["citations"][0] | {} == {
        "n": 1, "source": "monograph", "section": "Dose Modifications", "quote": "Hold.", "start": 10, "end": 15,
    }  # fmt: skip
    assert kept["calculation"]["result"] == {"dose_mcg_per_day": 9}
    assert kept["versions"] == {"program": "1.0", "corpus": "c0ffee", "rules": "decade", "index": "facade"}
    assert kept["engine"] == "calculator"


def test_a_question_is_recorded_without_identifiers_and_so_is_an_answer_that_repeats_them(store: Store) -> None:
    question = "Mr. Quackenbush, MRN 4431227, weighs 44.96 kg: what dose?"
    record_answer(store, asking(question), answer("For Quackenbush of 44.96 kg: hold."))
    with store.reading() as connection:
        payload = connection.execute(text("SELECT payload FROM audit")).scalar_one()
    assert "Quackenbush" not in payload
    assert "4431227" not in payload
    (found,) = search(store, Wanted())
    content = content_of(found)
    assert content["question"] == "Mr. [name], MRN [number], weighs 44.96 kg: what dose?"
    assert content["removed"] == ["name", "number"]
    assert content["answer"]["text"] == "For [name] of 44.96 kg: hold."


@pytest.mark.parametrize(
    "strange", ["\ud800 lone", "nul \x00 inside", "µ 你好 \u202e", "'; DROP TABLE audit; --", "{}" * 50_000]
)
def test_whatever_characters_a_question_holds_it_is_recorded(store: Store, strange: str) -> None:
    recorded = record_answer(store, asking(strange), answer())
    found = entry(store, recorded.seq)
    assert found is not None
    assert content_of(found)["question"] == strange
    assert verify_chain(store).holds


def test_decimals_of_a_calculation_are_recorded_as_numbers(store: Store) -> None:
    calculated = replace(answer(), calculation={"inputs": {"weight_kg": Decimal("44.96"), "cycle": Decimal("1.0")}})
    recorded = record_answer(store, asking(), calculated)
    found = entry(store, recorded.seq)
    assert found is not None
    assert content_of(found)["answer"]["calculation"] == {"inputs": {"weight_kg": 44.96, "cycle": 1}}


def test_the_same_turn_recorded_twice_stands_once(store: Store) -> None:
    first = record_answer(store, asking(key="turn-1"), answer())
    assert record_answer(store, asking(key="turn-1"), answer()) == first
    assert verify_chain(store).entries == 1


def test_the_same_turn_recorded_by_two_at_once_stands_once(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        recorded = list(pool.map(lambda _: record_answer(store, asking(key="turn-1"), answer()), range(8)))
    assert len(set(recorded)) == 1
    assert verify_chain(store).entries == 1


def test_the_same_words_give_another_content_hash_each_time(store: Store) -> None:
    first, second = record_answers(store, [(asking(), answer()), (asking(), answer())])
    hashes = {found.payload_hash for found in search(store, Wanted())}
    assert (len(hashes), second.seq) == (2, first.seq + 1)


def test_a_clock_that_jumps_back_does_not_change_the_order(store: Store) -> None:
    for minutes in (0, -600, 300):
        record_answer(store, asking(at=later(minutes)), answer())
    assert [found.seq for found in search(store, Wanted())] == [3, 2, 1]
    assert verify_chain(store).holds


def test_threads_never_fork_the_chain(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        recorded = list(pool.map(lambda n: record_answer(store, asking(f"q{n}"), answer()), range(80)))
    assert sorted(found.seq for found in recorded) == list(range(1, 81))
    report = verify_chain(store)
    assert (report.entries, report.problems) == (80, ())


def test_processes_never_fork_the_chain(store: Store, url: str) -> None:
    writers = [
        subprocess.Popen([sys.executable, str(WRITER), url, f"writer{n}", "25"], stdout=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    lines = [line for writer in writers for line in writer.communicate(timeout=90)[0].splitlines()[1:]]
    assert sorted(int(line.split()[0]) for line in lines) == list(range(1, 76))
    report = verify_chain(store)
    assert (report.entries, report.problems) == (75, ())


def test_a_change_made_behind_our_back_is_found(store: Store) -> None:
    record_answers(store, [(asking(f"q{n}"), answer()) for n in range(5)])
    with store.writing() as connection:
        connection.execute(text("UPDATE audit SET payload = replace(payload, 'Hold', 'Give') WHERE seq = 3"))
    assert verify_chain(store).problems == ("Entry 3 was changed: its content does not fit its hash.",)


def test_entries_cut_off_at_the_end_are_found(store: Store) -> None:
    record_answers(store, [(asking(f"q{n}"), answer()) for n in range(5)])
    with store.writing() as connection:
        connection.execute(text("DELETE FROM audit WHERE seq > 3"))
    (problem,) = verify_chain(store).problems
    assert "its head says 5" in problem


def test_a_second_entry_of_the_same_number_is_refused_by_the_database_itself(sqlite_store: Store) -> None:
    record_answers(sqlite_store, [(asking(f"q{n}"), answer()) for n in range(2)])
    fork = "INSERT INTO audit SELECT seq, at, kind, payload, payload_hash, previous_hash, hash, NULL FROM audit WHERE seq = 2"
    with pytest.raises(StoreDamagedError), sqlite_store.writing() as connection:
        connection.execute(text(fork))


def test_the_audit_is_searched_by_words_kind_and_time(store: Store) -> None:
    record_answer(store, asking("What of Seizures?", later(0)), answer("nothing"))
    record_answer(store, asking("other", later(10)), answer("two SEIZURES"))
    record_answer(store, asking("third", later(20)), answer("no"))
    assert [found.seq for found in search(store, Wanted(words="seizures"))] == [2, 1]
    assert [found.seq for found in search(store, Wanted(since=later(10), until=later(20)))] == [2]
    assert [found.seq for found in search(store, Wanted(kind="disable"))] == []
    assert [found.seq for found in search(store, Wanted(), limit=1)] == [3]
    assert search(store, Wanted(words="100%")) == []


def test_the_time_of_an_entry_is_in_utc(store: Store) -> None:
    recorded = record_answer(store, asking(at=NOON + timedelta(microseconds=7)), answer())
    found = entry(store, recorded.seq)
    assert found is not None
    assert found.at == "2026-11-26T12:00:00.000007Z"
