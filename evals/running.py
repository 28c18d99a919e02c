"""One run from its questions to its report: answer, then judge the folder."""

import hashlib
import json
import platform
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answering.pipeline import Assistant
from assistant.knowledge.corpus import load_corpus
from evals import robustness
from evals.baseline import answer_naively
from evals.cases import Case, Half, load_cases, load_own_cases
from evals.coverage import untested
from evals.engines import EXTRACTIVE, open_assistant
from evals.gates import Gate, load_gates
from evals.generate import ANSWERS_FILE, RESULTS, SETTINGS_FILE, Each, answer_with, generate, in_turn, read_results
from evals.ground import ground_of
from evals.judge import judge
from evals.report.as_json import as_json
from evals.report.content import Content, content_of
from evals.sharing import shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.settings import Settings

BASELINE, REWRITES, VERDICTS = "baseline", "rewrites", "verdicts.json"
_LIBRARIES = ("chromadb", "langchain-core", "numpy", "sentence-transformers", "torch")
_ALL = -1

Step = Callable[[], None]
Bar = Callable[[int], Step]
"""Given how many cases there are, returns what is called after each."""


@dataclass(frozen=True)
class Plan:
    """What to run.

    suite: only this file; half: only this half; questions: a file outside evals/questions instead; engine: what answers; baseline:
    also the naive baseline; repeat: how often questions are asked in all; repeated: of how many questions (None: all); rewrites: of how
    many questions of the reporting half the rewrites are asked (None: of none, -1: of all); processes: how many share the questions.
    """

    suite: str | None = None
    half: Half | None = None
    questions: Path | None = None
    engine: str = EXTRACTIVE
    baseline: bool = False
    repeat: int = 1
    repeated: int | None = None
    rewrites: int | None = None
    processes: int = 2

    @property
    def name(self) -> str:
        """A word for the run's folder."""
        return self.questions.stem if self.questions else self.suite or "all"

    def cases(self) -> dict[str, tuple[Case, ...]]:
        """Read the cases. Raises DataError where a question file breaks its form."""
        every = load_own_cases(self.questions) if self.questions else load_cases()
        return {
            group: tuple(case for case in members if self.half in {None, case.half})
            for group, members in every.items()
            if self.suite in {None, group}
        }


def answer(plan: Plan, settings: "Settings", folder: Path, now: datetime, bar: Bar) -> None:
    """Answer the cases of a plan into a folder, going on where it stopped.

    Raises CorpusError where documents, questions or the folder cannot be used, UnknownEngineError for an unknown engine.
    """
    cases = plan.cases()
    assistant = open_assistant(settings, plan.engine)
    about = _about(plan, cases, assistant, now)
    baseline_cases = _reporting(cases) if plan.baseline else {}
    sampled = (
        {} if plan.rewrites is None else robustness.sample(cases, None if plan.rewrites == _ALL else plan.rewrites)
    )
    others = robustness.rewrites(sampled)
    step = bar(sum(len(members) for part in (cases, baseline_cases, others) for members in part.values()))
    with _answering(plan, settings, assistant) as each:
        generate(cases, each, folder, about, _runs(plan, cases), step)
        if others:
            generate(others, each, folder / REWRITES, about, progress=step)
    if plan.baseline:
        with _baseline(assistant) as naive:
            generate(baseline_cases, naive, folder / BASELINE, about, progress=step)


def report(folder: Path, settings: "Settings") -> tuple[Content, Mapping[str, Gate]]:
    """Judge a run's folder, write the verdicts into it, and return its report with the gates that apply to it.

    Raises CorpusError where the corpus cannot be used.
    """
    about = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
    ground = ground_of(load_corpus(settings.corpus))
    verdicts = judge(read_results(folder), ground)
    rewrites = judge(read_results(folder / REWRITES), ground)
    gates = load_gates() if about["questions_file"] is None else {}
    content = content_of(
        verdicts,
        judge(read_results(folder / BASELINE), ground),
        about,
        gates,
        untested([verdict.result.case for verdict in verdicts], ground),
        robustness.robustness(verdicts, rewrites) if rewrites else None,
    )
    (folder / VERDICTS).write_text(as_json(content), encoding="utf-8")
    return content, gates


def latest_run(results: Path = RESULTS) -> Path | None:
    """Return the folder of the run that started last."""
    runs = sorted(path for path in results.glob("*") if (path / ANSWERS_FILE).exists())
    return runs[-1] if runs else None


def _about(plan: Plan, cases: Mapping[str, Sequence[Case]], assistant: Assistant, now: datetime) -> Mapping[str, Any]:
    versions = assistant.versions
    digest = hashlib.sha256()
    for members in cases.values():
        for case in members:
            digest.update(case.model_dump_json().encode())
    return {
        "started": f"{now:%Y-%m-%d %H:%M} UTC",
        "engine": plan.engine,
        "suite": plan.suite,
        "half": plan.half,
        "questions_file": plan.questions.name if plan.questions else None,
        "questions": digest.hexdigest()[:12],
        "program": versions.program,
        "corpus": versions.corpus,
        "rules": versions.rules,
        "index": versions.index,
        "python": platform.python_version(),
    } | {library: version(library) for library in _LIBRARIES}


def _reporting(cases: Mapping[str, Sequence[Case]]) -> dict[str, tuple[Case, ...]]:
    return {group: tuple(c for c in members if c.half == "reporting") for group, members in cases.items()}


def _runs(plan: Plan, cases: Mapping[str, Sequence[Case]]) -> Callable[[Case], int]:
    chosen = {case.id for members in robustness.sample(cases, plan.repeated).values() for case in members}
    return lambda case: plan.repeat if case.id in chosen else 1


def _answering(plan: Plan, settings: "Settings", assistant: Assistant) -> AbstractContextManager[Each]:
    if plan.processes == 1:
        return nullcontext(in_turn(answer_with(assistant)))
    return shared(settings, plan.engine, plan.processes)


@contextmanager
def _baseline(assistant: Assistant) -> "Iterator[Each]":
    with tempfile.TemporaryDirectory(prefix="blin-baseline-") as store:
        yield in_turn(answer_naively(assistant.corpus, assistant.embeddings, Path(store)))
