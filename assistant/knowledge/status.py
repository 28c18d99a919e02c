"""Does the corpus hold together? Each thing that was checked, and whether it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.repairs import Repair, first_difference
from assistant.knowledge.rule_sets import Rules


@dataclass(frozen=True)
class Checked:
    """One thing that was checked. what: its name; holds: False is an alarm; detail: in words."""

    what: str
    holds: bool
    detail: str


def status_of(corpus: Corpus, rules: Rules, repairs: Mapping[str, tuple[Repair, ...]]) -> tuple[Checked, ...]:
    """Check documents, repairs, rules and registers of a corpus that is loaded."""
    return (*_documents(corpus, repairs), *_rules(rules), *_data(corpus))


def _documents(corpus: Corpus, repairs: Mapping[str, tuple[Repair, ...]]) -> Iterator[Checked]:
    for document in corpus.documents.values():
        source = document.source
        if source.original is None:
            yield Checked(source.label, holds=True, detail="The document is its own original.")
            continue
        yield Checked(f"{source.label}: original", holds=True, detail=f"Unchanged, sha256 {source.sha256}.")
        original = (corpus.folder / source.original).read_text(encoding="utf-8")
        own = repairs.get(source.id, ())
        difference = first_difference(source.id, original, document.text, own)
        yield Checked(
            f"{source.label}: transcription",
            holds=difference is None,
            detail=f"{len(own)} repairs give it word by word."
            if difference is None
            else f"It differs where the ledger says nothing: “… {difference.transcription} …”",
        )


def _rules(rules: Rules) -> Iterator[Checked]:
    stopped = rules.stopped
    yield Checked(
        "Rules",
        holds=not stopped,
        detail="Every quote stands in its document; no calculator is stopped."
        if not stopped
        else "A calculator is stopped.",
    )
    for one in stopped:
        yield Checked(
            f"Calculator {one.calculator}", holds=False, detail=" ".join(str(reason) for reason in one.reasons)
        )
    valid = [signature for signature in rules.signatures if signature.rules == rules.hash]
    names = ", ".join(f"{signature.who} ({signature.role}, {signature.date})" for signature in valid) or "nobody"
    more = (
        ""
        if rules.signed
        else " Two pharmacists must sign; until then every result says that it is not clinically validated."
    )
    yield Checked("Sign-off", holds=rules.signed, detail=f"Signed by {names}.{more}")


def _data(corpus: Corpus) -> Iterator[Checked]:
    if not corpus.alarms:
        yield Checked("Registers and questions", holds=True, detail="Every quote and place is found in its document.")
    for alarm in corpus.alarms:
        yield Checked(alarm.file, holds=False, detail=f"{alarm.problem} {alarm.remedy}")
