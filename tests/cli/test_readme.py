"""The README's examples of the calculators are what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from assistant.calculators import CATALOGUE
from assistant.cli import main

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ blin (calculate [^\n]+)\n\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_each_calculator_has_one_example() -> None:
    assert [command.split()[1] for command, _ in EXAMPLES] == list(CATALOGUE)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=list(CATALOGUE))
def test_an_example_is_the_real_output(command: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)) == 0
    printed = capsys.readouterr().out.rstrip("\n").split("\n\n")
    parts = shown.rstrip("\n").split("\n\n")
    assert [part.split("\n")[0] for part in parts] == ["RESULT", "STEPS"]
    for part in parts:
        assert part in printed
