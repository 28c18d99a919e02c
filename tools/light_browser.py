"""A browser without a screen: it speaks Streamlit's websocket as the page's own script does, and keeps what it was sent.

Fifty real browsers would take the processor from the server that they are to load; this one costs nearly nothing.
"""

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from assistant.ui.owner import COOKIE

_LARGEST = 2**26
_OTHER_SITES_TOKEN = "PLACEHOLDER_AUTH_TOKEN"  # noqa: S105 - what Streamlit's page sends where nobody signs in


def new_key() -> str:
    """Return a key as the page gives one to a browser."""
    return secrets.token_urlsafe(32)


@dataclass
class Tab:
    """One open page. elements: what stands on it, by place; each run of the page replaces what it drew before."""

    connection: ClientConnection
    elements: dict[tuple[int, ...], ForwardMsg] = field(default_factory=dict)
    kept: dict[str, ForwardMsg] = field(default_factory=dict)
    query: str = ""
    page: str = ""

    async def run(self, *changed: WidgetState) -> float:
        """Have the page run with what was changed, and return the seconds until all of it is drawn."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.cached_message_hashes.extend(self.kept)
        message.rerun_script.widget_states.widgets.extend(changed)
        began = time.perf_counter()
        await self.connection.send(message.SerializeToString())
        await self._draw()
        return time.perf_counter() - began

    async def ask(self, question: str) -> float:
        """Ask a question in the chat, and return the seconds until the answer is drawn."""
        state = WidgetState(id=self._id_of("chat_input", ""))
        state.chat_input_value.data = question
        return await self.run(state)

    async def press(self, label: str) -> float:
        """Press the first button of a label, and return the seconds until the page is drawn."""
        return await self.run(WidgetState(id=self._id_of("button", label), trigger_value=True))

    def shows(self, text: str) -> bool:
        """Tell whether a text was sent for any place of the page, to be seen or not."""
        wanted = text.encode()
        return any(wanted in message.SerializeToString() for message in self.elements.values())

    def count(self, key: str) -> int:
        """Return how many containers have a key that begins with these letters."""
        blocks = (message.delta.add_block for message in self.elements.values() if message.delta.HasField("add_block"))
        return sum(block.id.split("-", 2)[-1].startswith(key) for block in blocks)

    def errors(self) -> list[str]:
        """Return the messages of exceptions that stand on the page."""
        elements = (message.delta.new_element for message in self.elements.values())
        return [element.exception.message for element in elements if element.HasField("exception")]

    def _id_of(self, kind: str, label: str) -> str:
        for message in self.elements.values():
            element = message.delta.new_element
            if element.HasField(kind) and (not label or getattr(element, kind).label == label):
                return str(getattr(element, kind).id)
        raise LookupError(f"The page has no {kind} {label!r}")

    async def _draw(self) -> None:
        drawn: set[tuple[int, ...]] = set()
        while True:
            message = ForwardMsg.FromString(await self.connection.recv(decode=False))
            match message.WhichOneof("type"):
                case "new_session":
                    drawn = set()
                    self.page = message.new_session.page_script_hash
                case "ref_hash":
                    self._place(self.kept[message.ref_hash], message, drawn)
                case "delta":
                    self._place(message, message, drawn)
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "script_finished" if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    self.elements = {place: shown for place, shown in self.elements.items() if place in drawn}
                    return

    def _place(self, message: ForwardMsg, where: ForwardMsg, drawn: set[tuple[int, ...]]) -> None:
        if message.metadata.cacheable:
            self.kept[message.hash] = message
        place = tuple(where.metadata.delta_path)
        self.elements[place] = message
        drawn.add(place)


@asynccontextmanager
async def open_tab(address: str, key: str, query: str = "") -> AsyncIterator[tuple[Tab, float]]:
    """Open the page as the browser of a key, and yield it with the seconds until it was drawn."""
    headers = {"Cookie": f"{COOKIE}={key}", "Origin": address}
    protocols = [Subprotocol("streamlit"), Subprotocol(_OTHER_SITES_TOKEN)]
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(
        stream, additional_headers=headers, subprotocols=protocols, max_size=_LARGEST, compression=None
    ) as connection:
        tab = Tab(connection, query=query)
        yield tab, await tab.run()
