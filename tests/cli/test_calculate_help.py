"""The help of the calculators, word for word."""

from pathlib import Path

import pytest

from assistant.calculators import CATALOGUE
from assistant.cli import main


def test_the_help_of_all_calculators_is_the_text_that_was_reviewed(capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever changes a label, a unit, a range or a sentence of help changes calculate_help.txt with it."""
    pages = []
    for name in CATALOGUE:
        assert main(["calculate", name, "--help"]) == 0
        pages.append(capfd.readouterr().out)
    assert "\n".join(pages) == (Path(__file__).parent / "calculate_help.txt").read_text(encoding="utf-8")
