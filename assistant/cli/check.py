"""`blin check`: does the corpus hold together?"""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from assistant.knowledge.asked import Asked
    from assistant.knowledge.corpus import Corpus
    from assistant.knowledge.rule_sets import Rules


_SHOWN_PROBLEMS = 20


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "check", help="check the documents, their repairs, the registers, the rules and the records"
    )
    parser.set_defaults(run=run)


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Print what was checked and what does not hold. Returns 1 where something does not hold, else 0."""
    from assistant.knowledge.corpus import load_corpus
    from assistant.knowledge.repairs import first_difference, load_repairs
    from assistant.knowledge.rules import rules_of

    corpus = load_corpus(settings.corpus)
    print(f"corpus {corpus.hash}: {len(corpus.documents)} documents, {len(corpus.passages)} passages")
    status = _check_rules(rules_of(corpus))
    for alarm in corpus.alarms:
        status = 1
        print(f"ALARM, {alarm}")
    status |= _check_records(settings, corpus)
    status |= _check_asked(corpus)
    status |= _check_elsewhere(corpus)
    repairs = load_repairs(settings.corpus / "repairs.yaml")
    for document in corpus.documents.values():
        source = document.source
        if source.original is None:
            continue
        original = (settings.corpus / source.original).read_text(encoding="utf-8")
        difference = first_difference(source.id, original, document.text, repairs.get(source.id, ()))
        if difference is None:
            print(
                f"{source.id}: the original is unchanged; {len(repairs.get(source.id, ()))} repairs give the transcription word by word"
            )
        else:
            status = 1
            print(
                f"{source.id}: ALARM, the transcription differs from its original where the ledger says nothing:\n"
                f"  repaired original: … {difference.repaired_original} …\n"
                f"  transcription:     … {difference.transcription} …\n"
                "  Review the change; record it in repairs.yaml or undo it."
            )
    return status


def _check_records(settings: Settings, corpus: "Corpus") -> int:
    """Print whether the audit's chain holds, and what is switched off. Returns 1 where something does not hold, else 0."""
    # Imported here: `blin --help` must not wait for the database's libraries.
    from assistant.records.audit import verify_chain
    from assistant.records.store import is_there, open_store
    from assistant.records.switches import switches

    if not is_there(settings.database):
        print("records: none yet")
        return 0
    with closing(open_store(settings.database)) as store:
        chain, off = verify_chain(store), switches(store)
    print(f"records: {chain.entries} audit entries, {chain.blanked} of them purged, head {chain.head[1]}")
    for problem in chain.problems[:_SHOWN_PROBLEMS]:
        print(f"ALARM, {problem}")
    for switch in off:
        print(f"switched off: {switch.kind} {switch.name}, {switch.reason}")
    gone = [switch.name for switch in off if switch.kind == "passage" and switch.name not in corpus.passages]
    for name in gone:
        print(
            f"ALARM, the passage {name} is switched off but no longer in the documents: switch off what stands in its place"
        )
    return 0 if chain.holds and not gone else 1


def _check_asked(corpus: "Corpus") -> int:
    """Print what does not hold among the questions that lead to the statements. Returns 1 if something does not."""
    from assistant.knowledge.asked_lint import asked_findings

    findings = asked_findings(corpus.folder / "asked", tuple(corpus.passages.values()), corpus.asked)
    for finding in findings:
        print(f"ALARM, {finding}")
    if not findings:
        print(f"asked: {len({item.question for item in corpus.asked})} questions; enough lead to every statement")
    return 1 if findings else 0


def _check_elsewhere(corpus: "Corpus") -> int:
    """Print what does not hold among the questions of other matters. Returns 1 if something does not."""
    from assistant.knowledge.asked_elsewhere import elsewhere_findings

    findings = elsewhere_findings(corpus.asked_elsewhere, _answered(corpus))
    for finding in findings:
        print(f"ALARM, {finding}")
    if not findings:
        print(f"asked elsewhere: {len(corpus.asked_elsewhere)} questions of other matters; none of them is answered")
    return 1 if findings else 0


def _answered(corpus: "Corpus") -> "tuple[Asked, ...]":
    return (*corpus.asked, *corpus.asked_of_gaps, *corpus.asked_of_conflicts, *corpus.asked_beside_conflicts)


def _check_rules(rules: "Rules") -> int:
    """Print the hash of the rules, who has signed them, and each calculator that is stopped. Returns 1 if one is."""
    print(f"rules {rules.hash}: {rules.sign_off}")
    for stopped in rules.stopped:
        print(f"ALARM, the calculator {stopped.calculator} is stopped:")
        for reason in stopped.reasons:
            print(f"  {reason}")
    if not rules.stopped:
        print("rules: every quote stands in its document; no calculator is stopped")
    return 1 if rules.stopped else 0
