"""Read the files of corpus/rules into their forms."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.modification_table import ModificationTable
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_forms import BsaTable, InputTable, ScopeTable
from assistant.knowledge.rule_quotes import Places, quotes_in
from assistant.knowledge.rule_tables import DoseTable, InfusionTable, LiverTable, PrephaseTable, ScheduleTable
from assistant.knowledge.yaml_files import read_yaml

_FORMS: Mapping[str, type] = {
    "inputs": InputTable,
    "scope": ScopeTable,
    "bsa": BsaTable,
    "dose": DoseTable,
    "schedule": ScheduleTable,
    "infusion": InfusionTable,
    "modification": ModificationTable,
    "liver": LiverTable,
    "prephase": PrephaseTable,
}

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
        table: InputTable = self._read("inputs")
        return table

    @cached_property
    def scope(self) -> ScopeTable:
        """scope.yaml."""
        table: ScopeTable = self._read("scope")
        return table

    @cached_property
    def bsa(self) -> BsaTable:
        """bsa.yaml."""
        table: BsaTable = self._read("bsa")
        return table

    @cached_property
    def dose(self) -> DoseTable:
        """dose.yaml."""
        table: DoseTable = self._read("dose")
        return table

    @cached_property
    def schedule(self) -> ScheduleTable:
        """schedule.yaml."""
        table: ScheduleTable = self._read("schedule")
        return table

    @cached_property
    def infusion(self) -> InfusionTable:
        """infusion.yaml."""
        table: InfusionTable = self._read("infusion")
        return table

    @cached_property
    def modification(self) -> ModificationTable:
        """modification.yaml."""
        table: ModificationTable = self._read("modification")
        return table

    @cached_property
    def liver(self) -> LiverTable:
        """liver.yaml."""
        table: LiverTable = self._read("liver")
        return table

    @cached_property
    def prephase(self) -> PrephaseTable:
        """prephase.yaml."""
        table: PrephaseTable = self._read("prephase")
        return table

    def _read(self, name: str) -> Any:
        content = _exact(read_yaml(self._folder / f"{name}.yaml"))
        try:
            table = _reader(name).validate_python(content)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"]) or "the whole file"
            fix = _FIXES.get(first["type"], "Compare it with the document and correct it.")
            raise DataError(f"rules/{name}.yaml", f"{key}: {first['msg']}.", fix) from error
        for key, quote in quotes_in(table):
            self._places.setdefault(quote, {}).setdefault(f"rules/{name}.yaml", key)
        return table


@cache
def _reader(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_FORMS[name])


def _exact(content: object) -> object:
    """Return the content with every number that has a point as the Decimal that was written."""
    if isinstance(content, dict):
        return {key: _exact(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_exact(value) for value in content]
    return Decimal(repr(content)) if isinstance(content, float) else content
