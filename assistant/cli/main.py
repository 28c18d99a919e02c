"""Parse the command line and hand over to one command. Nothing heavy is imported before a command needs it."""

import argparse
import sys
from collections.abc import Sequence

from assistant import __version__
from assistant.cli import ask, calculate, check, evaluate, index
from assistant.knowledge.errors import CorpusError
from assistant.settings import from_environment, keep_tracing_off

_COMMANDS = (ask, calculate, index, evaluate, check)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="blin", description="Questions and calculations for the BLIN regimen.")
    parser.add_argument("--version", action="version", version=f"blin {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    chosen = parser.parse_args(arguments)
    keep_tracing_off()
    try:
        status: int = chosen.run(chosen, from_environment())
    except CorpusError as error:
        print(f"blin: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    return status
