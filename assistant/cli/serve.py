"""`blin serve`: the page, on this machine alone unless it is guarded."""

import argparse
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.access import REFUSED, mode_of
from assistant.settings import PROJECT, Settings, SettingsError

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_LOOPBACK = "127.0.0.1"


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("serve", help="serve the page")
    parser.add_argument(
        "--address", default=_LOOPBACK, help="bound to it; another than this machine's own needs a guard (%(default)s)"
    )
    parser.add_argument("--port", type=int, default=8501, help="(%(default)s)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until stopped. Raises SettingsError where the address needs a guard that is not there."""
    os.chdir(PROJECT)
    if mode_of(arguments.address, settings, can_sign_in=_can_sign_in()) == "refused":
        raise SettingsError(f"not started: {REFUSED}")
    # Imported here: other commands must not wait for Streamlit.
    from streamlit.web import cli

    print(f"The assistant is at http://{arguments.address}:{arguments.port} (stop with Ctrl-C)", flush=True)
    cli.main(["run", "app.py", "--server.address", arguments.address, "--server.port", str(arguments.port)])
    return 0


def _can_sign_in() -> bool:
    # Read here: asked for its secrets, Streamlit would settle its configuration before it is told the address.
    files = (folder / ".streamlit" / "secrets.toml" for folder in (Path.home(), PROJECT))
    return any("auth" in _read(file) for file in files if file.is_file())


def _read(secrets: Path) -> dict[str, object]:
    try:
        return tomllib.loads(secrets.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SettingsError(f"not started: {secrets} is not readable as TOML: {error}") from error
