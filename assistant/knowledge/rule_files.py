"""Read the files of corpus/rules into their forms."""

from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.modification_table import ModificationTable
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_forms import BsaTable, InputTable, ScopeTable
from assistant.knowledge.rule_quotes import Places, quotes_in
from assistant.knowledge.rule_tables import DoseTable, InfusionTable, LiverTable, PrephaseTable, ScheduleTable
from assistant.knowledge.yaml_files import read_yaml

_Table = TypeVar("_Table")

_FIXES = {
    "missing": "Add it.",
    "unexpected_keyword_argument": "Remove it, or correct its spelling.",
}


class RuleFiles:
    """The rule files of a folder, each read when it is first needed, quotes not yet located.

    Each property raises DataError, naming file, key and fix, where its file cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[Quote, dict[str, str]] = {}

    def places(self) -> Places:
        """Return where each quote of the files read so far stands."""
        return {quote: tuple(keys.items()) for quote, keys in self._places.items()}

    @cached_property
    def inputs(self) -> InputTable:
        """inputs.yaml."""
        return self._read("inputs", InputTable)

    @cached_property
    def scope(self) -> ScopeTable:
        """scope.yaml."""
        return self._read("scope", ScopeTable)

    @cached_property
    def bsa(self) -> BsaTable:
        """bsa.yaml."""
        return self._read("bsa", BsaTable)

    @cached_property
    def dose(self) -> DoseTable:
        """dose.yaml."""
        return self._read("dose", DoseTable)

    @cached_property
    def schedule(self) -> ScheduleTable:
        """schedule.yaml."""
        return self._read("schedule", ScheduleTable)

    @cached_property
    def infusion(self) -> InfusionTable:
        """infusion.yaml."""
        return self._read("infusion", InfusionTable)

    @cached_property
    def modification(self) -> ModificationTable:
        """modification.yaml."""
        return self._read("modification", ModificationTable)

    @cached_property
    def liver(self) -> LiverTable:
        """liver.yaml."""
        return self._read("liver", LiverTable)

    @cached_property
    def prephase(self) -> PrephaseTable:
        """prephase.yaml."""
        return self._read("prephase", PrephaseTable)

    def _read(self, name: str, form: type[_Table]) -> _Table:
        content = _exact(read_yaml(self._folder / f"{name}.yaml"))
        try:
            table = TypeAdapter(form).validate_python(content)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"]) or "the whole file"
            fix = _FIXES.get(first["type"], "Compare it with the document and correct it.")
            raise DataError(f"rules/{name}.yaml", f"{key}: {first['msg']}.", fix) from error
        for key, quote in quotes_in(table):
            self._places.setdefault(quote, {}).setdefault(f"rules/{name}.yaml", key)
        return table


def _exact(content: object) -> object:
    """Return the content with every number that has a point as the Decimal that was written."""
    if isinstance(content, dict):
        return {key: _exact(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_exact(value) for value in content]
    return Decimal(repr(content)) if isinstance(content, float) else content
