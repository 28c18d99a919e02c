"""Flash cards as files: a deck for Anki whose notes keep their identity, and CSV."""

import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import genanki

from assistant.knowledge.csv_text import csv_text
from assistant.study.cards import Card

# Fixed for ever: Anki knows a deck and its form by these numbers, and updates them instead of adding others.
_DECK_ID = 1_694_202_601
_MODEL_ID = 1_694_202_602
_FIELDS = ("Front", "Back", "Source", "Version")
_FRONT = "<div class=front>{{Front}}</div>"
_BACK = "{{FrontSide}}<hr><div class=back>{{Back}}</div><p class=source>{{Source}}<br>{{Version}}</p>"
_STYLE = (
    ".card { font-family: Georgia, serif; font-size: 20px; text-align: left; } "
    ".front { font-weight: 600; } .source { font: 13px sans-serif; color: #51626a; }"
)


def as_anki(cards: Sequence[Card], title: str, now_seconds: float) -> bytes:
    """Return an Anki package. A card that is imported again updates its note; a card of other words is another note."""
    model = genanki.Model(
        _MODEL_ID,
        "BLIN card",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    deck = genanki.Deck(_DECK_ID, title)
    for card in cards:
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[
                    escape(text) for text in (card.front, card.back, f"{card.source}: {card.section}", card.version)
                ],
                guid=genanki.guid_for(card.id),
                tags=[_tag(card.topic)],
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cards.apkg"
        genanki.Package(deck).write_to_file(path, timestamp=now_seconds)
        return path.read_bytes()


def as_csv(cards: Sequence[Card]) -> str:
    """Return the cards as a table."""
    head = ("Id", "Topic", *_FIELDS)
    rows = [
        (card.id, card.topic, card.front, card.back, f"{card.source}: {card.section}", card.version) for card in cards
    ]
    return csv_text([head, *rows])


def _tag(topic: str) -> str:
    return "".join(character if character.isalnum() else "_" for character in topic)
