"""Parse the command line and hand over to one command. Nothing heavy is imported before a command needs it."""

import argparse
import sys
from collections.abc import Sequence

from assistant import __version__
from assistant.cli import ask, backup, calculate, check, disable, evaluate, index, purge, serve
from assistant.knowledge.errors import CorpusError
from assistant.records.errors import RecordsError
from assistant.settings import SettingsError, from_environment, keep_tracing_off

_COMMANDS = (ask, calculate, index, evaluate, check, disable, backup, purge, serve)


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
    except (CorpusError, RecordsError, SettingsError) as error:
        print(f"blin: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    return status
