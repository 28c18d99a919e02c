"""Choose the statements that answer; nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation.understanding import LookUp
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage
from assistant.retrieval.search import Hit

MAXIMUM_STATEMENTS = 3
_NEAR = 0.85
"""A further statement stands beside the first only if its score is at least this share of the first's."""

_POINTERS = ("Refer to", "Also refer to")


@dataclass(frozen=True)
class Evidence:
    """From which evidence on a passage counts as an answer. Set on the tuning half of the reference questions.

    coverage: share of the question's terms that the passage holds; cosine: similarity of meaning; both_*: the lower bounds
    that suffice where both are reached.
    """

    coverage: float = 0.6
    cosine: float = 0.55
    both_coverage: float = 0.3
    both_cosine: float = 0.3


@dataclass(frozen=True)
class Statement:
    """What answers in one place: one passage, or the passages of several weight bands where they say the same."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Extract:
    """What was chosen: statements of the authority (or a site), statements of background, and the nearest passages."""

    statements: tuple[Statement, ...]
    background: tuple[Statement, ...]
    nearest: tuple[Passage, ...]


def extract(request: LookUp, hits: Sequence[Hit], corpus: Corpus, evidence: Evidence) -> Extract:
    """Choose among the hits, best first. Nothing is chosen where no hit has the evidence."""
    nearest = tuple(corpus.passages[hit.passage] for hit in hits[:3])
    asks_for_summary = "review_status" in request.asked.concepts or "summary" in request.question.lower()
    allowed = [
        hit
        for hit in hits
        if _answers(hit, evidence) and (asks_for_summary or not _withheld(corpus.passages[hit.passage], corpus))
    ]
    deciding = [hit for hit in allowed if corpus.source_of(corpus.passages[hit.passage]).standing != "background"]
    background = [hit for hit in allowed if corpus.source_of(corpus.passages[hit.passage]).standing == "background"]
    chosen = _best(deciding, corpus)
    beside = _best(background, corpus)
    if chosen and beside and not asks_for_summary:
        beside = [hit for hit in beside if hit.score > chosen[0].score][:1]
    return Extract(_merge(chosen, hits, corpus), _merge(beside, hits, corpus), nearest)


def _answers(hit: Hit, evidence: Evidence) -> bool:
    cosine = hit.cosine or 0.0
    return (
        hit.coverage >= evidence.coverage
        or cosine >= evidence.cosine
        or (hit.coverage >= evidence.both_coverage and cosine >= evidence.both_cosine)
    )


def _withheld(passage: Passage, corpus: Corpus) -> bool:
    return any(place.holds(passage) for entry in corpus.registers.withheld for place in entry.under)


def _best(hits: Sequence[Hit], corpus: Corpus) -> list[Hit]:
    """Return the first hit and those near it; a sentence that only points elsewhere stands behind those that state something."""
    stating = [hit for hit in hits if not corpus.passages[hit.passage].quote.startswith(_POINTERS)]
    ordered = stating or list(hits)
    if not ordered:
        return []
    first = ordered[0]
    return [hit for hit in ordered if hit.score >= _NEAR * first.score and hit.agreement == first.agreement][
        : 2 * MAXIMUM_STATEMENTS
    ]


def _merge(chosen: Sequence[Hit], hits: Sequence[Hit], corpus: Corpus) -> tuple[Statement, ...]:
    """Join the rows of the weight bands: same text into one statement, and a band's twin where only one was near."""
    fitting = {hit.passage for hit in hits}
    statements: list[Statement] = []
    placed: set[str] = set()
    for hit in chosen:
        passage = corpus.passages[hit.passage]
        if passage.id in placed or _held_by(passage, statements):
            continue
        twins = [twin for twin in _twins(passage, corpus) if twin.id in fitting and twin.id not in placed]
        same = [twin for twin in twins if twin.quote == passage.quote]
        group = sorted([passage, *same], key=lambda member: member.start)
        new = [Statement(tuple(group))] + [Statement((twin,)) for twin in twins if twin.quote != passage.quote]
        new.sort(key=lambda statement: statement.passages[0].start)
        statements += new
        placed.update(member.id for statement in new for member in statement.passages)
        if len(statements) >= MAXIMUM_STATEMENTS:
            break
    return tuple(statements)


def _twins(passage: Passage, corpus: Corpus) -> list[Passage]:
    """Return the other weight band's cell of the same table row."""
    if passage.kind != "cell" or not passage.heading_path[-1].startswith("Patients"):
        return []
    return [
        other
        for other in corpus.passages.values()
        if other.source == passage.source
        and other.kind == "cell"
        and other.id != passage.id
        and other.heading_path[:-1] == passage.heading_path[:-1]
    ]


def _held_by(passage: Passage, statements: Sequence[Statement]) -> bool:
    """Tell whether a statement already shown holds this passage's words, or is held in them (an effect and its cell)."""
    return any(
        other.source == passage.source and other.start < passage.end and passage.start < other.end
        for statement in statements
        for other in statement.passages
    )
