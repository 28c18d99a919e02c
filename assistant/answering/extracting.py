"""Choose the statements that answer; nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation.understanding import LookUp
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage
from assistant.retrieval.search import Hit

MAXIMUM_STATEMENTS = 3

_POINTERS = ("Refer to", "Also refer to")


@dataclass(frozen=True)
class Evidence:
    """From which evidence on a passage counts as an answer. Set on the tuning half of the reference questions.

    asked_cosine: similarity of the question to one that the passage is known to answer; coverage with cosine: share of the
    question's terms that the passage holds, with similarity of meaning, for passages without such questions.
    near: a further statement stands beside the first only from this share of its score on. near_authority: the authority
    answers, and background only stands beside it, from this share of the best score of background on.
    """

    asked_cosine: float = 0.52
    coverage: float = 0.6
    cosine: float = 0.45
    lexical_coverage: float = 0.5
    near: float = 0.93
    near_authority: float = 0.9


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
    about_summary = asks_for_summary(request)
    allowed = [
        hit
        for hit in hits
        if _answers(hit, evidence) and (about_summary or not _withheld(corpus.passages[hit.passage], corpus))
    ]
    background = [hit for hit in allowed if _is_background(hit, corpus)]
    best_background = background[0].score if background else 0.0
    deciding = [hit for hit in allowed if not _is_background(hit, corpus)]
    if not about_summary:
        deciding = [hit for hit in deciding if hit.score >= evidence.near_authority * best_background]
    chosen = _best(deciding, corpus, evidence.near)
    beside = _best(background, corpus, evidence.near)
    if chosen and not about_summary:
        beside = [hit for hit in beside if hit.score > chosen[0].score][:1]
    return Extract(_merge(chosen, hits, corpus), _merge(beside, hits, corpus), nearest)


def is_about_regimen(request: LookUp, hits: Sequence[Hit], evidence: Evidence) -> bool:
    """Tell whether an unanswered question is at least about this regimen: it names the drug, or lies near its questions."""
    nearest = max((hit.asked_cosine or 0.0 for hit in hits), default=0.0)
    return "blinatumomab" in request.asked.concepts or nearest >= evidence.asked_cosine


def asks_for_summary(request: LookUp) -> bool:
    """Tell whether the question is about the background document itself."""
    return "summary" in request.asked.concepts


def _is_background(hit: Hit, corpus: Corpus) -> bool:
    return corpus.source_of(corpus.passages[hit.passage]).standing == "background"


def _answers(hit: Hit, evidence: Evidence) -> bool:
    if hit.cosine is None:
        return hit.coverage >= evidence.lexical_coverage
    return (hit.asked_cosine or 0.0) >= evidence.asked_cosine or (
        hit.coverage >= evidence.coverage and hit.cosine >= evidence.cosine
    )


def _withheld(passage: Passage, corpus: Corpus) -> bool:
    return any(place.holds(passage) for entry in corpus.registers.withheld for place in entry.under)


def _best(hits: Sequence[Hit], corpus: Corpus, near: float) -> list[Hit]:
    """Return the first hit and those near it; a sentence that only points elsewhere stands behind those that state something."""
    if not hits:
        return []
    close = [hit for hit in hits if hit.score >= near * hits[0].score and hit.agreement == hits[0].agreement]
    stating = [hit for hit in close if not corpus.passages[hit.passage].quote.startswith(_POINTERS)]
    return (stating or close)[: 2 * MAXIMUM_STATEMENTS]


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
