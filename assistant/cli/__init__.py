"""The command line: `blin ask | calculate | index | eval | check`."""

import os

# pydantic would look for plugins in every package installed, which takes longer than a calculation; the program has none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from assistant.cli.main import main

__all__ = ["main"]
