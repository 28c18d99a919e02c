"""Choose the statements that answer; nothing more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.asked_for import (
    SUBJECTS,
    asks_if_listed,
    is_dose_of_other_treatment,
    on_subject,
    rare_subjects,
    states_what_is_asked,
    subjects_of,
    where_listed,
    with_action,
    without_taken,
)
from assistant.answering.every_subject import asked_together, with_every_subject
from assistant.answering.grouping import Statement, statements
from assistant.answering.of_whom import is_of_others
from assistant.answering.own_side import authoritys_side, background_ahead_of
from assistant.conversation.requests import LookUp
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.lists import ListOf, list_asked
from assistant.knowledge.passages import Passage
from assistant.retrieval.pointers import asks_where, only_points
from assistant.retrieval.search import Hit

MAXIMUM_PLACES = 3
_MOST_TERMS = 8

_EVERY_MENTION = re.compile(
    r"\b(?:every|all(?: the)?|each|any)\b.{0,30}\b(?:situations?|places?|times?|mentions?|instructions?|uses?|statements?|rules?|reasons?)\b|\beverything\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:what|which)\b[^?.]{0,40}\blist(?:s|ed)?\b|\blist (?:of|all|the|every|me|out)\b|\b(?:all(?: of)? the|the (?:full|whole|entire|complete) (?:list|set|schedule|table|panel|range)|everything|in full|complete(?: list| set)?)\b",
    re.IGNORECASE,
)
_DRUGS_MENTIONED = frozenset({"dexamethasone", "antipyretic", "tocilizumab", "anakinra", "intrathecal"})


@dataclass(frozen=True)
class Evidence:
    """From which evidence on a passage counts as an answer. Set on the tuning half of the reference questions.

    asked: the sum of these: similarity of the question to one that the passage is known to answer; the share of the question's
    terms that are known of the passage, times `known`; for each aspect that it states as asked, and for a subject of the
    question that it names, `agreement`; for each term of the question, up to eight, `term`, because a long question is near
    none. asked_cosine: from which similarity on a question is about this regimen.
    coverage with cosine: share of the question's terms that the passage holds, with similarity of meaning, for passages
    without such questions.
    rare, ahead: a concept that no more than so many statements hold is a subject too, and a statement that names one answers
    where its score is so many times that of the next.
    lead, most_lead: a first hit that answers nearly has the more evidence, the further its score is ahead of the next with other
    words: `lead` times what it is ahead by, at most `most_lead`, from the evidence `nearly` on.
    near: a further statement stands beside the first only from this share of its score on. near_authority: the authority
    answers, and background only stands beside it, from this share of the best score of background on. sure, sure_known: from which similarity and share of
    known terms on the first hit is shown whatever subject or people the question's words name. of_article: how much more a statement of the article
    needs where what that says is asked: most of what it could be asked for it does not say.
    """

    asked: float = 0.975
    known: float = 0.5
    term: float = 0.025
    asked_cosine: float = 0.615
    coverage: float = 0.6
    cosine: float = 0.62
    lexical_coverage: float = 0.5
    agreement: float = 0.08
    rare: int = 4
    ahead: float = 1.7
    lead: float = 0.25
    most_lead: float = 0.1
    nearly: float = 0.825
    near: float = 0.92
    near_authority: float = 0.85
    sure: float = 0.8
    sure_known: float = 0.95
    of_article: float = 0.08


@dataclass(frozen=True)
class Extract:
    """What was chosen: statements of the authority (or a site), statements of background, and the nearest passages."""

    statements: tuple[Statement, ...]
    background: tuple[Statement, ...]
    nearest: tuple[Passage, ...]


def extract(
    request: LookUp, hits: Sequence[Hit], corpus: Corpus, aspects: Mapping[str, Aspects], evidence: Evidence
) -> Extract:
    """Choose among the hits, best first. Nothing is chosen where no hit has the evidence."""
    nearest = tuple(corpus.passages[hit.passage] for hit in hits[:3])
    whole = list_asked(request.question, request.asked, corpus.lists)
    if whole is not None and _is_beside(whole, request.question, hits):
        whole = None
    every = whole.passages if whole is not None else _every_mention(request, corpus, aspects)
    if every and all(corpus.source_of(passage).standing == "background" for passage in every):
        return Extract((), _bands_together(every), nearest)
    if every and not asks_for_summary(request):
        return Extract(_bands_together(every), (), nearest)
    fitting = {hit.passage for hit in hits}
    about_summary = asks_for_summary(request)
    rare = rare_subjects(request.asked, aspects, evidence.rare)
    own_subjects = subjects_of(without_taken(request.question, request.asked))
    subjects = own_subjects | rare
    if asks_if_listed(request.question, request.asked):
        subjects |= request.asked.toxicities
    by = _ahead_by(hits, corpus)
    first_words = corpus.passages[hits[0].passage].quote if hits else ""
    ahead = _ahead(hits, by, evidence) & {hit.passage for hit in hits[:1] if aspects[hit.passage].concepts & rare}
    evident = [
        hit
        for hit in hits
        if (
            hit.passage in ahead
            or _answers(
                hit,
                evidence,
                names_subject=bool(aspects[hit.passage].concepts & subjects),
                ahead_by=by if corpus.passages[hit.passage].quote == first_words else 1.0,
                more=evidence.of_article if about_summary and _is_background(hit, corpus) else 0.0,
            )
        )
        and (about_summary or not _withheld(corpus.passages[hit.passage], request.asked, corpus))
        and states_what_is_asked(request.question, request.asked, corpus.passages[hit.passage], aspects[hit.passage])
        and not is_of_others(hit, request.question, request.asked, corpus.passages[hit.passage])
    ]
    evident = where_listed(evident, request.question, request.asked, corpus, aspects)
    allowed = on_subject(evident, own_subjects, rare, aspects)
    # What the article says is asked: it is not measured by the monograph's nearness.
    of_article = on_subject([h for h in evident if _is_background(h, corpus)], own_subjects, rare, aspects)
    background = of_article if about_summary else [hit for hit in allowed if _is_background(hit, corpus)]
    best_background = background[0].score if background else 0.0
    of_authority = [hit for hit in evident if not _is_background(hit, corpus)]
    deciding = [hit for hit in allowed if not _is_background(hit, corpus)]
    if not about_summary:
        deciding = [hit for hit in deciding if hit.score >= evidence.near_authority * best_background]
        if background and not deciding:
            deciding = authoritys_side(background[0], hits, request, corpus, aspects)
        background = background_ahead_of(deciding, background)
    elif "monograph" not in request.asked.concepts:
        # What the article says is asked: the monograph's side of a disagreement is told beside it.
        deciding = [hit for hit in deciding if hit.score * evidence.near_authority > best_background]
    sought = asks_where(request.question)
    chosen = _best(deciding, corpus, evidence.near, keep_pointers=sought)
    chosen = chosen if about_summary else _with_sure(chosen, hits, corpus, evidence)
    chosen = with_every_subject(chosen, of_authority, own_subjects & SUBJECTS | asked_together(request.asked), aspects)
    return Extract(
        statements(
            with_action(chosen, of_authority, request.asked, corpus, aspects),
            fitting,
            corpus,
            aspects,
            MAXIMUM_PLACES,
        ),
        statements(
            _best(background, corpus, evidence.near, keep_pointers=sought), fitting, corpus, aspects, MAXIMUM_PLACES
        ),
        nearest,
    )


def _is_beside(whole: ListOf, question: str, hits: Sequence[Hit]) -> bool:
    """Tell whether a statement outside a list is so far ahead of all that the list holds that it is asked for, and not the list by name."""
    held = {passage.id for passage in whole.passages}
    if _WHOLE.search(question):
        return False
    best = max((hit.score for hit in hits if hit.passage in held), default=0.0)
    return bool(hits) and best < whole.share * hits[0].score


def _every_mention(request: LookUp, corpus: Corpus, aspects: Mapping[str, Aspects]) -> tuple[Passage, ...]:
    """Return every statement of the authority on one drug, where a question asks for all that is said of it."""
    if not _EVERY_MENTION.search(request.question):
        return ()
    drugs = request.asked.concepts & _DRUGS_MENTIONED
    return tuple(
        passage
        for passage in corpus.passages.values()
        if len(drugs) == 1
        and drugs <= aspects[passage.id].concepts
        and corpus.source_of(passage).standing == "authority"
    )


def _bands_together(passages: Sequence[Passage]) -> tuple[Statement, ...]:
    """Return passages as statements, those of two weight bands with the same words as one."""
    by_words: dict[tuple[object, ...], list[Passage]] = {}
    for passage in passages:
        by_words.setdefault((passage.quote, passage.heading_path[:-1]), []).append(passage)
    return tuple(Statement(tuple(group)) for group in by_words.values())


def is_about_regimen(request: LookUp, hits: Sequence[Hit], evidence: Evidence) -> bool:
    """Tell whether an unanswered question is at least about this regimen: it names the drug, or lies near its questions."""
    if is_dose_of_other_treatment(request.question, request.asked):
        return False
    nearest = max((hit.asked_cosine or 0.0 for hit in hits), default=0.0)
    return "blinatumomab" in request.asked.concepts or nearest >= evidence.asked_cosine


def asks_for_summary(request: LookUp) -> bool:
    """Tell whether the question is about the background document itself."""
    return "summary" in request.asked.concepts


def _is_background(hit: Hit, corpus: Corpus) -> bool:
    return corpus.source_of(corpus.passages[hit.passage]).standing == "background"


def _answers(hit: Hit, evidence: Evidence, *, names_subject: bool, ahead_by: float, more: float) -> bool:
    if hit.cosine is None and hit.asked_cosine is None:
        return hit.coverage >= evidence.lexical_coverage
    if hit.asked_cosine is None:
        return hit.coverage >= evidence.coverage and (hit.cosine or 0.0) >= evidence.cosine
    agreed = hit.agreement + names_subject
    terms = min(hit.question_terms, _MOST_TERMS)
    found = hit.asked_cosine + evidence.known * hit.known + evidence.agreement * agreed + evidence.term * terms
    if found >= evidence.nearly:
        found += min(evidence.most_lead, evidence.lead * (ahead_by - 1.0))
    return found >= evidence.asked + more


def _ahead_by(hits: Sequence[Hit], corpus: Corpus) -> float:
    """Return how many times the score of the next hit with other words the first hit has; 1 where there is none."""
    words = corpus.passages[hits[0].passage].quote if hits else ""
    following = next((hit for hit in hits if corpus.passages[hit.passage].quote != words), None)
    return 1.0 if following is None or following.score <= 0 else hits[0].score / following.score


def _ahead(hits: Sequence[Hit], by: float, evidence: Evidence) -> set[str]:
    """Return the first passage where its score is far ahead of the next one with other words."""
    return {hits[0].passage} if by >= evidence.ahead else set()


def _with_sure(chosen: Sequence[str], hits: Sequence[Hit], corpus: Corpus, evidence: Evidence) -> list[str]:
    """Return what was chosen with the first hit, where a question on it is nearly the one asked, in known words."""
    first = hits[0] if chosen and hits else None
    if first is None or first.passage in chosen or _is_background(first, corpus):
        return list(chosen)
    is_sure = (first.asked_cosine or 0.0) >= evidence.sure and first.known >= evidence.sure_known
    is_sure = is_sure and not only_points(corpus.passages[first.passage].quote)
    return [first.passage, *chosen] if is_sure else list(chosen)


def _withheld(passage: Passage, asked: Aspects, corpus: Corpus) -> bool:
    return any(
        place.holds(passage)
        for entry in corpus.registers.withheld
        if not asked.concepts & set(entry.unless)
        for place in entry.under
    )


def _best(hits: Sequence[Hit], corpus: Corpus, near: float, *, keep_pointers: bool) -> list[str]:
    """Return the ids of the first hit and of those near it.

    A sentence that only points elsewhere stands behind those that state something, unless such are kept; a footnote behind the rows that carry it
    (it is shown with them).
    """
    if not hits:
        return []
    close = [hit for hit in hits if hit.score >= near * hits[0].score and hit.agreement >= hits[0].agreement]
    passages = [corpus.passages[hit.passage] for hit in close]
    carried = {note for passage in passages for note in (*passage.footnotes, *passage.head_footnotes)}
    stating = [p for p in passages if (keep_pointers or not only_points(p.quote)) and p.id not in carried]
    return [passage.id for passage in stating or passages]
