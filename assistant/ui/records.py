"""The records of the server for the pages: opened once, and a message where they cannot be opened."""

import streamlit as st

from assistant.knowledge.disabling import Disabled
from assistant.records.errors import RecordsError
from assistant.records.store import Store, is_there, open_store
from assistant.records.switches import disabled
from assistant.settings import from_environment


@st.cache_resource(show_spinner=False)
def opened(url: str) -> Store:
    """Return the records at a URL, opened once for the server. Raises RecordsError."""
    return open_store(url)


def records() -> Store | RecordsError:
    """Return the records, made where there are none yet, or why they cannot be used."""
    try:
        return opened(from_environment().database)
    except RecordsError as error:
        return error


def switched_off() -> Disabled | RecordsError:
    """Return what is switched off at this moment; nothing while there are no records."""
    url = from_environment().database
    try:
        return disabled(opened(url)) if is_there(url) else Disabled()
    except RecordsError as error:
        return error
