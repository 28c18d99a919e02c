"""The audit: does the chain hold, what was asked and answered, and the same as files."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from html import escape
from typing import cast

import streamlit as st

from assistant.records.audit import EntryKind, Wanted, content_of, search, verify_chain
from assistant.records.chain import ChainReport, Entry
from assistant.records.exporting import to_csv, to_jsonl
from assistant.records.store import Store
from assistant.ui import operator_words as words
from assistant.ui.library import Library
from assistant.ui.page_words import DOWNLOAD_TABLE

_MOST = 100


def draw_audit(_: Library, __: str, store: Store) -> None:
    """Draw the state of the chain, the search and its entries, and the files."""
    if st.button(words.VERIFY, key="verify-chain"):
        st.session_state["chain"] = verify_chain(store)
    if report := cast(ChainReport | None, st.session_state.get("chain")):
        st.html(_chain_html(report))
    wanted = _draw_search()
    found = search(store, wanted, limit=_MOST)
    st.html(f'<p class="quiet" role="status">{escape(words.found_entries(len(found), _MOST))}</p>{entries_html(found)}')
    with st.container(key="audit-files", horizontal=True):
        for label, form, ending in ((DOWNLOAD_TABLE, to_csv, "csv"), (words.AUDIT_JSONL, to_jsonl, "jsonl")):
            st.download_button(
                label,
                partial(_file, store, wanted, form),
                file_name=f"blin-audit.{ending}",
                mime="text/csv" if ending == "csv" else "application/jsonl",
                key=f"audit-{ending}",
                on_click="ignore",
            )


def _file(store: Store, wanted: Wanted, form: Callable[[Iterable[Entry]], str]) -> str:
    return form(search(store, wanted, limit=None))


def _draw_search() -> Wanted:
    with st.container(key="audit-search", horizontal=True, vertical_alignment="bottom"):
        sought = st.text_input(words.IN_WORDS, key="audit-words", type="search", width=280)
        kind = st.selectbox(
            words.KIND,
            list(words.ENTRY_KINDS),
            index=None,
            format_func=words.ENTRY_KINDS.__getitem__,
            key="audit-kind",
            placeholder=words.ANY,
            width=200,
        )
        since = st.text_input(words.SINCE, key="audit-since", placeholder="YYYY-MM-DD", width=140)
        until = st.text_input(words.UNTIL, key="audit-until", placeholder="YYYY-MM-DD", width=140)
    return Wanted(
        (sought or "").strip() or None,
        cast(EntryKind | None, kind),
        _day(since),
        None if (last := _day(until)) is None else last + timedelta(days=1),
    )


def _day(typed: str | None) -> datetime | None:
    """Return the start of a day in UTC; what is no date limits nothing, and the field shows it as typed."""
    try:
        return datetime.strptime((typed or "").strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _chain_html(report: ChainReport) -> str:
    if report.holds:
        return f'<p class="verdict-line">{escape(words.chain_holds(report.entries, report.blanked))}</p>'
    problems = "".join(f"<li>{escape(problem)}</li>" for problem in report.problems)
    return f'<div class="warnings"><h3>{escape(words.CHAIN_BROKEN)}</h3><ul>{problems}</ul></div>'


def entries_html(found: list[Entry]) -> str:
    """Return audit entries as a table; whatever was asked or answered is shown as text."""
    rows = "".join(_row(entry) for entry in found)
    return f'<table class="plain audit"><tbody>{rows}</tbody></table>' if rows else ""


def _row(entry: Entry) -> str:
    content = content_of(entry)
    answer = content.get("answer") or {}
    said = str(
        content.get("question") or content.get("reason") or content.get("comment") or ("" if content else words.PURGED)
    )
    more = (
        f"<details><summary>{escape(words.ANSWERED)}</summary><pre>{escape(str(answer.get('text', '')))}</pre></details>"
        if answer
        else ""
    )
    return (
        f'<tr><th scope="row">{entry.seq} · {escape(words.ENTRY_KINDS.get(entry.kind, entry.kind))}'
        f"<small>{escape(entry.at[:16].replace('T', ' '))} UTC</small></th><td>{escape(said)}{more}</td></tr>"
    )
