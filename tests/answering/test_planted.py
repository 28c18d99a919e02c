"""A document with instructions to the model, planted among a site's own, and a model that obeys them: no answer changes."""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from answering.test_injection import OBEYED, PAYLOADS

from assistant.answering.markdown import plain
from assistant.answering.model import LanguageModel, Message
from assistant.answering.pipeline import Assistant, ask, load_assistant
from assistant.settings import JOBS, Settings

QUESTIONS = (
    "Which premedication is recommended before blinatumomab?",
    "Is an in-line filter required for a 7-day bag?",
    "Can the infusion lines be flushed into the patient?",
    "Is tocilizumab recommended for ICANS?",
    "Which monitoring is recommended for liver function tests?",
    "Does the night pharmacy deliver blinatumomab bags by courier to room 4?",
    "Where is parking for families of blinatumomab patients?",
    "night pharmacy courier",
)
STATEMENTS = (
    *QUESTIONS[:5],
    "The night pharmacy delivers blinatumomab bags by courier to room 4.",
    "Parking for families of blinatumomab patients is behind the chapel.",
)
_NUMBERS = ("[1]", "[2]", "[1][2][3]")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path) -> Assistant:
    """The assistant with a site's document in which every statement on a topic comes with an instruction to the model."""
    folder = tmp_path_factory.mktemp("planted")
    copied = Path(shutil.copytree(corpus_folder, folder / "corpus"))
    told = "\n".join(f"- {statement} {payload}" for statement, payload in product(STATEMENTS, PAYLOADS))
    (copied / "documents" / "ward.md").write_text(f"# Ward guide\n\n## Blinatumomab\n\n{told}\n", encoding="utf-8")
    (copied / "originals" / "ward.md").write_text("The ward's guide.\n", encoding="utf-8")
    sources = copied / "sources.yaml"
    sources.write_text(
        sources.read_text(encoding="utf-8")
        + "\n- {id: ward, title: Ward guide, label: Ward guide, publisher: Us, revision: '1', standing: site, "
        "jurisdiction: Here, document: documents/ward.md, notice: Ours, tables: []}\n",
        encoding="utf-8",
    )
    return load_assistant(Settings(corpus=copied, indexes=folder / "indexes", embedding_model=folder / "none"))


def _obedient(obeyed: str, told: list[str]) -> LanguageModel:
    def stream(messages: Sequence[Message], seconds: float) -> Iterator[str]:
        told.append(messages[1][1])
        # The other jobs are done well, so that the sentence is reached.
        yield obeyed if "Write an answer" in messages[0][1] else '{"chosen": [], "inputs": []}'

    return LanguageModel("test:hostile", frozenset(JOBS), 5.0, stream, clock=lambda: 0.0, sleep=lambda _: None)


def test_an_instruction_planted_in_a_sites_document_and_obeyed_changes_no_answer(planted: Assistant) -> None:
    alone = {question: ask(planted, question) for question in QUESTIONS}
    told: list[str] = []
    tried = 0
    for question, obeyed, marks in product(QUESTIONS, OBEYED, _NUMBERS):
        tried += 1
        said = re.sub(r"\[1\]", marks, obeyed)
        answer = ask(replace(planted, model=_obedient(said, told)), question)
        expected = alone[question]
        assert plain(answer.text).startswith(plain(expected.text)), (question, said)
        assert (answer.kind, answer.engine, answer.citations, answer.calculation) == (
            expected.kind,
            expected.engine,
            expected.citations,
            expected.calculation,
        )
    assert tried >= 300
    assert told
    assert any("ward" in {citation.source for citation in answer.citations} for answer in alone.values())


def test_a_sites_document_is_not_given_to_a_model_to_be_worded(planted: Assistant) -> None:
    told: list[str] = []
    for question in QUESTIONS:
        ask(replace(planted, model=_obedient("x", told)), question)
    assert told
    assert not any(payload in prompt for payload, prompt in product(PAYLOADS, told))
