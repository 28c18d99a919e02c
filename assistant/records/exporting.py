"""Audit entries as files for a safety team: CSV that no spreadsheet runs, and JSON lines with everything."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from assistant.records.audit import content_of
from assistant.records.chain import Entry
from assistant.records.written import readable

_COLUMNS = (
    "seq", "at", "kind", "question", "removed", "answer_kind", "answer", "sections", "calculation", "reason", "engine",
    "program", "corpus", "rules", "index", "channel", "other", "payload_hash", "hash",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(entries: Iterable[Entry]) -> str:
    """Return entries as CSV with a head line. A cell that a spreadsheet would take for a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for entry in entries:
        cells = _cells(entry)
        writer.writerow([formula_safe(readable(str(cells[name]))) for name in _COLUMNS])
    return out.getvalue()


def to_jsonl(entries: Iterable[Entry]) -> str:
    """Return entries as JSON lines: number, time, kind, content and hashes; the content is null once it is purged."""
    return "".join(
        json.dumps(
            {
                "seq": entry.seq,
                "at": entry.at,
                "kind": entry.kind,
                "content": content_of(entry) or None,
                "payload_hash": entry.payload_hash,
                "previous_hash": entry.previous_hash,
                "hash": entry.hash,
            }
        )
        + "\n"
        for entry in entries
    )


def formula_safe(cell: str) -> str:
    """Return a cell that every spreadsheet shows as text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell


def _cells(entry: Entry) -> dict[str, Any]:
    content = content_of(entry)
    answer = content.pop("answer", None) or {}
    versions = answer.get("versions") or {}
    known = ("question", "removed", "channel")
    other = {name: value for name, value in content.items() if name not in (*known, "salt")}
    return {
        "seq": entry.seq,
        "at": entry.at,
        "kind": entry.kind,
        "question": content.get("question", ""),
        "removed": ", ".join(content.get("removed", ())),
        "answer_kind": answer.get("kind", ""),
        "answer": answer.get("text", ""),
        "sections": "; ".join(f"{cited['source']}: {cited['section']}" for cited in answer.get("citations", ())),
        "calculation": _json(answer.get("calculation")),
        "reason": answer.get("reason") or "",
        "engine": answer.get("engine", ""),
        **{name: versions.get(name, "") for name in ("program", "corpus", "rules", "index")},
        "channel": content.get("channel", ""),
        "other": _json(other) if other else "",
        "payload_hash": entry.payload_hash,
        "hash": entry.hash,
    }


def _json(content: object) -> str:
    return "" if content is None else json.dumps(content, ensure_ascii=False)
