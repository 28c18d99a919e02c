"""A hospital's own questions are taken from the Safety page only in their form, and then run like those of the project."""

import pytest

from assistant.ui.own_questions import UnusableQuestionsError, keep, kept
from assistant.ui.safety_evaluation import suites_of

GOOD = b"""
- id: ward-dose
  name: A dose
  cluster: ward-dose
  half: reporting
  role: nurse
  severity: major
  question: dose for 70 kg cycle 1 day 3
  expects: {kind: calculation}
"""


def test_a_file_in_the_form_is_kept_and_can_be_chosen(tmp_path):
    path = keep(tmp_path / "own", "Our Ward.yaml", GOOD)
    assert path.read_bytes() == GOOD
    (tmp_path / "gaps.yaml").touch()
    assert suites_of(tmp_path, tmp_path / "own") == {
        "our_ward (your own)": ("--questions", str(path)),
        "gaps": ("--suite", "gaps"),
    }


def test_a_file_of_the_same_name_replaces_the_one_before(tmp_path):
    keep(tmp_path, "ward.yaml", GOOD)
    later = GOOD.replace(b"70 kg", b"44 kg")
    assert keep(tmp_path, "ward.yml", later).read_bytes() == later
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("name", ["../../corpus/gaps.yaml", "/etc/passwd", "..", "", "<b>.yaml"])
def test_a_name_leads_nowhere_else(tmp_path, name):
    assert keep(tmp_path, name, GOOD).parent == tmp_path


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no question"),
        (b"- id: ward\n", "Field required"),
        (b"- {", "not valid YAML"),
        (b"\xff\xfe", "cannot be read"),
        (GOOD + GOOD, "stands twice"),
        (GOOD.replace(b"calculation", b"dose"), "Input should be"),
    ],
)
def test_what_has_not_the_form_is_told_by_its_name_and_not_kept(tmp_path, content, problem):
    keep(tmp_path, "ward.yaml", GOOD)
    with pytest.raises(UnusableQuestionsError, match=problem):
        keep(tmp_path, "ward.yaml", content)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [GOOD]
