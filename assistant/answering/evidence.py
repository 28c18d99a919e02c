"""The statements that a cited passage makes: each in one piece, with the headings that give it meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.claims import Claim, canonical, canonical_text, claim
from assistant.answering.measures import Measure
from assistant.answering.same_words import TOPICS, TOXICITIES
from assistant.knowledge.passages import Passage, sentences


@dataclass(frozen=True)
class Unit:
    """One statement of a passage.

    said: the statement itself; context: the words and numbers of its headings; is_table: a row whose cells may be told one
    by one; toxicities: those that its innermost heading with any names, one of which a wording must name;
    topic: what the sentences of a list item speak of.
    """

    passage: str
    said: Claim
    context: Claim
    is_table: bool
    toxicities: frozenset[str]
    topic: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """All that may be said: the statement's words and its headings'."""
        return self.said.words | self.context.words | self.topic

    @property
    def measures(self) -> frozenset[Measure]:
        """All numbers that may be said."""
        return frozenset(item.measure for item in (*self.said.found, *self.context.found))


# The reactions to the infusion include a syndrome that has rows of its own, with other rules.
_ALSO = re.compile(r" \(including Cytokine Release Syndrome \(CRS\)\)")
_TOPICS = frozenset(canonical(word) for word in TOPICS)
_TOXICITIES = frozenset(canonical(word) for word in TOXICITIES)
_CUT = re.compile(
    r";\s+|\s•\s|\s-\s|,\s+(?=or if\b|with an escalation\b|then \d|grade ≥|based on\b|thereafter\b|though\b)"
    r"|\s+(?=with (?:a )?median\b)|\s+but (?=should\b|may\b|must\b)|\s+and (?=(?:\w+ ){1,4}may\b)"
)
_INVOLVING = re.compile(r"^(?P<all>[^,]+), involving (?P<part>.+?) (?P<unless>unless .+)$")
# What says "this", or says of nobody in particular that something should be considered, speaks of the sentence before.
_OF_THE_LAST = re.compile(
    r"(?:this|these|the pump)\b(?!.*\bnot\b)|(?:(?!\b(?:for|in|by|to)\b)[^.])*\bshould be considered\.?$"
)
_WORDS_ALONE = re.compile(r"(?!\d[a-z]\d)(?<!\d[a-z])[\d≥≤<>]\S*|\b(?:not|no|without|unless|if)\b")
# "See restart" points to another cell of the row and says nothing itself.
_ELSEWHERE = re.compile(r"rechallenge: see \w+")
# A sentence in brackets stands by itself; a condition or an example does not.
_ASIDE = re.compile(r"\((?!e\.g|i\.e|eg|where|if|based|including|for|in )([^()]{40,})\)")
_OR_IF = re.compile(r"^or (?=if\b)")
_BAND = re.compile(r"^(?:if|for) patients? (?:is )?(?P<band>[≥<] 45 kg): ")
_LABEL = re.compile(r"^(?P<label>[^:.;]{3,60}): ")
# "CBC; Baseline, before each cycle": what is watched, then when.
_TOPIC = re.compile(r"^(?P<topic>[^;]{2,160}); (?=[A-Z][a-z])")
_UNIT_OF_HEAD = re.compile(r"^(?P<name>[^(]+)\((?P<unit>[^)]+)\)")


@lru_cache(maxsize=4_000)
def units(passage: Passage) -> tuple[Unit, ...]:
    """Return the statements of a passage."""
    heading = canonical_text(". ".join(_ALSO.sub("", label) for label in passage.heading_path))
    is_table = any(cell.column for cell in passage.cells) and not _has_steps(passage)
    topic = claim(canonical_text(passage.words)).words & _TOPICS if passage.kind == "item" else frozenset()
    found = []
    for text, more, about in _pieces(
        passage, whole_row=is_table or (bool(passage.cells) and not any(c.column for c in passage.cells))
    ):
        context = f"{heading}. {more}"
        spoken_of = topic | claim(_WORDS_ALONE.sub(" ", about)).words
        found.append(Unit(passage.id, claim(text), claim(context), is_table, _toxicities(passage), spoken_of))
    return tuple(found)


def _toxicities(passage: Passage) -> frozenset[str]:
    for label in reversed(passage.heading_path[1:]):
        named = claim(canonical_text(_ALSO.sub("", label))).words & _TOXICITIES
        if named and passage.heading_path[0] == "Dose Modifications":
            return named
    return frozenset()


def _has_steps(passage: Passage) -> bool:
    """Tell whether a row holds sentences, as those of the infusion reactions do, rather than figures."""
    return any(
        "." in passage.quote[c.start - passage.start : c.end - passage.start].rstrip(".0123456789")
        for c in passage.cells
    )


def _pieces(passage: Passage, *, whole_row: bool) -> Iterator[tuple[str, str, str]]:
    """Yield each statement with what is said before it and holds for it too, and with the sentence that it speaks of."""
    if whole_row or passage.heading_path[:1] == ("References",):
        yield canonical_text(_row(passage) if passage.cells else passage.words), "", ""
        return
    words = passage.words.replace(" · ", ". ")
    carried = before = ""
    for start, end in _whole_topics(words):
        text = canonical_text(words[start:end])
        about, before = (before if _OF_THE_LAST.match(text) else ""), text
        band, label = _BAND.match(text), _LABEL.match(text)
        topic = _TOPIC.match(words[start:end])
        more = carried
        if band:
            more, text = band["band"], text[band.end() :]
        elif topic and passage.kind == "item":
            carried = canonical_text(topic["topic"])
            text = f"{carried}, {canonical_text(words[start + topic.end() : end])}"
        elif label and passage.kind == "item":
            more, text = label["label"], text[label.end() :]
        around = _ASIDE.sub(" ", text)
        yield from ((piece, more, about) for piece in _cut(around) if not _ELSEWHERE.match(piece))
        yield from ((aside, f"{more}. {around}", "") for aside in _ASIDE.findall(text))


def _whole_topics(words: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a statement, none cut within the topic that opens it."""
    topic = _TOPIC.match(words)
    begin = topic.end() if topic else 0
    for place, (start, end) in enumerate(sentences(words, begin, len(words))):
        yield (0 if place == 0 else start), end


def _cut(text: str) -> Iterator[str]:
    """Yield the parts of a sentence that stand by themselves; "X if A, or if B" is "X if A" and "X if B"."""
    involving = _INVOLVING.match(text)
    if involving:
        text = f"{involving['all']} {involving['unless']}; {involving['part']} {involving['unless']}"
    parts = _CUT.split(text)
    opening = parts[0].partition(" if ")[0]
    for part in parts:
        yield f"{opening} {_OR_IF.sub('', part)}" if _OR_IF.match(part) else part


def _row(passage: Passage) -> str:
    """Return a table row as text, the unit of a column's head behind its number."""
    shown = []
    for cell in passage.cells:
        text = passage.quote[cell.start - passage.start : cell.end - passage.start]
        head = _UNIT_OF_HEAD.match(cell.column)
        has_unit = re.search(r"mL|[a-z]$", text) is not None
        if head is None:
            shown.append(f"{cell.column} {text}")
        else:
            shown.append(head["name"] + (text if has_unit else _with_unit(text, head["unit"])))
    return ", ".join(shown)


def _with_unit(figure: str, unit: str) -> str:
    number, _, rest = figure.partition(" ")
    return f"{number} {unit} {rest}".strip()
