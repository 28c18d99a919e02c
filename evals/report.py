"""A report that a person can read: rates with counts and bounds, the baseline beside them, every failure."""

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.knowledge.corpus import Corpus
from evals.judge import Rate, Verdict, half_of, measures, median_words
from evals.places import Place, touches

LABELS: Mapping[str, str] = {
    "fully_right": "Answers fully right",
    "right_passage_first": "Right passage first",
    "right_passage_in_first_3": "Right passage among the first 3",
    "right_passage_in_first_10": "Right passage among the first 10",
    "off_topic_declined": "Off-topic questions declined",
    "silent_sources_declined": "Questions the documents leave open, declined",
    "answerable_refused": "Answerable questions refused",
    "quotes_verbatim": "Answers with all quotes verbatim",
    "wrong_numbers": "Answers with a number that no quote bears out",
}
_NOT_FOR_BASELINE = {"quotes_verbatim", "wrong_numbers"}


def rates(verdicts: Sequence[Verdict]) -> dict[str, dict[str, Rate]]:
    """Return the measures of each half."""
    return {half: measures(half_of(verdicts, half)) for half in ("tuning", "reporting")}


def untested_sections(verdicts: Sequence[Verdict], corpus: Corpus) -> tuple[str, ...]:
    """Return the sections of the documents of which no case expects a statement."""
    texts = {document.source.id: document.text for document in corpus.documents.values()}
    expected = [q for v in verdicts for group in v.result.case.expects.passages for q in group]
    from_passages: dict[tuple[str, str], bool] = {}
    for passage in corpus.passages.values():
        key = (passage.source, " > ".join(passage.heading_path[:2]))
        place = Place(passage.source, passage.section, passage.start, passage.end)
        touched = any(touches(place, quote, texts) for quote in expected)
        from_passages[key] = from_passages.get(key, False) or touched
    return tuple(f"{source}: {section}" for (source, section), touched in from_passages.items() if not touched)


def print_report(
    verdicts: Sequence[Verdict], baseline: Sequence[Verdict], corpus: Corpus, console: Console, *, failures: bool
) -> None:
    """Print the rates, the baseline beside them, the clusters that fail and, where asked for, the failures of the tuning half."""
    table = Table(title="Reference questions", title_justify="left")
    for column in ("Measure", "Tuning half", "Reporting half", *(["Baseline, reporting half"] if baseline else [])):
        table.add_column(column)
    halves, naive = rates(verdicts), rates(baseline)["reporting"] if baseline else {}
    for name, label in LABELS.items():
        row = [label, str(halves["tuning"][name]), str(halves["reporting"][name])]
        if baseline:
            row.append("–" if name in _NOT_FOR_BASELINE else str(naive[name]))
        table.add_row(*row)
    row = ["Median words of an answer", *(f"{median_words(half_of(verdicts, h)):.0f}" for h in ("tuning", "reporting"))]
    table.add_row(*row, *([f"{median_words(half_of(baseline, 'reporting')):.0f}"] if baseline else []))
    console.print(table)
    missed = untested_sections(verdicts, corpus)
    console.print(f"Sections without a question ({len(missed)}): {'; '.join(missed) or 'none'}", highlight=False)
    if failures:
        for verdict in half_of(verdicts, "tuning"):
            if not verdict.right:
                faults = "; ".join(verdict.faults)
                console.print(f"{verdict.result.case.id}: {verdict.result.case.question}\n    {faults}", markup=False)


def as_json(verdicts: Sequence[Verdict], baseline: Sequence[Verdict], settings: Mapping[str, Any]) -> str:
    """Return the rates and every verdict as JSON."""

    def plain(by_half: Mapping[str, Mapping[str, Rate]]) -> dict[str, Any]:
        return {
            half: {n: {"hits": r.hits, "of": r.of, "bounds": r.bounds} for n, r in named.items()}
            for half, named in by_half.items()
        }

    content = {
        "settings": dict(settings),
        "rates": plain(rates(verdicts)),
        "baseline": plain(rates(baseline)) if baseline else None,
        "cases": [
            {
                "id": v.result.case.id,
                "half": v.result.case.half,
                "cluster": v.result.case.cluster,
                "severity": v.result.case.severity,
                "right": v.right,
                "scores": {name: [score.value, score.explanation] for name, score in v.scores.items()},
                "seconds": v.result.seconds,
            }
            for v in verdicts
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def as_html(
    verdicts: Sequence[Verdict], baseline: Sequence[Verdict], corpus: Corpus, settings: Mapping[str, Any]
) -> str:
    """Return one self-contained page for a safety officer to read and sign."""
    halves, naive = rates(verdicts), rates(baseline)["reporting"] if baseline else {}
    rows = "".join(
        f"<tr><th scope=row>{label}</th><td>{halves['tuning'][name]}</td><td>{halves['reporting'][name]}</td>"
        f"<td>{'–' if name in _NOT_FOR_BASELINE or not baseline else naive[name]}</td></tr>"
        for name, label in LABELS.items()
    )
    failures = "".join(
        f"<article><h3>{_safe(v.result.case.id)} <small>{v.result.case.half}, {v.result.case.severity}</small></h3>"
        f"<p><b>Asked:</b> {_safe(v.result.case.question)}</p><p><b>Wrong:</b> {_safe('; '.join(v.faults))}</p>"
        f"<pre>{_safe(str(v.result.answer['text']))}</pre></article>"
        for v in verdicts
        if not v.right
    )
    made_from = ", ".join(f"{_safe(str(key))} {_safe(str(value))}" for key, value in settings.items())
    untested = "; ".join(map(_safe, untested_sections(verdicts, corpus))) or "none"
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Evaluation report</title><style>"
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#17242a}"
        "table{border-collapse:collapse}th,td{border-bottom:1px solid #ccd;padding:.4rem .8rem;text-align:left}"
        "pre{white-space:pre-wrap;background:#f4f6f6;padding:1rem}article{break-inside:avoid}</style>"
        f"<h1>Evaluation report</h1><p>{made_from}</p>"
        "<p>Rates with counts and Wilson bounds at 95 %. Nothing was tuned on the reporting half.</p>"
        f"<table><tr><th>Measure<th>Tuning half<th>Reporting half<th>Baseline, reporting half</tr>{rows}</table>"
        f"<h2>Not tested</h2><p>Sections without a question: {untested}</p>"
        f"<h2>Failures</h2>{failures or '<p>none</p>'}"
        "<h2>Read and accepted</h2><p>Name, role ______________________ Date ____________ Signature ______________________</p>"
    )


def write(path: Path, content: str) -> None:
    """Write a report to a file."""
    path.write_text(content, encoding="utf-8")


def _safe(text: str) -> str:
    return html.escape(text)
