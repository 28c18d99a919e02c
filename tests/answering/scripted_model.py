"""A small server on loopback that speaks as OpenAI's and Ollama's do and plays a script: good, bad and hostile.

A script is a function from the prompt's text to what is sent. Nothing else is on the other end of the real clients.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """What is sent: pieces of text, then an end; or a status with headers; or a fault.

    ends: say that the text has ended; cut: break the connection off after the pieces; wait: seconds before each piece.
    """

    pieces: Sequence[str] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    reason: str = "stop"
    ends: bool = True
    cut: bool = False
    wait: float = 0.0
    raw: bytes | None = None


Script = Callable[[str], Reply]


@dataclass
class Served:
    """A running server. prompts: the text of every request, in order."""

    url: str
    prompts: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def says(*pieces: str) -> Script:
    """Return a script that always says the same."""
    return lambda _: Reply(pieces)


@contextmanager
def served(script: Script) -> Iterator[Served]:
    """Serve a script until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    held = Served(f"http://127.0.0.1:{server.server_address[1]}")
    server.script, server.held = script, held  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = "\n".join(str(message["content"]) for message in asked["messages"])
        held: Served = self.server.held  # type: ignore[attr-defined]
        held.prompts.append(prompt)
        held.headers.append(dict(self.headers))
        reply: Reply = self.server.script(prompt)  # type: ignore[attr-defined]
        with suppress(BrokenPipeError, ConnectionResetError):
            self._send(reply, is_ollama=self.path.startswith("/api/"))

    def _send(self, reply: Reply, *, is_ollama: bool) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.cut:
            self.send_header("Content-Length", "1000000")
        kind = "application/x-ndjson" if is_ollama else "text/event-stream"
        self.send_header("Content-Type", kind if reply.status == 200 else "application/json")
        self.end_headers()
        if reply.raw is not None or reply.status != 200:
            self.wfile.write(reply.raw if reply.raw is not None else b'{"error": {"message": "no"}}')
            return
        lines = _ollama(reply) if is_ollama else _openai(reply)
        for line in lines:
            time.sleep(reply.wait)
            self.wfile.write(line)
            self.wfile.flush()


def _openai(reply: Reply) -> Iterator[bytes]:
    for piece in reply.pieces:
        yield _event({"content": piece}, None)
    if reply.ends and not reply.cut:
        yield _event({}, reply.reason)
        yield b"data: [DONE]\n\n"


def _event(delta: dict[str, str], reason: str | None) -> bytes:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}
    body = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(body)}\n\n".encode()


def _ollama(reply: Reply) -> Iterator[bytes]:
    for piece in reply.pieces:
        yield _line(piece, done=False)
    if reply.ends and not reply.cut:
        yield _line("", done=True, done_reason=reply.reason)


def _line(content: str, **more: object) -> bytes:
    body = {
        "model": "scripted",
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": content},
    }
    return (json.dumps({**body, **more}) + "\n").encode()
