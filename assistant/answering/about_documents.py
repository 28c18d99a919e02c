"""Questions about the documents themselves, answered from the registers and the documents' declarations.

Do they agree, where do they differ, which is newer, who published and reviewed them, where they apply, what is wrong in them.
"""

from collections.abc import Iterable, Sequence

from assistant.answering import replies
from assistant.answering.answer import Answer, Versions
from assistant.answering.bearing import nearest_compared
from assistant.answering.compared_before import NO_TOPIC
from assistant.answering.markdown import escape
from assistant.answering.register_text import cited_quotes, conflict_forms, disagreement_blocks
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry
from assistant.knowledge.quotes import Quote
from assistant.knowledge.registers import AboutDocuments, Agreement, Disagreement, Erratum

_COMPARE, _AGREE, _ERRORS, _SUMMARY = "compare", "documents_agree", "known_errors", "asks_summary"
_TOLD_ELSEWHERE, _FREQUENCY = "told_elsewhere", "frequency"
# Who reviewed a document and how old it is are told together where both are asked.
_ASKED_APART = frozenset({"review", "revision", "newer"})
# What the documents say of the drug is asked for, and nothing of the documents.
_STATED_OF_THE_DRUG = frozenset(
    {
        "pharmacokinetics",
        "efficacy",
        "mechanism",
        "antibody",
        "mrd",
        "consolidation",
        "cytochrome",
        "narrow_index_drugs",
        "live_vaccine",
    }
)

# "MRD dosing": that both name a dose is no agreement on it.
_OF_EVERY_TOPIC = frozenset({"dose", "cycle", "hold", "restart", "discontinue", "monitoring"})
_BY_SURFACE = "bsa"
# Concepts of which other documents are the matter, not those of the corpus.
_OTHER_DOCUMENTS = frozenset(
    {"grading", "guideline_tce", "product_monograph", "antiemetic", "disclaimer", "hepatitis_b", "funding", "reference"}
)


def about_documents(
    inquiry: Inquiry, corpus: Corpus, versions: Versions, warnings: Sequence[str] = ()
) -> Answer | None:
    """Answer a question about the documents themselves; None where the question is about something else."""
    fitting = [entry for entry in corpus.registers.about_documents if _asks(entry, inquiry)]
    if fitting and (_asks_of_a_toxicity(inquiry) or inquiry.aspects.concepts & _STATED_OF_THE_DRUG):
        return None
    if fitting and not inquiry.aspects.concepts & _OTHER_DOCUMENTS:
        return _facts(
            fitting[:1] + [e for e in fitting[1:] if {e.id, fitting[0].id} <= _ASKED_APART], corpus, versions, warnings
        )
    if _ERRORS in inquiry.facets:
        return _known_errors(corpus, versions, warnings)
    if inquiry.facets & {_COMPARE, _AGREE}:
        return _comparison(inquiry, corpus, versions, warnings)
    if _SUMMARY in inquiry.facets:
        return _silence_of_the_summary(inquiry, corpus, versions, warnings)
    return None


def _asks(entry: AboutDocuments, inquiry: Inquiry) -> bool:
    return bool(inquiry.facets & set(entry.asking)) and not inquiry.facets & set(entry.not_asking)


def _asks_of_a_toxicity(inquiry: Inquiry) -> bool:
    """Tell whether it is asked how often a toxicity occurs, or for its rule ("I read that any seizure ends it: which is right?")."""
    return bool(inquiry.aspects.toxicities) and bool(inquiry.facets & {_TOLD_ELSEWHERE, _FREQUENCY})


def _facts(asked: Sequence[AboutDocuments], corpus: Corpus, versions: Versions, warnings: Sequence[str]) -> Answer:
    """Return what stands in the declarations of the documents, with the documents' own words on it."""
    fields = dict.fromkeys(name for entry in asked for name in entry.fields)
    lines = [
        f"- {escape(source.label)}: {escape('; '.join(str(getattr(source, name)) for name in fields))}"
        for source in (document.source for document in corpus.documents.values())
    ]
    told = {name for entry in asked for name in entry.conflicts}
    conflicts = [conflict for conflict in corpus.registers.conflicts if conflict.id in told]
    listed = ["\n".join(lines)] if fields else []
    quotes = list(dict.fromkeys(quote for entry in asked for quote in entry.quotes))
    return _answer([*(escape(entry.says) for entry in asked), *listed], quotes, conflicts, versions, warnings)


