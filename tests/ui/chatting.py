"""What tests of the chat share: the page of the app run by itself, a question asked, and all that is shown."""

from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"


def start(conversation: str | None = None, key: str | None = None) -> AppTest:
    """Open the chat. conversation: that the address names; key: of the browser."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    if conversation is not None:
        app.query_params["conversation"] = conversation
    if key is not None:
        app.session_state["browser-key"] = key
    return again(app)


def again(app: AppTest) -> AppTest:
    """Run the page again."""
    app.run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str) -> AppTest:
    """Ask a question."""
    app.chat_input[0].set_value(question)
    return again(app)


def press(app: AppTest, key: str) -> AppTest:
    """Press a button."""
    app.button(key=key).click()
    return again(app)


def shown(app: AppTest) -> str:
    """Return all words and markup that the page shows."""
    html = (unescape(part.proto.body) for part in app.get("html") if not part.proto.body.startswith("<style"))
    return "\n".join([*(part.value for part in app.markdown), *html])


def keys(app: AppTest) -> list[str]:
    """Return the keys of all buttons."""
    return [str(button.key) for button in app.button]


def address_of(app: AppTest) -> str | None:
    """Return the conversation that the address names."""
    named = app.query_params.get("conversation")
    return named[0] if isinstance(named, list) else named
