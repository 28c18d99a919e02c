"""`blin eval`: answer the reference questions, judge the answers, check the gates."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.knowledge.errors import CorpusError
from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from rich.console import Console

    from evals.running import Plan

_ALL = -1


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("eval", help="measure the assistant on its reference questions")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_run(actions)
    _add_report(actions)
    compare = actions.add_parser("compare", help="what got better or worse between two runs, case by case")
    compare.add_argument("before", type=Path, metavar="RUN")
    compare.add_argument("after", type=Path, metavar="RUN")
    gates = actions.add_parser("gates", help="measure, and fail below a gate of evals/gates.yaml")
    gates.add_argument(
        "--rewrites", type=_count, default=60, metavar="N", help="rewrite so many questions, or `all`; 60 if left out"
    )
    gates.add_argument("--baseline", action="store_true", help="measure the naive baseline too")
    gates.add_argument(
        "--repeated", type=_count, default=60, metavar="N", help="ask so many questions three times, or `all`"
    )
    _add_processes(gates)
    gates.add_argument("--html", type=Path, metavar="FILE", help="write the page to this file")
    actions.add_parser("schema", help="print the JSON schema of a question file")
    parser.set_defaults(run=run)


def _add_run(actions: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    run_parser = actions.add_parser("run", help="answer the reference questions into a new folder, and report")
    run_parser.add_argument("--suite", help="only the questions of this file, without its ending")
    run_parser.add_argument(
        "--questions", type=Path, metavar="FILE", help="the questions of this file of your own instead"
    )
    run_parser.add_argument("--half", choices=("tuning", "reporting"), help="only this half")
    run_parser.add_argument("--engine", default="extractive", help="what answers; extractive if left out")
    run_parser.add_argument("--baseline", action="store_true", help="measure the naive baseline too")
    run_parser.add_argument("--repeat", type=int, default=1, metavar="N", help="ask every question so often")
    run_parser.add_argument(
        "--rewrites", type=_count, metavar="N", help="rewrite so many reporting questions, or `all`"
    )
    _add_processes(run_parser)
    run_parser.add_argument("--resume", type=Path, metavar="RUN", help="go on with an interrupted run")


def _add_processes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--processes",
        type=int,
        default=2,
        metavar="N",
        help="so many share the questions, about 0.8 GB each; 2 if left out",
    )


def _add_report(actions: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    report_parser = actions.add_parser("report", help="judge a run again, and print or write the report")
    report_parser.add_argument("run_folder", nargs="?", type=Path, metavar="RUN", help="the latest if left out")
    report_parser.add_argument("--failures", action="store_true", help="list the failures of the tuning half")
    report_parser.add_argument("--html", type=Path, metavar="FILE", help="write a page to read and sign")
    report_parser.add_argument("--json", type=Path, metavar="FILE", help="write every verdict")
    report_parser.add_argument("--junit", type=Path, metavar="FILE", help="write tests for a build server")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action and return its exit status: 1 below a gate, 2 where it cannot be run, else 0."""
    from evals.engines import UnknownEngineError

    actions = {"run": _run, "report": _report, "compare": _compare, "gates": _gates, "schema": _schema}
    try:
        return actions[arguments.action](arguments, settings)
    except (CorpusError, UnknownEngineError, FileNotFoundError) as error:
        print(f"blin eval: {error}", file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    from evals.generate import RESULTS, run_folder
    from evals.running import Plan

    plan = Plan(
        suite=arguments.suite,
        half=arguments.half,
        questions=arguments.questions,
        engine=arguments.engine,
        baseline=arguments.baseline,
        repeat=arguments.repeat,
        rewrites=arguments.rewrites,
        processes=arguments.processes,
    )
    now = datetime.now(UTC)
    folder = arguments.resume or run_folder(RESULTS, plan.name, now)
    _answer(plan, settings, folder, now)
    print(folder)
    return _show(folder, settings)


def _report(arguments: argparse.Namespace, settings: Settings) -> int:
    from evals.report.as_json import as_json
    from evals.report.junit import as_junit
    from evals.report.page import as_page
    from evals.running import latest_run, report

    folder = arguments.run_folder or latest_run()
    if folder is None:
        print("blin eval: there is no run; `blin eval run` makes one", file=sys.stderr)
        return 2
    if not any((arguments.html, arguments.json, arguments.junit)):
        return _show(folder, settings, failures=arguments.failures)
    content, gates = report(folder, settings)
    if arguments.html is not None:
        arguments.html.write_text(as_page(content, gates), encoding="utf-8")
    if arguments.json is not None:
        arguments.json.write_text(as_json(content), encoding="utf-8")
    if arguments.junit is not None:
        arguments.junit.write_text(as_junit(content), encoding="utf-8")
    return 0


def _compare(arguments: argparse.Namespace, settings: Settings) -> int:
    from evals.comparing import compare
    from evals.running import report
    from evals.worded import told, worded

    before, after = (report(folder, settings)[0].verdicts for folder in (arguments.before, arguments.after))
    found = compare(before, after)
    for change in found.changes:
        word = "better" if change.better else "WORSE " if change.worse else "other "
        print(
            f"{word}  {change.case_id}  mended: {', '.join(change.mended) or '–'}; broken: {', '.join(change.broken) or '–'}"
        )
        if change.worse:
            print(f"        {'; '.join(change.faults)}")
    for word, ids in (("only before", found.only_before), ("only after ", found.only_after)):
        for case_id in ids:
            print(f"{word}  {case_id}")
    better, worse = sum(c.better for c in found.changes), sum(c.worse for c in found.changes)
    print(f"{found.compared} cases compared: {better} better, {worse} worse, {len(found.reworded)} with another text")
    used = [worded(before), worded(after)]
    if any(run.worded or run.dropped or run.unused for run in used):
        print(*(told(name, run) for name, run in zip(("before", "after"), used, strict=True)), sep="\n")
    return 0


def _gates(arguments: argparse.Namespace, settings: Settings) -> int:
    from evals.report.console import print_report
    from evals.report.page import as_page
    from evals.running import Plan, report

    repeated = None if arguments.repeated == _ALL else arguments.repeated
    plan = Plan(
        half="reporting",
        baseline=arguments.baseline,
        repeat=3,
        repeated=repeated,
        rewrites=arguments.rewrites,
        processes=arguments.processes,
    )
    with tempfile.TemporaryDirectory(prefix="blin-eval-") as temporary:
        folder = Path(temporary)
        _answer(plan, settings, folder, datetime.now(UTC))
        content, gates = report(folder, settings)
    print_report(content, _console(), failures=False)
    if arguments.html is not None:
        arguments.html.write_text(as_page(content, gates), encoding="utf-8")
    for line in content.missed:
        print(f"BELOW ITS GATE  {line}")
    print("all gates kept" if not content.missed else f"{len(content.missed)} gates missed")
    return 1 if content.missed else 0


def _schema(_: argparse.Namespace, __: Settings) -> int:
    from evals.cases import schema

    print(schema(), end="")
    return 0


def _answer(plan: "Plan", settings: Settings, folder: Path, now: datetime) -> None:
    from evals.running import answer

    with _progress() as bar:
        answer(plan, settings, folder, now, bar)


@contextmanager
def _progress() -> Iterator[Callable[[int], Callable[[], None]]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:

        def bar(total: int) -> Callable[[], None]:
            task = progress.add_task("Answering", total=total)
            return lambda: progress.advance(task)

        yield bar


def _show(folder: Path, settings: Settings, *, failures: bool = False) -> int:
    from evals.report.console import print_report
    from evals.running import report

    content, _ = report(folder, settings)
    print_report(content, _console(), failures=failures)
    return 0


def _console() -> "Console":
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 170)


def _count(words: str) -> int:
    """Read a count, or `all`."""
    if words == "all":
        return _ALL
    if not words.isdigit():
        raise argparse.ArgumentTypeError("a number, or `all`")
    return int(words)