def _comparison(inquiry: Inquiry, corpus: Corpus, versions: Versions, warnings: Sequence[str]) -> Answer | None:
    """Return where the documents agree and differ, on the topic of the question or in all."""
    topics = inquiry.topics - NO_TOPIC
    named = inquiry.aspects.concepts - NO_TOPIC
    conflicts = nearest_compared(inquiry, corpus.registers.conflicts)
    conflicts += [c for c in corpus.registers.conflicts if c not in conflicts and _is_of_its_band(c, inquiry)]
    known = corpus.registers.agreements
    shared = [len(topics & set(names)) for names in (*(c.topics for c in conflicts), *(a.topics for a in known))]
    specific = named - _OF_EVERY_TOPIC
    agreements = [
        entry
        for entry in known
        if len(topics & set(entry.topics)) >= max(1, *shared) and (not specific or specific & set(entry.topics))
    ]
    if not named and not conflicts:
        return _overview(corpus, versions, warnings)
    if not conflicts and not agreements:
        # The documents are compared on something that no register holds: a look-up answers from what each says.
        return None
    blocks = [replies.DOCUMENTS_DIFFER_HERE if conflicts else replies.DOCUMENTS_AGREE_HERE]
    blocks += [f"- {escape(agreement.topic)}: {escape(agreement.says)}" for agreement in agreements]
    quotes = [quote for agreement in agreements for quote in (*agreement.monograph, *agreement.other)]
    return _answer(blocks, quotes, conflicts, versions, warnings)


def _is_of_its_band(conflict: Disagreement, inquiry: Inquiry) -> bool:
    """Tell whether a conflict is on the doses by body surface, where these are asked about: their unit is never left out."""
    is_asked = set(inquiry.aspects.bands) == {_BY_SURFACE} and "dose" in inquiry.aspects.concepts
    return is_asked and set(conflict.rows.bands) == {_BY_SURFACE}


def _silence_of_the_summary(
    inquiry: Inquiry, corpus: Corpus, versions: Versions, warnings: Sequence[str]
) -> Answer | None:
    """Return where only one document speaks on the topic; None where both do, and what the summary says is looked up."""
    topics = inquiry.topics - NO_TOPIC
    alone = [c for c in corpus.registers.conflicts if topics & set(c.topics) and c.kind == "one_sided"]
    says = replies.DOCUMENTS_DIFFER_HERE if any(conflict.other for conflict in alone) else replies.SUMMARY_SILENT_HERE
    most = max((len(topics & set(c.topics)) for c in alone), default=0)
    both = [c for c in corpus.registers.conflicts if c.kind != "one_sided" and len(topics & set(c.topics)) > most]
    # Where both speak on more of what is asked, the summary is not silent.
    return _answer([says], (), alone, versions, warnings) if alone and not both else None


def _overview(corpus: Corpus, versions: Versions, warnings: Sequence[str]) -> Answer:
    registers = corpus.registers
    differing = [entry for entry in registers.conflicts if entry.kind in ("contradiction", "narrower")]
    blocks = [
        replies.documents_compared(len(registers.conflicts), len(differing), len(registers.agreements)),
        f"{replies.THEY_DIFFER_ON}: {_topics(differing)}.",
        f"{replies.THEY_AGREE_ON}: {_topics(registers.agreements)}.",
        replies.ASK_FOR_ONE_TOPIC,
    ]
    dated = next((entry for entry in registers.about_documents if entry.id == "newer"), None)
    return _answer(blocks, dated.quotes if dated else (), (), versions, warnings)


def _known_errors(corpus: Corpus, versions: Versions, warnings: Sequence[str]) -> Answer:
    """Return the known errors, those that never stand without their correction in full, the others by topic."""
    errata = corpus.registers.errata
    always = [erratum for erratum in errata if erratum.shown == "always"]
    blocks = [replies.KNOWN_ERRORS]
    blocks.append("\n".join(f"- **{escape(erratum.topic)}.** {escape(erratum.note)}" for erratum in always))
    blocks += [
        f"{label}: {_topics(erratum for erratum in errata if erratum.id.startswith(letter))}."
        for label, letter in ((replies.IN_THE_MONOGRAPH, "M"), (replies.IN_THE_SUMMARY, "S"))
    ]
    told = {name for erratum in always for name in erratum.said_by}
    conflicts = [conflict for conflict in corpus.registers.conflicts if conflict.id in told]
    quotes = [quote for conflict in conflicts for quote in conflict.other]
    return _answer(blocks, quotes, conflicts, versions, warnings)


def _topics(entries: Iterable[Disagreement | Agreement | Erratum]) -> str:
    return escape("; ".join(dict.fromkeys(entry.topic for entry in entries)))


def _answer(
    blocks: Sequence[str],
    quotes: Sequence[Quote],
    conflicts: Sequence[Disagreement],
    versions: Versions,
    warnings: Sequence[str],
) -> Answer:
    citations, quoted = cited_quotes(quotes)
    parts = [*blocks, *(["\n".join(quoted)] if quoted else [])]
    parts += [f"**{warning}**" for warning in warnings]
    return Answer(
        "answer",
        "\n\n".join([*parts, *disagreement_blocks(conflicts)]),
        versions,
        citations=citations,
        conflicts=conflict_forms(conflicts),
        warnings=tuple(warnings),
    )
