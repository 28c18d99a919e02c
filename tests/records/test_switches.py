"""What is switched off holds at once for everyone who uses the same records, and who did it can be read afterwards."""

import pytest
from recorded_answers import later

from assistant.knowledge.disabling import Disabled, ReasonError
from assistant.records.audit import Wanted, content_of, search
from assistant.records.errors import NotKeptError
from assistant.records.store import Store, open_store
from assistant.records.switches import Switch, disable, disabled, enable, switches

DOSE = Switch("calculator", "dose", "under review", "Kim", later(0))


def test_a_switch_holds_at_once_for_another_process_with_the_same_records(store: Store, url: str) -> None:
    other = open_store(url)
    assert disabled(other) == Disabled()
    disable(store, DOSE)
    assert disabled(other).calculators == {"dose": "under review"}
    enable(other, Switch("calculator", "dose", "mended", "Lee", later(1)))
    assert not disabled(store)
    other.close()


def test_each_kind_stands_by_itself(store: Store) -> None:
    disable(store, DOSE)
    disable(store, Switch("row", "crs_grade_3", "a row", "Kim", later(1)))
    disable(store, Switch("passage", "monograph:1", "a passage", "Kim", later(2)))
    found = disabled(store)
    assert (found.rows, found.passages) == ({"crs_grade_3": "a row"}, {"monograph:1": "a passage"})
    assert [switch.name for switch in switches(store)] == ["dose", "monograph:1", "crs_grade_3"]


def test_switching_off_twice_keeps_the_later_reason(store: Store) -> None:
    disable(store, DOSE)
    disable(store, Switch("calculator", "dose", "recalled", "Lee", later(1)))
    assert [(switch.reason, switch.by) for switch in switches(store)] == [("recalled", "Lee")]


def test_every_switch_is_audited(store: Store) -> None:
    disable(store, DOSE)
    enable(store, Switch("calculator", "dose", "mended", "Lee", later(1)))
    assert [(found.kind, content_of(found)["by"]) for found in search(store, Wanted())] == [
        ("enable", "Lee"),
        ("disable", "Kim"),
    ]


def test_what_is_on_cannot_be_switched_on_and_nothing_is_audited(store: Store) -> None:
    with pytest.raises(NotKeptError):
        enable(store, DOSE)
    assert search(store, Wanted()) == []


def test_a_reason_that_looks_like_a_dose_is_refused(store: Store) -> None:
    with pytest.raises(ReasonError):
        disable(store, Switch("calculator", "dose", "gives 28 mcg", "Kim", later(0)))
    assert not disabled(store)
