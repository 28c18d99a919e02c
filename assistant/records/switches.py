"""The kill switch, stored: what is switched off, why and by whom. Read it for each question: it holds in every process at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select

from assistant.knowledge.disabling import Disabled, SwitchKind, check_reason, disabled_of
from assistant.records import audit
from assistant.records.errors import NotKeptError
from assistant.records.store import Store, moment_of, text_of
from assistant.records.tables import DISABLED


@dataclass(frozen=True)
class Switch:
    """Something that is switched off. name: of the calculator, the id of the modification row or of the passage."""

    kind: SwitchKind
    name: str
    reason: str
    by: str
    at: datetime


def disable(store: Store, switch: Switch) -> None:
    """Switch something off, from the next question on, everywhere; a second time replaces the reason.

    Raises ReasonError where the reason cannot be shown beside answers, and RecordsError. Whether the name exists, the caller checks.
    """
    check_reason(switch.reason)
    row = {"kind": switch.kind, "name": switch.name, "reason": switch.reason, "by": switch.by}
    with store.writing() as connection:
        audit.append(connection, "disable", row, switch.at)
        connection.execute(delete(DISABLED).where(DISABLED.c.kind == switch.kind, DISABLED.c.name == switch.name))
        connection.execute(insert(DISABLED), {**row, "at": text_of(switch.at)})


def enable(store: Store, switch: Switch) -> None:
    """Switch something on again. switch.reason: why. Raises NotKeptError where it is not switched off, and RecordsError."""
    row = {"kind": switch.kind, "name": switch.name, "reason": switch.reason, "by": switch.by}
    with store.writing() as connection:
        audit.append(connection, "enable", row, switch.at)
        statement = delete(DISABLED).where(DISABLED.c.kind == switch.kind, DISABLED.c.name == switch.name)
        if connection.execute(statement).rowcount == 0:
            raise NotKeptError(f"The {switch.kind} {switch.name} is not switched off.")


def switches(store: Store) -> list[Switch]:
    """Return what is switched off, by kind and name. Raises RecordsError."""
    with store.reading() as connection:
        rows = connection.execute(select(DISABLED).order_by(DISABLED.c.kind, DISABLED.c.name)).mappings().all()
    return [_switch(row) for row in rows]


def disabled(store: Store) -> Disabled:
    """Return what is switched off now, as answering and the calculators need it. Raises RecordsError."""
    with store.reading() as connection:
        rows = connection.execute(select(DISABLED.c.kind, DISABLED.c.name, DISABLED.c.reason)).all()
    return disabled_of((kind, name, reason) for kind, name, reason in rows)


def _switch(row: RowMapping) -> Switch:
    return Switch(row["kind"], row["name"], row["reason"], row["by"], moment_of(row["at"]))
