"""Answer the cases, and write one folder a run: settings, versions and answers. Judging reads that folder alone."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.answering.pipeline import Assistant, converse
from assistant.knowledge.errors import DataError
from assistant.retrieval.search import PassageRetriever
from evals.cases import Case
from evals.places import Place
from evals.results import AnsweredTurn, Result

RESULTS = Path(__file__).parent / "results"
SETTINGS_FILE, ANSWERS_FILE = "settings.json", "answers.jsonl"
_HITS_KEPT = 10


@dataclass(frozen=True)
class Answerer:
    """Something that answers conversations: `answers` gives the JSON of each turn, `hits` what retrieval ranks first."""

    answers: Callable[[Case], Sequence[Mapping[str, Any]]]
    hits: Callable[[Case], Sequence[Place]]


Each = Callable[[Iterable[tuple[Case, int]]], Iterable[Mapping[str, Any]]]
"""Answers cases, each so often as its number says, and gives in their order what a run's folder keeps of each."""


def in_turn(answerer: Answerer) -> Each:
    """Answer one case after the other."""
    return lambda asked: (answered(case, answerer, runs) for case, runs in asked)


def answer_with(assistant: Assistant) -> Answerer:
    """Return the assistant as something that answers cases."""
    retriever = PassageRetriever(index=assistant.index, embeddings=assistant.embeddings, k=_HITS_KEPT)

    def answers(case: Case) -> Sequence[Mapping[str, Any]]:
        return [answer.as_json() for answer in converse(assistant, [turn.say for turn in case.script])]

    def hits(case: Case) -> Sequence[Place]:
        found = retriever.invoke(case.script[0].say)
        return [
            Place(h.metadata["source"], h.metadata["section"], h.metadata["start"], h.metadata["end"]) for h in found
        ]

    return Answerer(answers, hits)


def run_folder(results: Path, name: str, now: datetime) -> Path:
    """Return the folder of a run that starts now."""
    return results / f"{now:%Y%m%dT%H%M%SZ}-{name}"


def generate(
    cases: Mapping[str, Iterable[Case]],
    each: Each,
    folder: Path,
    settings: Mapping[str, Any],
    runs: Callable[[Case], int] = lambda _: 1,
    progress: Callable[[], None] = lambda: None,
) -> None:
    """Answer what the folder does not hold yet, line by line, so that an interrupted run goes on where it stopped.

    runs: how often a case is asked. Raises DataError where the folder belongs to a run with other settings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _claim(folder / SETTINGS_FILE, dict(settings))
    answers = folder / ANSWERS_FILE
    done = {json.loads(line)["case"]["id"] for line in _whole_lines(answers)}
    for _ in done:
        progress()
    left = [(group, case) for group, case in _flat(cases) if case.id not in done]
    with answers.open("a", encoding="utf-8") as file:
        for (group, case), given in zip(left, each([(case, runs(case)) for _, case in left]), strict=True):
            line = {"case": case.model_dump(mode="json", exclude_defaults=True), "group": group}
            file.write(json.dumps({**line, **given}, ensure_ascii=False) + "\n")
            file.flush()
            progress()


def read_results(folder: Path) -> list[Result]:
    """Return the answered cases of a run."""
    return [
        _result(Case.model_validate(line["case"]), line)
        for line in map(json.loads, _whole_lines(folder / ANSWERS_FILE))
    ]


def answered(case: Case, answerer: Answerer, runs: int) -> Mapping[str, Any]:
    """Answer a case so many times; return its turns, whether they were the same each time, and the seconds of the first."""
    start = time.perf_counter()
    given = answerer.answers(case)
    seconds = time.perf_counter() - start
    every = [given, *(answerer.answers(case) for _ in range(runs - 1))]
    # The rank is that of the words alone: a follow-up means nothing without what was said before it.
    ranked = len(case.script) == 1 and any(expects.passages for expects in case.expectations)
    hits = [asdict(hit) for hit in answerer.hits(case)] if ranked else []
    turns = [
        {"answer": answer, "hits": hits, "repeats": [_fingerprint(run[n]) for run in every]}
        for n, answer in enumerate(given)
    ]
    return {"turns": turns, "seconds": seconds}


def _result(case: Case, line: Mapping[str, Any]) -> Result:
    said = tuple(turn.say for turn in case.script)
    turns = tuple(
        AnsweredTurn(
            said[: n + 1],
            case.script[n].expects,
            turn["answer"],
            tuple(Place(**hit) for hit in turn["hits"]),
            tuple(turn["repeats"]),
        )
        for n, turn in enumerate(line["turns"])
    )
    return Result(case, line["group"], turns, line["seconds"])


def _flat(cases: Mapping[str, Iterable[Case]]) -> Iterator[tuple[str, Case]]:
    return ((group, case) for group, members in cases.items() for case in members)


def _fingerprint(answer: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:16]


def _claim(path: Path, settings: dict[str, Any]) -> None:
    """Write the settings of a run that begins; a run that goes on must have the same, whenever it began."""
    if not path.exists():
        path.write_text(json.dumps(settings, indent=1), encoding="utf-8")
        return
    written = json.loads(path.read_text(encoding="utf-8"))
    if written | {"started": None} != settings | {"started": None}:
        raise DataError(
            f"{path.parent.name}/{path.name}",
            "The run was made with other settings, documents or questions.",
            "Start a new run.",
        )


def _whole_lines(path: Path) -> list[str]:
    """Return the lines of a file; one cut off by an interruption is dropped from the file, so that its case is answered anew."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    whole, _, rest = text.rpartition("\n")
    if rest:
        path.write_text(whole + "\n" if whole else "", encoding="utf-8")
    return whole.splitlines()
