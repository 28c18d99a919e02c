"""`blin disable` and `blin enable`: the kill switch, at once for every process that uses the same records."""

import argparse
import getpass
import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.knowledge.disabling import CALCULATORS, ReasonError
from assistant.knowledge.rule_sets import ModificationRules
from assistant.knowledge.rules import read_rules
from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from assistant.records.store import Store
    from assistant.records.switches import Switch

_KINDS = ("calculator", "row", "passage")


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands to the parser."""
    off = commands.add_parser("disable", help="switch off a calculator, a row of the modification table or a passage")
    off.add_argument("--list", action="store_true", help="list what is switched off")
    off.set_defaults(run=_disable)
    on = commands.add_parser("enable", help="switch on again what was switched off")
    on.set_defaults(run=_enable)
    for parser in (off, on):
        parser.add_argument("kind", nargs="?", choices=_KINDS)
        parser.add_argument(
            "name", nargs="?", help="the calculator, the id of the row, or the id (or words) of the passage"
        )
        parser.add_argument("--reason", default="", help="why; with disable it is shown wherever the switch bites")
        parser.add_argument("--by", default=None, help="who (the user of this computer if not given)")


def _disable(arguments: argparse.Namespace, settings: Settings) -> int:
    # Imported here and below: other commands must not wait for the database's libraries.
    from assistant.records.store import open_store
    from assistant.records.switches import disable

    try:
        name = None if arguments.list else _found(arguments, settings)
        with closing(open_store(settings.database)) as store:
            if name is None:
                return _list(store)
            disable(store, _switch(arguments, name))
    except (ReasonError, _NameError) as error:
        print(f"blin disable: {error}", file=sys.stderr)
        return 2
    print(f"The {arguments.kind} {name} is switched off.")
    return 0


def _enable(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.records.store import open_store
    from assistant.records.switches import enable

    if not (arguments.kind and arguments.name):
        print("blin enable: name the kind and the name, as `blin disable --list` shows them", file=sys.stderr)
        return 2
    with closing(open_store(settings.database)) as store:
        enable(store, _switch(arguments, arguments.name))
    print(f"The {arguments.kind} {arguments.name} is switched on again.")
    return 0


def _switch(arguments: argparse.Namespace, name: str) -> "Switch":
    from assistant.records.switches import Switch

    by = arguments.by or getpass.getuser()
    return Switch(arguments.kind, name, arguments.reason.strip(), by, datetime.now(UTC))


def _list(store: "Store") -> int:
    from assistant.records.switches import switches

    found = switches(store)
    for switch in found:
        print(f"{switch.kind} {switch.name}: {switch.reason} ({switch.by}, {switch.at:%Y-%m-%d %H:%M} UTC)")
    if not found:
        print("Nothing is switched off.")
    return 0


class _NameError(ValueError):
    """What is to be switched off cannot be found; the message says what there is."""


def _found(arguments: argparse.Namespace, settings: Settings) -> str:
    """Return the name of what is to be switched off. A passage can also be named by words that it alone holds."""
    if not (arguments.kind and arguments.name):
        raise _NameError("name what to switch off: calculator, row or passage, and which")
    name: str = arguments.name
    if arguments.kind == "passage":
        return _passage(name, settings)
    known = list(CALCULATORS) if arguments.kind == "calculator" else _rows(settings)
    if name not in known:
        raise _NameError(f"there is no {arguments.kind} {name!r}; there are {', '.join(known)}")
    return name


def _passage(name: str, settings: Settings) -> str:
    from assistant.knowledge.corpus import load_corpus

    passages = load_corpus(settings.corpus).passages
    if name in passages:
        return name
    holding = [passage for passage in passages.values() if name in passage.quote or name in passage.words]
    if len(holding) != 1:
        some = "".join(f"\n  {passage.id}  {passage.section}" for passage in holding[:20])
        raise _NameError(f"{len(holding)} passages hold these words; give more of them, or an id{some}")
    return holding[0].id


def _rows(settings: Settings) -> list[str]:
    rules = read_rules(settings.corpus).modification
    return [case.row.id for case in rules.cases] if isinstance(rules, ModificationRules) else []
