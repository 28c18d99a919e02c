"""Answer text from quotes and registers. Statements first, then what must stand beside them, then background and errors."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Reason, Versions
from assistant.answering.bearing import sides_unasked
from assistant.answering.extracting import Extract
from assistant.answering.grouping import Statement
from assistant.answering.leading import lead
from assistant.answering.markdown import escape
from assistant.answering.register_text import told_beside
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry
from assistant.knowledge.passages import Passage

_RULE_SECTIONS = ("Drug Regimen", "Dose Modifications", "Cycle Frequency", "Premedication and Supportive Measures")
_LABEL_PARTS = 2
_SUMMARY = "summary"


def compose(
    extract: Extract,
    inquiry: Inquiry,
    corpus: Corpus,
    versions: Versions,
    warnings: Sequence[str] = (),
    question: str = "",
) -> Answer:
    """Write the answer to a look-up whose statements were found. inquiry: the question as the registers read it.

    question: the user's words, whose answer in the words of a lone statement comes first.
    """
    extract = _without_unasked(extract, inquiry, corpus)
    beside = _beside([*extract.statements, *extract.background], corpus)
    cited = _passages(extract) + beside
    citations = _cite(cited)
    told = told_beside(inquiry, cited, (), corpus)
    numbers = {(citation.source, citation.start, citation.end): citation.n for citation in citations}

    def marks(passages: Iterable[Passage]) -> str:
        return "".join(f"[{numbers[passage.source, passage.start, passage.end]}]" for passage in passages)

    all_warnings = list(warnings)
    if not extract.statements:
        all_warnings.insert(0, replies.BACKGROUND_ONLY)
    blocks = [*_lead(question, extract, marks), *_lines(extract.statements, marks)]
    if extract.background:
        blocks.append("\n\n".join([f"*{replies.BACKGROUND}*", *_lines(extract.background, marks)]))
    if beside:
        blocks.append(
            "\n".join([f"{replies.WITH_IT}:", "", *(f"- {_quoted(passage)} {marks([passage])}" for passage in beside)])
        )
    if any(
        statement.passages[0].heading_path[:1] in {(name,) for name in _RULE_SECTIONS}
        for statement in extract.statements
    ):
        blocks.append(f"*{replies.SCOPE}*")
    blocks += [f"**{warning}**" for warning in all_warnings]
    return Answer(
        "answer",
        "\n\n".join([*blocks, *told.blocks]),
        versions,
        citations=citations,
        warnings=(*all_warnings, *told.warnings),
        conflicts=told.conflicts,
    )


def shown_by(extract: Extract, inquiry: Inquiry, corpus: Corpus) -> list[Passage]:
    """Return every statement that the answer to a look-up shows, in its order."""
    kept = _without_unasked(extract, inquiry, corpus)
    return _passages(kept) + _beside([*kept.statements, *kept.background], corpus)


def _passages(extract: Extract) -> list[Passage]:
    return [passage for statement in (*extract.statements, *extract.background) for passage in statement.passages]


def _without_unasked(extract: Extract, inquiry: Inquiry, corpus: Corpus) -> Extract:
    """Return what was chosen without background that disagrees on another fact than the one asked, where the authority answers."""
    if not extract.statements or _SUMMARY in inquiry.topics:
        return extract
    answering = [passage for statement in extract.statements for passage in statement.passages]
    unasked = sides_unasked(inquiry, answering, corpus.registers)
    kept = [s for s in extract.background if not unasked & {passage.id for passage in s.passages}]
    return replace(extract, background=tuple(kept))


def decline(
    message: str, reason: Reason, versions: Versions, nearest: Sequence[Passage] = (), warnings: Sequence[str] = ()
) -> Answer:
    """Write an abstention, with the sections that lie nearest."""
    places = tuple(dict.fromkeys(_place(passage) for passage in nearest))
    sections = [escape(place) for place in places]
    blocks = [message, *([replies.nearest(sections)] if sections else []), *(f"**{warning}**" for warning in warnings)]
    return Answer("abstain", "\n\n".join(blocks), versions, reason=reason, warnings=tuple(warnings), nearest=places)


def _lead(question: str, extract: Extract, marks: Callable[[Iterable[Passage]], str]) -> list[str]:
    if len(extract.statements) != 1:
        return []
    statement = extract.statements[0]
    first = lead(question, statement.passages[0].words)
    return [f"**“{escape(first)}”** {marks(statement.passages)}"] if first else []


def _lines(statements: Sequence[Statement], marks: Callable[[Iterable[Passage]], str]) -> list[str]:
    """Return one block a heading: its label, then its quotes."""
    blocks: dict[str, list[str]] = {}
    for statement in statements:
        quote = f"{_quoted(statement.passages[0])} {marks(statement.passages)}"
        blocks.setdefault(_label(statement), []).append(quote)
    return ["\n\n".join([f"**{label}**", *quotes]) for label, quotes in blocks.items()]


def _label(statement: Statement) -> str:
    """Name the place by its innermost headings, the weight band after the row that it belongs to."""
    # The monograph heads its monitoring table with the title of the section.
    parts = [part for part, _ in groupby(statement.passages[0].heading_path)]
    shown = _LABEL_PARTS
    if len(statement.passages) > 1:
        parts = [*parts[:-1], replies.BOTH_BANDS]
        shown += 1
    elif parts and parts[-1].startswith("Patients "):
        shown += 1
    return " · ".join(escape(_printed(part)) for part in parts[-shown:])


def _quoted(passage: Passage) -> str:
    return f"“{escape(passage.words)}”"


def _printed(label: str) -> str:
    """Return a heading label with the comparator that the document prints."""
    return label.replace(">=", "≥").replace("<=", "≤")


def _place(passage: Passage) -> str:
    return " › ".join(_printed(part) for part in passage.heading_path) or passage.source


def _cite(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    distinct = {(passage.source, passage.start, passage.end): passage for passage in passages}
    return tuple(
        Citation(n, passage.source, passage.section, passage.quote, passage.start, passage.end)
        for n, passage in enumerate(distinct.values(), 1)
    )


def _beside(shown: Sequence[Statement], corpus: Corpus) -> list[Passage]:
    """Return footnotes and companions of what is shown, in that order, none twice."""
    passages = [passage for statement in shown for passage in statement.passages]
    footnotes = [corpus.passages[note] for passage in passages for note in passage.footnotes]
    companions = [
        corpus.passages[quote.passage]
        for passage in passages
        for companion in corpus.registers.companions
        if any(place.holds(passage) for place in companion.under)
        for quote in companion.show
    ]
    shown_ids = {passage.id for passage in passages}
    return [note for note in dict.fromkeys([*footnotes, *companions]) if note.id not in shown_ids]


def background_block(citations: Sequence[Citation]) -> str:
    """Return quotes of the background under their label."""
    quotes = [f"“{escape(citation.quote)}” [{citation.n}]" for citation in citations]
    return "\n\n".join([f"*{replies.NOT_COVERED_BACKGROUND}*", *quotes])
