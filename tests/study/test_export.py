import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import replace

from assistant.study.export import as_anki, as_csv


def notes(package, folder):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extract("collection.anki2", folder)
    connection = sqlite3.connect(folder / "collection.anki2")
    try:
        return dict(connection.execute("select guid, flds from notes").fetchall()), connection.execute(
            "select decks from col"
        ).fetchone()[0]
    finally:
        connection.close()


def test_the_package_holds_every_card_with_its_words_and_its_version(deck, tmp_path):
    found, decks = notes(as_anki(deck, "BLIN regimen", 0.0), tmp_path)
    assert len(found) == len(deck)
    fields = next(flds for flds in found.values() if "refrain from driving" in flds).split("\x1f")
    assert fields[3] == deck[0].version
    assert "BLIN regimen" in json.dumps(json.loads(decks))


def test_a_card_keeps_its_identity_when_only_the_version_changes(deck, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before, _ = notes(as_anki(deck[:5], "BLIN", 0.0), tmp_path / "a")
    after, _ = notes(as_anki([replace(card, version="another") for card in deck[:5]], "BLIN", 9.0), tmp_path / "b")
    assert before.keys() == after.keys()
    assert before != after


def test_comparators_do_not_become_markup(deck, tmp_path):
    card = replace(deck[0], front="<b>x</b>", back="Patients < 45 kg & > 1")
    found, _ = notes(as_anki([card], "BLIN", 0.0), tmp_path)
    assert "Patients &lt; 45 kg &amp; &gt; 1" in next(iter(found.values()))
    assert "<b>" not in next(iter(found.values()))


def test_the_table_has_a_line_a_card_and_no_formula(deck):
    rows = list(csv.reader(io.StringIO(as_csv([replace(deck[0], front="=1+1"), *deck[1:]]))))
    assert len(rows) == len(deck) + 1
    assert rows[1][2] == "'=1+1"
