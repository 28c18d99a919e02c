"""The rules of every calculator, each with its quotes located, or the reason why the calculator is stopped.

A calculator rests on exactly the values and quotes that stand in its rules here. When a document no longer holds one of these
quotes, or a rule file breaks its form, the calculators that rest on it are stopped, by name; the others go on.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.knowledge.documents import read_document
from assistant.knowledge.errors import DataError
from assistant.knowledge.modification_table import (
    ModificationTable,
    Row,
)
from assistant.knowledge.passages import Passage, split
from assistant.knowledge.rule_files import RuleFiles
from assistant.knowledge.rule_forms import ScopeTable
from assistant.knowledge.rule_quotes import locate_quotes
from assistant.knowledge.rule_sets import (
    BsaRules,
    CalculatorName,
    Case,
    DoseRules,
    InfusionRules,
    LiverRules,
    ModificationRules,
    PrephaseRules,
    Rules,
    ScheduleRules,
    Scope,
    Stopped,
)
from assistant.knowledge.sign_off import SIGN_OFF_FILE, load_signatures
from assistant.knowledge.sources import load_sources

if TYPE_CHECKING:
    from assistant.knowledge.corpus import Corpus

FOLDER = "rules"

_Rules = TypeVar("_Rules")


def rules_of(corpus: "Corpus") -> Rules:
    """Load the rules of a corpus that is already loaded. Only documents of standing `authority` can state a rule."""
    passages = [p for p in corpus.passages.values() if corpus.source_of(p).standing == "authority"]
    return load_rules(corpus.folder, passages)


def read_rules(corpus: Path) -> Rules:
    """Load the rules and, of the documents, only those that can state a rule: quick, and independent of all others.

    Raises CorpusError where such a document cannot be used.
    """
    documents = [read_document(corpus, source) for source in load_sources(corpus) if source.standing == "authority"]
    return load_rules(corpus, [passage for document in documents for passage in split(document)])


def load_rules(corpus: Path, passages: Sequence[Passage]) -> Rules:
    """Load corpus/rules, every quote located among the passages.

    Never raises for a rule: a calculator whose rules cannot be used is Stopped. Raises DataError where the folder is missing
    or sign_off.yaml breaks its form.
    """
    folder = corpus / FOLDER
    files = RuleFiles(folder)

    def build(name: CalculatorName, compose: Callable[[RuleFiles], _Rules]) -> _Rules | Stopped:
        try:
            rules = compose(files)
        except DataError as error:
            return Stopped(name, (error,), ())
        located, drift = locate_quotes(rules, passages, files.places())
        if drift:
            sections = tuple(dict.fromkeys(f"{quote.source}: {quote.section}" for quote, _ in drift))
            return Stopped(name, tuple(error for _, error in drift), sections)
        return located

    return Rules(
        hash=_hash(folder),
        signatures=load_signatures(folder),
        bsa=build("bsa", lambda f: BsaRules(f.inputs, f.bsa)),
        dose=build("dose", _dose),
        schedule=build("schedule", lambda f: ScheduleRules(_dose(f), f.schedule)),
        infusion=build(
            "infusion", lambda f: InfusionRules(f.inputs, _scope(f.scope), f.scope.bsa_dosing_below, f.infusion)
        ),
        modification=build("modification", lambda f: _modification(f, f.modification.rows)),
        liver=build("liver", lambda f: LiverRules(f.liver, _modification(f, _rows(f.modification, "liver")))),
        prephase=build("prephase", lambda f: PrephaseRules(f.inputs, _scope(f.scope), f.prephase)),
    )


def _scope(table: ScopeTable) -> Scope:
    return Scope(table.adult_age, table.adults_only, table.children, table.relapsed_refractory)


def _dose(files: RuleFiles) -> DoseRules:
    scope = files.scope
    return DoseRules(files.inputs, _scope(scope), scope.bsa_dosing_below, files.dose, files.bsa)


def _rows(table: ModificationTable, toxicity: str) -> tuple[Row, ...]:
    return tuple(row for row in table.rows if toxicity in row.toxicities)


def _modification(files: RuleFiles, rows: tuple[Row, ...]) -> ModificationRules:
    table, scope = files.modification, files.scope
    premedication = {
        "at_restart": table.premedication_at_restart,
        "after_interruption": table.premedication_after_interruption,
        "none": None,
    }
    cases = tuple(
        Case(row, tuple(table.companions[name] for name in row.companions), premedication[row.premedication])
        for row in rows
    )
    return ModificationRules(
        files.inputs,
        _scope(scope),
        scope.bsa_dosing_below,
        cases,
        table.same_cycle,
        table.new_cycle,
        table.companions["deference"],
    )


def _hash(folder: Path) -> str:
    """Hash the names and contents of all rule files; sign_off.yaml holds the hash and is no part of it."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        if path.name != SIGN_OFF_FILE:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
