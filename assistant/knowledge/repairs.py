"""The ledger of differences between an original and its transcription (corpus/repairs.yaml)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

RepairKind = Literal["residue", "notation", "heading", "join", "displaced", "filled", "marks"]

_FILE = "repairs.yaml"
_KEYS = {"id", "kind", "lines", "everywhere", "at", "from", "to", "reason"}
_RULE_LINE = re.compile(r"^[\s|:-]*-{3,}[\s|:-]*$")
_LAYOUT_AT_LINE_START = re.compile(r"^\s*(?:#{1,6} |- |• )")


@dataclass(frozen=True)
class Repair:
    """One kind of change, at one or more places of an original.

    lines: 1-based lines of the original where `before` begins, empty where `everywhere` counts the occurrences.
    """

    id: str
    document: str
    kind: RepairKind
    lines: tuple[int, ...]
    everywhere: int
    at_line_end: bool
    before: str
    after: str
    reason: str


def load_repairs(path: Path) -> dict[str, tuple[Repair, ...]]:
    """Return the repairs of each document in the order in which they apply.

    Raises DataError for an unknown key or kind, a missing reason, an id that stands twice, or a place that is not given.
    """
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise DataError(_FILE, "The file is not a mapping of documents to repairs.", "See the comment at its top.")
    return {document: _read_all(document, entries) for document, entries in data.items()}


def _read_all(document: str, entries: list[dict[str, object]]) -> tuple[Repair, ...]:
    repairs = tuple(_read(document, entry) for entry in entries)
    ids = [repair.id for repair in repairs]
    for repair_id in ids:
        if ids.count(repair_id) > 1:
            raise DataError(_FILE, f"The repair {document}/{repair_id} stands twice.", "Give each its own id.")
    return repairs


def _read(document: str, entry: dict[str, object]) -> Repair:
    where = f"The repair {document}/{entry.get('id')}"
    if unknown := set(entry) - _KEYS:
        raise DataError(_FILE, f"{where} has an unknown key {sorted(unknown)}.", f"Keys are {sorted(_KEYS)}.")
    if entry.get("kind") not in get_args(RepairKind):
        raise DataError(_FILE, f"{where} has no known kind.", f"Kinds are {list(get_args(RepairKind))}.")
    if not entry.get("reason") or not entry.get("from") or "to" not in entry:
        raise DataError(_FILE, f"{where} lacks `from`, `to` or its reason.", "Say what changed, and why.")
    if ("lines" in entry) == ("everywhere" in entry):
        raise DataError(_FILE, f"{where} needs either `lines` or `everywhere`.", "Say where the change is.")
    lines = entry.get("lines", [])
    everywhere = entry.get("everywhere", 0)
    if not isinstance(lines, list) or not isinstance(everywhere, int):
        raise DataError(_FILE, f"{where} has a wrong place.", "`lines` is a list, `everywhere` a count.")
    return Repair(
        id=str(entry["id"]),
        document=document,
        kind=entry["kind"],  # type: ignore[arg-type]  # checked above
        lines=tuple(lines),
        everywhere=everywhere,
        at_line_end=entry.get("at") == "line_end",
        before=str(entry["from"]),
        after=str(entry["to"]),
        reason=str(entry["reason"]),
    )


def apply_repairs(original: str, repairs: tuple[Repair, ...]) -> str:
    """Return the original with every repair made.

    Raises DataError for a repair whose `from` is not found where it should be, or that changes nothing.
    """
    # Line numbers stay those of the original: a change that spans lines leaves its later lines empty.
    lines = original.split("\n")
    for repair in repairs:
        if repair.before == repair.after:
            raise DataError(_FILE, f"The repair {repair.document}/{repair.id} changes nothing.", "Remove it.")
        for number in repair.lines:
            _apply_at(lines, repair, number)
        if repair.everywhere:
            _apply_everywhere(lines, repair)
    return "\n".join(lines)


def _apply_at(lines: list[str], repair: Repair, number: int) -> None:
    span = repair.before.count("\n") + 1
    first = number - 1
    block = "\n".join(lines[first : first + span])
    found = block.endswith(repair.before) if repair.at_line_end else block.count(repair.before) == 1
    if not found:
        raise DataError(
            _FILE,
            f"The repair {repair.document}/{repair.id} no longer applies at line {number} of the original.",
            "Compare it with the original and correct or remove it.",
        )
    if repair.at_line_end:
        changed = block[: -len(repair.before)] + repair.after
    else:
        changed = block.replace(repair.before, repair.after)
    lines[first : first + span] = [changed] + [""] * (span - 1)


def _apply_everywhere(lines: list[str], repair: Repair) -> None:
    count = sum(line.count(repair.before) for line in lines)
    if count != repair.everywhere:
        raise DataError(
            _FILE,
            f"The repair {repair.document}/{repair.id} names {repair.everywhere} places; {count} are found.",
            "Compare it with the original and correct the count.",
        )
    lines[:] = [line.replace(repair.before, repair.after) for line in lines]


def words(text: str) -> list[str]:
    """Return the words of an original or a transcription without its layout.

    Layout is white space, heading and list signs at the start of a line, cell separators and table rules.
    """
    found: list[str] = []
    for line in text.splitlines():
        if _RULE_LINE.match(line):
            continue
        found += _LAYOUT_AT_LINE_START.sub("", line).replace("|", " ").split()
    return found


@dataclass(frozen=True)
class Difference:
    """A place where a transcription and its repaired original part: the words around it, in each."""

    document: str
    repaired_original: str
    transcription: str


def first_difference(
    document: str, original: str, transcription: str, repairs: tuple[Repair, ...]
) -> Difference | None:
    """Return the first difference that the ledger does not hold, or None where there is none."""
    expected, found = words(apply_repairs(original, repairs)), words(transcription)
    if expected == found:
        return None
    pairs = zip(expected, found, strict=False)
    place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(found)))
    window = slice(max(0, place - 6), place + 12)
    return Difference(document, " ".join(expected[window]), " ".join(found[window]))
