import re
from datetime import UTC, datetime
from html import unescape

import pytest

from assistant.answering import replies
from assistant.answering.pipeline import ask
from assistant.knowledge.disabling import Disabled
from assistant.ui.conversation import Turn
from assistant.ui.exporting import export_html

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)


@pytest.fixture
def export(loaded):
    def exported(*questions, off=None):
        turns = [Turn(n, question, ask(loaded.assistant, question), n) for n, question in enumerate(questions, 1)]
        return export_html("BLIN: ward round", turns, loaded.assistant.corpus, off or Disabled(), NOW)

    return exported


def test_the_file_needs_no_other_file_and_no_script(export):
    html = export("Dose for 40 kg, 150 cm, cycle 1 day 3")
    assert not re.search(r"<(?:script|link|img|iframe)|\bsrc=|https?://|url\(|@import", html)
    assert "default-src 'none'" in html


def test_quotes_citations_warnings_disagreements_and_versions_are_in_the_file(export, loaded):
    answer = ask(loaded.assistant, "Dose for 40 kg, 150 cm, cycle 1 day 3")
    text = unescape(re.sub(r"<[^>]+>", "", export("Dose for 40 kg, 150 cm, cycle 1 day 3")))
    assert all(citation.quote in text for citation in answer.citations)
    assert all(warning in text for warning in answer.warnings)
    assert all(side.quote in text for conflict in answer.conflicts for side in conflict.sides)
    assert answer.versions.corpus in text
    assert answer.versions.rules in text
    assert replies.NOT_A_SUBSTITUTE in text
    assert "2026-11-26 10:30 UTC" in text


def test_every_marker_leads_to_its_citation_in_the_file(export):
    html = export("two seizures", "Which premedication is recommended?")
    assert set(re.findall(r'href="#(cite-\d+-\d+)"', html)) <= set(re.findall(r'id="(cite-\d+-\d+)"', html))


def test_what_a_person_typed_does_nothing_in_the_file(export):
    html = export("<script>alert(1)</script> <img src=x onerror=alert(1)>")
    assert "<script" not in html
    assert "<img" not in html


def test_the_unit_error_is_never_without_its_correction_in_the_file(export):
    text = unescape(
        re.sub(r"<[^>]+>", "", export("recommended dose in the pediatric phase I/II trial in the AI summary"))
    )
    assert "5 mg/m²/day" in text
    assert "1,000-fold unit error" in text


def test_what_was_switched_off_since_is_not_in_the_file(export, corpus):
    passage = next(p for p in corpus.passages.values() if p.words == "If > 1 seizure occurs, discontinue.")
    html = export("two seizures", off=Disabled(passages={passage.id: "Withdrawn"}))
    assert "seizure occurs, discontinue" not in unescape(html)
    assert "Withdrawn" in html
