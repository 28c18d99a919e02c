"""Answer the cases, and write one folder a run: settings, versions and answers. Judging reads that folder alone."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.answering.pipeline import Assistant, ask
from assistant.retrieval.search import PassageRetriever
from evals.cases import Case
from evals.places import Place
from evals.results import Result

RESULTS = Path(__file__).parent / "results"
_HITS_KEPT = 10

Answerer = Callable[[Case], tuple[Mapping[str, Any], Sequence[Place]]]


def answer_with(assistant: Assistant) -> Answerer:
    """Return the assistant as something that answers cases: its answer, and what its retriever ranks first."""
    retriever = PassageRetriever(index=assistant.index, embeddings=assistant.embeddings, k=_HITS_KEPT)

    def answer(case: Case) -> tuple[Mapping[str, Any], Sequence[Place]]:
        hits = [
            Place(hit.metadata["source"], hit.metadata["section"], hit.metadata["start"], hit.metadata["end"])
            for hit in retriever.invoke(case.question)
        ]
        return ask(assistant, case.question).as_json(), hits

    return answer


def run_folder(results: Path, name: str, now: datetime) -> Path:
    """Return the folder of a run that starts now."""
    return results / f"{now:%Y%m%dT%H%M%SZ}-{name}"


def generate(
    cases: Mapping[str, Iterable[Case]],
    answer: Answerer,
    folder: Path,
    settings: Mapping[str, Any],
    progress: Callable[[], None] = lambda: None,
) -> None:
    """Answer what the folder does not hold yet, line by line, so that an interrupted run goes on where it stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(dict(settings), indent=1), encoding="utf-8")
    answers = folder / "answers.jsonl"
    done = {json.loads(line)["case"]["id"] for line in _whole_lines(answers)}
    with answers.open("a", encoding="utf-8") as file:
        for group, members in cases.items():
            for case in members:
                if case.id not in done:
                    start = time.perf_counter()
                    given, hits = answer(case)
                    seconds = time.perf_counter() - start
                    line = {
                        "case": case.model_dump(mode="json"),
                        "group": group,
                        "answer": given,
                        "hits": [asdict(hit) for hit in hits],
                        "seconds": seconds,
                    }
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    file.flush()
                progress()


def read_results(folder: Path) -> list[Result]:
    """Return the answered cases of a run."""
    return [
        Result(
            Case.model_validate(line["case"]),
            line["group"],
            line["answer"],
            tuple(Place(**hit) for hit in line["hits"]),
            line["seconds"],
        )
        for line in map(json.loads, _whole_lines(folder / "answers.jsonl"))
    ]


def _whole_lines(path: Path) -> list[str]:
    """Return the lines of a file; one cut off by an interruption is dropped from the file, so that its case is answered anew."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    whole, _, rest = text.rpartition("\n")
    if rest:
        path.write_text(whole + "\n" if whole else "", encoding="utf-8")
    return whole.splitlines()
