"""The hash chain of the audit, as pure functions: each entry carries the hash of the one before it.

Entries are numbered from 1 without a gap; the order is that of the numbers, whatever a clock said. The hash of an entry covers
its payload through the payload's own hash, so that a payload can be blanked and the chain still be followed.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

START = "0" * 64
"""What the first entry has before it."""

PURGE = "purge"
"""The kind of the entry that says which payloads were blanked."""


@dataclass(frozen=True)
class Entry:
    """One entry. at: UTC as ISO 8601; payload: JSON as written, None once it is purged; hashes: sha256 in hex."""

    seq: int
    at: str
    kind: str
    payload: str | None
    payload_hash: str
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class ChainReport:
    """What verifying found. head: number and hash of the last entry; problems: in words, empty where the chain holds."""

    entries: int
    blanked: int
    head: tuple[int, str]
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Is every entry as it was written, and none missing?"""
        return not self.problems


def next_entry(head: tuple[int, str], at: str, kind: str, payload: str) -> Entry:
    """Return the entry that follows the head."""
    seq, previous_hash = head[0] + 1, head[1]
    payload_hash = hashlib.sha256(payload.encode()).hexdigest()
    return Entry(seq, at, kind, payload, payload_hash, previous_hash, _hash(seq, at, kind, payload_hash, previous_hash))


def verify(entries: Iterable[Entry], head: tuple[int, str]) -> ChainReport:
    """Follow the chain from its first entry to the head that the records name."""
    problems: list[str] = []
    blanked: set[int] = set()
    allowed: set[int] = set()
    before, count = (0, START), 0
    for entry in entries:
        count += 1
        problems.extend(_problems(entry, before))
        if entry.payload is None:
            blanked.add(entry.seq)
        elif entry.kind == PURGE:
            allowed.update(_purged(entry.payload))
        before = (entry.seq, entry.hash)
    if before != head:
        problems.append(
            f"The chain ends at entry {before[0]}, but its head says {head[0]}: entries are missing or changed."
        )
    problems.extend(f"Entry {seq}: its content was blanked, and no purge says so." for seq in sorted(blanked - allowed))
    return ChainReport(count, len(blanked), before, tuple(problems))


def ranges(numbers: Iterable[int]) -> list[list[int]]:
    """Return ascending numbers as [first, last] of each unbroken run."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _problems(entry: Entry, before: tuple[int, str]) -> Iterator[str]:
    if entry.seq != before[0] + 1:
        yield f"Entry {before[0] + 1} is missing; entry {entry.seq} comes next."
    elif entry.previous_hash != before[1]:
        yield f"Entry {entry.seq} does not follow the entry before it."
    if entry.hash != _hash(entry.seq, entry.at, entry.kind, entry.payload_hash, entry.previous_hash):
        yield f"Entry {entry.seq} was changed: its hash does not fit."
    if entry.payload is not None and hashlib.sha256(entry.payload.encode()).hexdigest() != entry.payload_hash:
        yield f"Entry {entry.seq} was changed: its content does not fit its hash."


def _purged(payload: str) -> Iterator[int]:
    """Yield the numbers that a purge names; a payload of another form names none, and its own hash tells of the change."""
    try:
        runs = json.loads(payload)["entries"]
        yield from (number for first, last in runs for number in range(first, last + 1))
    except (ValueError, KeyError, TypeError):
        return


def _hash(seq: int, at: str, kind: str, payload_hash: str, previous_hash: str) -> str:
    return hashlib.sha256(json.dumps([seq, at, kind, payload_hash, previous_hash]).encode()).hexdigest()
