"""The report as tables on a console."""

from rich.console import Console
from rich.table import Table

from evals.rates import Rate
from evals.report.content import Content, Line


def print_report(content: Content, console: Console, *, failures: bool) -> None:
    """Print the rates with the baseline and the gates, the parts, what was not tested and, where asked for, the tuning failures."""
    console.print(_measures(content))
    for name, splits in content.splits.items():
        table = Table(
            "By " + name, "Tuning half", "Reporting half", title=f"Cases fully right, by {name}", title_justify="left"
        )
        for split in splits:
            table.add_row(split.name, str(split.tuning), str(split.reporting))
        console.print(table)
    if content.robustness is not None:
        kinds = ", ".join(f"{kind} {rate}" for kind, rate in content.robustness.by_rewriter.items())
        console.print(f"Rewrites right: {kinds}", highlight=False, markup=False)
    for label, names in content.untested.items():
        if names:
            console.print(f"{label} ({len(names)}): {'; '.join(names)}", highlight=False, markup=False)
    if failures:
        _print_failures(content, console)


def _measures(content: Content) -> Table:
    columns = ("Measure", "Tuning half", "Reporting half", "Gate", *(["Baseline"] if content.baseline else []))
    table = Table(*columns, title=f"Reference questions: {len(content.verdicts)} cases", title_justify="left")
    for line in content.lines:
        if line.tuning.of or line.reporting.of:
            row = [line.label, str(line.tuning), str(line.reporting), _gate(line)]
            table.add_row(*row, *([_or_dash(line.baseline)] if content.baseline else []))
    words = [f"{content.words[half]:.0f}" if content.words[half] else "–" for half in ("tuning", "reporting")]
    naive = [f"{content.baseline_words:.0f}" if content.baseline_words else "–"] if content.baseline else []
    table.add_row("Median words of a single-fact answer", *words, "", *naive)
    precision = [
        f"{content.precision[half]:.1%}" if content.precision[half] else "–" for half in ("tuning", "reporting")
    ]
    table.add_row("Citations that are about what was asked", *precision, "", *(["–"] if content.baseline else []))
    return table


def _gate(line: Line) -> str:
    if line.gate is None:
        return ""
    bound = f"≥ {line.gate.at_least:.1%}" if line.gate.at_least is not None else f"≤ {line.gate.at_most or 0:.1%}"
    return f"{bound} {'kept' if line.kept else '[bold red]missed[/]'}"


def _or_dash(rate: Rate | None) -> str:
    return "–" if rate is None else str(rate)


def _print_failures(content: Content, console: Console) -> None:
    for verdict in content.failures:
        if verdict.result.case.half == "tuning":
            said = " / ".join(verdict.result.turns[-1].said)
            faults = "; ".join(verdict.faults)
            console.print(f"{verdict.result.case.id}: {said}\n    {faults}", markup=False, highlight=False)
