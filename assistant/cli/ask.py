"""`blin ask`: one question, or conversations as JSON lines."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from assistant.cli.jsonl import BadLineError, answer_lines, dump
from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from assistant.answering.answer import Answer
    from assistant.answering.audience import Additions
    from assistant.knowledge.corpus import Corpus


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("ask", help="answer a question from the documents")
    parser.add_argument("question", nargs="?", help="the question, in quotation marks")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument(
        "--jsonl", action="store_true", help="read conversations from standard input, a JSON object a line"
    )
    parser.add_argument(
        "--audience",
        choices=("clinician", "trainee"),
        default="clinician",
        help="trainee: the same answer with its sections and terms explained beside it",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer, and return the exit status: 2 for a wrong call, 1 for a bad line of input, else 0."""
    if (arguments.question is None) != arguments.jsonl:
        print("blin ask: give one question, or --jsonl and lines on standard input", file=sys.stderr)
        return 2
    # Imported here: `blin --help` must not wait for a model.
    from assistant.answering.audience import NONE, additions, with_additions
    from assistant.answering.pipeline import load_assistant
    from assistant.cli.recorded import recorded
    from assistant.records.store import open_store
    from assistant.records.switches import disabled

    store = open_store(settings.database)
    assistant = load_assistant(settings)
    audience = arguments.audience

    def beside(answer: "Answer") -> "Additions":
        return NONE if audience == "clinician" else additions(answer, audience, assistant.corpus, disabled(store))

    if arguments.jsonl:

        def converse(line: dict[str, Any]) -> dict[str, Any]:
            answers = recorded(store, assistant, _turns(line), audience)
            return {"id": line["id"], "answers": [with_additions(answer, beside(answer)) for answer in answers]}

        return answer_lines(sys.stdin.buffer, sys.stdout.buffer, converse)
    (answer,) = recorded(store, assistant, [arguments.question], audience)
    if arguments.json:
        sys.stdout.buffer.write(dump(with_additions(answer, beside(answer))))
    else:
        _print(answer, beside(answer), assistant.corpus)
    return 0


def _print(answer: "Answer", beside: "Additions", corpus: "Corpus") -> None:
    from assistant.answering.markdown import plain

    print(plain(answer.text))
    notes = {note.n: note for note in beside.sections}
    if answer.citations:
        print()
    for citation in answer.citations:
        print(f"[{citation.n}] {corpus.documents[citation.source].source.label}: {citation.section}")
        if citation.n in notes:
            print(f"    {notes[citation.n].kind} ({notes[citation.n].form})")
    if beside.terms:
        print()
    for term in beside.terms:
        print(f"{term.term}: {term.means} ({term.source})")


def _turns(line: dict[str, Any]) -> list[str]:
    turns = line.get("turns")
    if "id" not in line:
        raise BadLineError("The line has no id.")
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadLineError("The line has no list of turns in words.")
    return turns
