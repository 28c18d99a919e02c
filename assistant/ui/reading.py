"""A whole document to read, as HTML: an anchor for each passage, and beside the opened one all that bears on it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from assistant.calculators.catalogue import CATALOGUE
from assistant.knowledge.beside import Beside, Note
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.documents import Document
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote
from assistant.ui import page_words as words
from assistant.ui.excerpt import Span, draw_blocks, trimmed
from assistant.ui.typeset import typeset

ANCHOR = "p-"
"""A link to `#p-PASSAGE` opens that passage."""

_NOTHING = Beside()
_DEEPEST_IN_CONTENTS = 2


def contents_html(document: Document) -> str:
    """Return the headings of a document as links."""
    lines = "".join(
        f'<li class="depth-{len(section.heading_path)}"><a href="#s-{number}">{escape(section.heading)}</a></li>'
        for number, section in enumerate(document.sections)
        if 0 < len(section.heading_path) <= _DEEPEST_IN_CONTENTS
    )
    return (
        f'<nav class="contents" aria-label="{escape(words.CONTENTS)}"><details open><summary>{escape(words.CONTENTS)}</summary>'
        f"<ul>{lines}</ul></details></nav>"
    )


def document_html(
    document: Document,
    corpus: Corpus,
    beside: Mapping[str, Beside],
    opened: Passage | None,
    off: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the text of a document.

    opened: the passage that is marked, with what bears on it next to it; off: passages that are switched off, with the reason
    that stands in place of their words.
    """
    passages = [passage for passage in corpus.passages.values() if passage.source == document.source.id]
    cited = (opened.start, opened.end) if opened else (0, 0)
    note = beside_html(opened, corpus, beside.get(opened.id, _NOTHING)) if opened else ""
    parts = []
    for number, section in enumerate(document.sections):
        if section.heading:
            depth = min(len(section.heading_path) + 1, 6) if section.heading_path else 2
            parts.append(f'<h{depth} id="s-{number}">{escape(section.heading)}</h{depth}>')

        def draw(span: Span) -> str:
            return "".join(_words(document.text, trimmed(document.text, span), passages, beside, opened, off))

        for span, html in draw_blocks(document.text, section, cited, draw, note):
            parts.append(html)
            if span[0] <= cited[0] < span[1] and not html.startswith("<table"):
                parts.append(note)
    return f'<article class="document {document.source.standing}">{"".join(parts)}</article>'


def _words(
    text: str,
    span: Span,
    passages: Sequence[Passage],
    beside: Mapping[str, Beside],
    opened: Passage | None,
    off: Mapping[str, str],
) -> Iterator[str]:
    """Yield the words of a span, each passage in it with its anchor and, at its end, what kinds of notes it has.

    A passage may hold others (a cell its items): these stand within it.
    """
    place, end = span
    touching = [passage for passage in passages if passage.start < end and span[0] < passage.end]
    for passage in sorted(touching, key=lambda passage: (passage.start, -passage.end)):
        first, last = max(passage.start, span[0]), min(passage.end, end)
        if first < place:
            continue
        yield typeset(text[place:first])
        within = [p for p in touching if p != passage and passage.start <= p.start and p.end <= passage.end]
        words_html = (
            _off(off[passage.id])
            if passage.id in off
            else "".join(_words(text, (first, last), within, beside, opened, off))
        )
        anchor = f' id="{ANCHOR}{passage.id}"' if first == passage.start else ""
        marked = f"<mark>{words_html}</mark>" if passage == opened else words_html
        yield f'<span class="passage" data-passage="{passage.id}"{anchor}>{marked}</span>'
        if last == passage.end:
            yield _kinds(passage, beside.get(passage.id, _NOTHING))
        place = last
    yield typeset(text[place:end])


def _off(reason: str) -> str:
    return f'<strong class="correction">{escape(words.switched_off(reason))}</strong>'


def _kinds(passage: Passage, found: Beside) -> str:
    """Return which notes a passage has, as one link that opens it; an error of the document is told in full at once."""
    kinds = dict.fromkeys(words.NOTE_KINDS_SHORT[note.kind] for note in found.notes)
    names = [*kinds, *([words.RULE_KIND] if found.rules else [])]
    wrong = (
        f'<strong class="correction">{escape(words.NOTE_KINDS["erratum"])}: {typeset(found.correction.summary)}</strong>'
        if found.correction
        else ""
    )
    if not names:
        return ""
    name = f"{', '.join(names)}: {words.SHOW_BESIDE}"
    link = f'<a class="kinds" href="#{ANCHOR}{passage.id}" aria-label="{escape(name)}">{escape(" · ".join(names))}</a>'
    return f"&#8288;{link}{wrong}"


def beside_html(passage: Passage, corpus: Corpus, found: Beside) -> str:
    """Return what bears on a passage: errors, disagreements and gaps with their quotes, and the rules that rest on it."""
    parts = [_note(note, passage, corpus) for note in found.notes]
    if found.rules:
        by_rule: dict[str, list[str]] = {}
        for use in found.rules:
            by_rule.setdefault(use.label, []).append(CATALOGUE[use.calculator].label)
        lines = "".join(
            f"<li>{typeset(label)} <small>{escape(', '.join(dict.fromkeys(calculators)))}</small></li>"
            for label, calculators in by_rule.items()
        )
        parts.append(f"<h4>{escape(words.RULES_RESTING)}</h4><ul>{lines}</ul>")
    if not parts:
        parts.append(f"<p>{escape(words.NOTHING_BESIDE)}</p>")
    where = " › ".join(passage.heading_path).replace(">=", "≥").replace("<=", "≤")
    return (
        f'<aside class="beside" aria-label="{escape(words.BESIDE)}"><p class="where">{typeset(where)}</p>{"".join(parts)}'
        f'<p class="address">{escape(words.ADDRESS)} <code>?passage={escape(passage.id)}</code></p></aside>'
    )


def _note(note: Note, passage: Passage, corpus: Corpus) -> str:
    others = [quote for quote in note.quotes if quote.passage != passage.id]
    sides = "".join(_side(quote, corpus) for quote in dict.fromkeys(others))
    return f'<div class="note is-{note.kind}"><h4>{escape(words.NOTE_KINDS[note.kind])}</h4><p>{typeset(note.summary)}</p>{sides}</div>'


def _side(quote: Quote, corpus: Corpus) -> str:
    label = corpus.documents[quote.source].source.label
    return (
        f"<blockquote>“{typeset(quote.text)}”<br>"
        f'<a href="#{ANCHOR}{quote.passage}">{escape(label)}: {typeset(quote.section.replace(" > ", " › "))}</a></blockquote>'
    )
