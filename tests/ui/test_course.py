import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from icalendar import Calendar
from real_rules import CORPUS, real_rules

from assistant.calculators import calculate
from assistant.knowledge.calendar_events import load_calendar
from assistant.knowledge.errors import DataError
from assistant.ui.check_sheet import check_sheet
from assistant.ui.course import course
from assistant.ui.course_chart import course_chart
from assistant.ui.course_files import as_csv, as_ics
from assistant.ui.course_view import table_html

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
TABLE = real_rules().schedule.inputs


@pytest.fixture(scope="module")
def events(corpus):
    return load_calendar(CORPUS, tuple(corpus.passages.values()))


@pytest.fixture(scope="module")
def calculation():
    return calculate("schedule", {"weight_kg": Decimal(70), "start_date": "2028-02-01"}, real_rules())


@pytest.fixture(scope="module")
def spans(calculation, events):
    return course(calculation, events, TABLE)


def of(spans, lane, cycle=None):
    return [span for span in spans if span.lane == lane and cycle in {None, span.cycle}]


def test_the_course_has_every_step_interval_and_stay(spans):
    assert [(s.cycle, s.first_day, s.last_day, s.dose) for s in of(spans, "infusion")][:3] == [
        (1, 1, 7, "9 mcg/day"),
        (1, 8, 28, "28 mcg/day"),
        (2, 1, 28, "28 mcg/day"),
    ]
    assert len(of(spans, "treatment_free")) == 5
    assert [(s.cycle, s.last_day) for s in of(spans, "hospital")] == [(1, 9), (2, 2)]


def test_a_leap_day_counts(spans):
    (free,) = of(spans, "treatment_free", 1)
    assert (free.start_date, free.end_date) == (date(2028, 2, 29), date(2028, 3, 13))


def test_dexamethasone_and_antipyretic_stand_at_the_start_of_every_cycle(spans):
    for cycle in range(1, 6):
        labels = [span.label for span in of(spans, "premedication", cycle)]
        assert labels == ["Dexamethasone before the first dose of the cycle", "Antipyretic, first 48 hours"]
        assert {s.start_date for s in of(spans, "premedication", cycle)} == {of(spans, "infusion", cycle)[0].start_date}


def test_the_baseline_examinations_stand_in_the_first_cycle_alone(spans):
    assert any("Neurological" in span.label for span in of(spans, "monitoring", 1))
    assert [span.label for span in of(spans, "monitoring", 2)] == ["Blood count (CBC)", "Liver function tests"]


def test_the_calendar_file_is_read_back_with_every_day(spans):
    calendar = Calendar.from_ical(as_ics(spans, "rules abc", NOW))
    events = list(calendar.walk("VEVENT"))
    assert len(events) == len(spans)
    read = {(str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend") - timedelta(days=1)) for e in events}
    assert read == {(f"Cycle {s.cycle}: {s.label}", s.start_date, s.end_date) for s in spans}
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all("rules abc" in str(event["description"]) for event in events)


def test_the_same_course_has_the_same_identities_whenever_it_is_made(spans):
    first, second = (
        [str(e["uid"]) for e in Calendar.from_ical(as_ics(spans, "x", when)).walk("VEVENT")]
        for when in (NOW, NOW + timedelta(days=3))
    )
    assert first == second


def test_the_table_file_holds_every_span(spans):
    rows = list(csv.reader(io.StringIO(as_csv(spans, "rules abc"))))
    assert len(rows) == len(spans) + 2
    assert rows[1][:5] == ["1", "Infusion", "Blinatumomab 9 mcg/day", "2028-02-01", "2028-02-07"]
    assert "rules abc" in rows[-1][0]


def test_the_table_on_the_page_names_each_date_once_a_span(spans):
    html = table_html(spans)
    assert html.count("<tr ") == len(spans)
    assert "01 Feb 2028" in html


def test_the_chart_holds_every_kind_with_words(spans):
    text = course_chart(spans, "light").to_json()
    for words in ("9 mcg/day", "no infusion", "Hospital stay, at least", "Premedication", "Monitoring", "Cycle 5|"):
        assert words in text


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in {"src", "href"}]


def test_the_check_sheet_stands_alone_with_two_signatures(calculation, spans):
    page = check_sheet(calculation, TABLE, {"rules": "abc123"}, NOW, spans)
    parser = Links()
    parser.feed(page)
    assert parser.found == []
    assert "url(" not in page
    assert page.count("signature, date and time") == 2
    for words in ("Weight", "70 kg", "abc123", "REPEAT EVERY 42 DAYS", "Not clinically validated", "2026-11-26 09:00"):
        assert words in page


def test_the_check_sheet_shows_comparators_as_text(spans):
    modification = calculate("modification", {"toxicity": "crs", "grade": Decimal(3)}, real_rules())
    page = check_sheet(modification, TABLE, {}, NOW)
    assert "Patients &gt;= 45 kg" in page
    assert "recovery to ≤ Grade 1" in page
    assert not re.search(r"<(?!/?[a-z!])", page)


def test_hours_that_the_quote_does_not_print_are_an_error(copied_corpus, change, corpus):
    change(copied_corpus / "calendar.yaml", "hours: 48", "hours: 24")
    with pytest.raises(DataError, match="hours"):
        load_calendar(copied_corpus, tuple(corpus.passages.values()))


def test_what_is_read_on_the_ground_of_the_chart_has_the_contrast_of_its_theme(spans):
    grounds = {"light": "#fdfdfc", "dark": "#10181b"}
    for theme, ground in grounds.items():
        spec = course_chart(spans, theme).to_json()
        ink = next(iter(set(re.findall(r'"labelColor": "(#\w{6})"', spec))))
        assert contrast(ink, ground) >= 4.5
        assert f'"stroke": "{ink}"' in spec
        assert contrast("#ffffff", "#1f7480") >= 4.5  # the dose on its bar
        assert contrast("#1f7480", ground) >= 3  # the bar itself


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
