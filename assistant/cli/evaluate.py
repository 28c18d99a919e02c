"""`blin eval`: answer the reference questions, judge the answers, check the gates."""

import argparse
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("eval", help="measure the assistant on its reference questions")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    run_parser = actions.add_parser("run", help="answer the reference questions into a new folder, and report")
    run_parser.add_argument("--suite", help="only the questions of this file, without its ending")
    run_parser.add_argument("--half", choices=("tuning", "reporting"), help="only this half")
    run_parser.add_argument(
        "--baseline", action="store_true", help="measure the naive baseline on the same questions too"
    )
    run_parser.add_argument("--resume", type=Path, metavar="RUN", help="go on with an interrupted run")
    report_parser = actions.add_parser("report", help="judge a run again, and print or write the report")
    report_parser.add_argument(
        "run_folder", nargs="?", type=Path, metavar="RUN", help="the folder of a run; the latest if left out"
    )
    report_parser.add_argument("--failures", action="store_true", help="list the failures of the tuning half")
    report_parser.add_argument("--html", type=Path, help="write a page to this file")
    report_parser.add_argument("--json", type=Path, help="write the verdicts to this file")
    compare_parser = actions.add_parser("compare", help="what got better or worse between two runs")
    compare_parser.add_argument("before", type=Path)
    compare_parser.add_argument("after", type=Path)
    actions.add_parser("gates", help="measure, and fail below a gate of evals/gates.yaml")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action and return its exit status: 1 below a gate, 2 where there is no such run, else 0."""
    actions = {"run": _run, "report": _report, "compare": _compare, "gates": _gates}
    return actions[arguments.action](arguments, settings)


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    from evals.generate import RESULTS, run_folder  # noqa: PLC0415 - `blin --help` must not wait for a model

    folder = arguments.resume or run_folder(RESULTS, arguments.suite or "all", datetime.now(UTC))
    _answer(folder, settings, arguments.suite, arguments.half, baseline=arguments.baseline)
    print(folder)
    return _print(folder, settings, failures=False)


def _report(arguments: argparse.Namespace, settings: Settings) -> int:
    from evals.generate import RESULTS  # noqa: PLC0415

    runs = sorted(path for path in RESULTS.glob("*") if (path / "answers.jsonl").exists())
    folder = arguments.run_folder or (runs[-1] if runs else None)
    if folder is None or not (folder / "answers.jsonl").exists():
        print("blin eval: there is no such run; `blin eval run` makes one", file=sys.stderr)
        return 2
    if arguments.html or arguments.json:
        _write(folder, settings, arguments.html, arguments.json)
        return 0
    return _print(folder, settings, failures=arguments.failures)


def _compare(arguments: argparse.Namespace, settings: Settings) -> int:
    from evals.judge import judge  # noqa: PLC0415

    corpus, read = _reading(settings)
    texts = {document.source.id: document.text for document in corpus.documents.values()}
    before, after = (
        {verdict.result.case.id: verdict for verdict in judge(read(folder), texts)}
        for folder in (arguments.before, arguments.after)
    )
    for case_id in sorted(before.keys() & after.keys()):
        if before[case_id].right != after[case_id].right:
            print(f"{'better' if after[case_id].right else 'WORSE '}  {case_id}  {'; '.join(after[case_id].faults)}")
    for case_id in sorted(before.keys() ^ after.keys()):
        print(f"only {'before' if case_id in before else 'after'}  {case_id}")
    return 0


def _gates(_: argparse.Namespace, settings: Settings) -> int:
    from evals.gates import below, load_gates  # noqa: PLC0415
    from evals.judge import half_of, judge, measures  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="blin-eval-") as temporary:
        folder = Path(temporary)
        _answer(folder, settings, None, None, baseline=True)
        _print(folder, settings, failures=False)
        corpus, read = _reading(settings)
        texts = {document.source.id: document.text for document in corpus.documents.values()}
        missed = below(load_gates(), measures(half_of(judge(read(folder), texts), "reporting")))
    for line in missed:
        print(f"BELOW ITS GATE  {line}")
    print("all gates kept" if not missed else f"{len(missed)} gates missed")
    return 1 if missed else 0


def _answer(folder: Path, settings: Settings, suite: str | None, half: str | None, *, baseline: bool) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    from assistant.answering.pipeline import load_assistant  # noqa: PLC0415
    from evals.baseline import answer_naively  # noqa: PLC0415
    from evals.cases import load_cases  # noqa: PLC0415
    from evals.generate import answer_with, generate  # noqa: PLC0415

    assistant = load_assistant(settings)
    cases = {
        group: tuple(case for case in members if half in {None, case.half})
        for group, members in load_cases().items()
        if suite in {None, group}
    }
    total = sum(len(members) for members in cases.values())
    versions = assistant.versions
    about = {"program": versions.program, "corpus": versions.corpus, "rules": versions.rules, "index": versions.index}
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Answering", total=total * (2 if baseline else 1))
        generate(cases, answer_with(assistant), folder, about, lambda: bar.advance(task))
        if baseline:
            with tempfile.TemporaryDirectory(prefix="blin-baseline-") as store:
                naive = answer_naively(assistant.corpus, assistant.embeddings, Path(store))
                generate(cases, naive, folder / "baseline", about, lambda: bar.advance(task))


def _reading(settings: Settings) -> tuple[Any, Any]:
    from assistant.knowledge.corpus import load_corpus  # noqa: PLC0415
    from evals.generate import read_results  # noqa: PLC0415

    return load_corpus(settings.corpus), read_results


def _judged(folder: Path, settings: Settings) -> tuple[Any, Any, Any]:
    from evals.judge import judge  # noqa: PLC0415

    corpus, read = _reading(settings)
    texts = {document.source.id: document.text for document in corpus.documents.values()}
    return judge(read(folder), texts), judge(read(folder / "baseline"), texts), corpus


def _print(folder: Path, settings: Settings, *, failures: bool) -> int:
    from rich.console import Console  # noqa: PLC0415

    from evals.report import print_report  # noqa: PLC0415

    verdicts, baseline, corpus = _judged(folder, settings)
    print_report(verdicts, baseline, corpus, Console(width=None if sys.stdout.isatty() else 150), failures=failures)
    return 0


def _write(folder: Path, settings: Settings, page: Path | None, data: Path | None) -> None:
    from evals.report import as_html, as_json, write  # noqa: PLC0415

    verdicts, baseline, corpus = _judged(folder, settings)
    about = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    if page is not None:
        write(page, as_html(verdicts, baseline, corpus, about))
    if data is not None:
        write(data, as_json(verdicts, baseline, about))
