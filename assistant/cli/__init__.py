"""The command line: `blin ask | calculate | index | eval | check`."""

from assistant.cli.main import main

__all__ = ["main"]
