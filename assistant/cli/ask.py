"""`blin ask`: one question, or conversations as JSON lines."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from assistant.cli.jsonl import BadLineError, answer_lines, dump
from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("ask", help="answer a question from the documents")
    parser.add_argument("question", nargs="?", help="the question, in quotation marks")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument(
        "--jsonl", action="store_true", help="read conversations from standard input, a JSON object a line"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer, and return the exit status: 2 for a wrong call, 1 for a bad line of input, else 0."""
    if (arguments.question is None) != arguments.jsonl:
        print("blin ask: give one question, or --jsonl and lines on standard input", file=sys.stderr)
        return 2
    # Imported here: `blin --help` must not wait for a model.
    from assistant.answering.markdown import plain
    from assistant.answering.pipeline import load_assistant
    from assistant.cli.recorded import recorded
    from assistant.records.store import open_store

    store = open_store(settings.database)
    assistant = load_assistant(settings)

    if arguments.jsonl:

        def converse(line: dict[str, Any]) -> dict[str, Any]:
            turns = _turns(line)
            return {"id": line["id"], "answers": [answer.as_json() for answer in recorded(store, assistant, turns)]}

        return answer_lines(sys.stdin.buffer, sys.stdout.buffer, converse)
    (answer,) = recorded(store, assistant, [arguments.question])
    if arguments.json:
        sys.stdout.buffer.write(dump(answer.as_json()))
        return 0
    print(plain(answer.text))
    if answer.citations:
        print()
    for citation in answer.citations:
        label = assistant.corpus.documents[citation.source].source.label
        print(f"[{citation.n}] {label}: {citation.section}")
    return 0


def _turns(line: dict[str, Any]) -> list[str]:
    turns = line.get("turns")
    if "id" not in line:
        raise BadLineError("The line has no id.")
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadLineError("The line has no list of turns in words.")
    return turns
