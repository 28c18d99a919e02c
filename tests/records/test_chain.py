"""The chain tells of every change, removal and insertion; only a purge that says so may blank."""

import json
from dataclasses import replace

import pytest

from assistant.records.chain import START, Entry, next_entry, ranges, verify


def chain_of(*payloads: str) -> list[Entry]:
    entries: list[Entry] = []
    head = (0, START)
    for number, payload in enumerate(payloads):
        entry = next_entry(head, f"2026-01-0{number + 1}", "answer", payload)
        entries.append(entry)
        head = (entry.seq, entry.hash)
    return entries


def head_of(entries: list[Entry]) -> tuple[int, str]:
    return (entries[-1].seq, entries[-1].hash)


def test_an_unchanged_chain_holds() -> None:
    entries = chain_of("a", "b", "c")
    report = verify(entries, head_of(entries))
    assert (report.holds, report.entries, report.head) == (True, 3, head_of(entries))


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "change", [{"payload": "x"}, {"at": "2027"}, {"kind": "other"}, {"hash": "0"}, {"payload_hash": "0"}]
)
def test_a_changed_entry_is_found(place: int, change: dict[str, str]) -> None:
    entries = chain_of("a", "b", "c")
    head = head_of(entries)
    entries[place] = replace(entries[place], **change)  # type: ignore[arg-type]
    assert not verify(entries, head).holds


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_removed_entry_is_found(place: int) -> None:
    entries = chain_of("a", "b", "c")
    head = head_of(entries)
    del entries[place]
    assert not verify(entries, head).holds


def test_an_entry_written_anew_with_fitting_hashes_is_found_by_the_next() -> None:
    entries = chain_of("a", "b", "c")
    forged = next_entry((1, entries[0].hash), entries[1].at, "answer", "forged")
    report = verify([entries[0], forged, entries[2]], head_of(entries))
    assert report.problems == ("Entry 3 does not follow the entry before it.",)


def test_an_entry_put_in_between_is_found() -> None:
    entries = chain_of("a", "b")
    more = next_entry(head_of(entries), "2026", "answer", "more")
    assert not verify([*entries, more], head_of(entries)).holds


def test_a_blanked_entry_holds_only_where_a_purge_names_it() -> None:
    entries = chain_of("a", "b")
    blanked = [replace(entries[0], payload=None), entries[1]]
    assert not verify(blanked, head_of(blanked)).holds
    purge = next_entry(head_of(blanked), "2026", "purge", json.dumps({"entries": [[1, 1]]}))
    report = verify([*blanked, purge], (purge.seq, purge.hash))
    assert (report.holds, report.blanked) == (True, 1)


def test_a_purge_of_a_strange_form_allows_nothing() -> None:
    entries = chain_of("a")
    blanked = replace(entries[0], payload=None)
    purge = next_entry((1, blanked.hash), "2026", "purge", json.dumps({"entries": "1"}))
    assert not verify([blanked, purge], (purge.seq, purge.hash)).holds


def test_numbers_are_written_as_runs() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == [[1, 3], [7, 7], [9, 10]]
    assert ranges([]) == []
