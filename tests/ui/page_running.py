"""What tests of the pages share: one page run by itself, and all that it shows."""

from html import unescape

from streamlit.testing.v1 import AppTest


def start_page(name: str) -> AppTest:
    """Return a page of assistant.ui, not yet run."""
    return AppTest.from_string(f"from assistant.ui import {name}\n\n{name}.page()\n", default_timeout=30)


def run_page(name: str, **state: object) -> AppTest:
    """Run a page of assistant.ui that starts with a session state."""
    app = start_page(name)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def again(app: AppTest) -> AppTest:
    """Run a page again."""
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Return all words and markup that a page shows."""
    html = (unescape(part.proto.body) for part in app.get("html"))
    return "\n".join([*(part.value for part in app.markdown), *html])


def type_in(app: AppTest, **inputs: str) -> AppTest:
    """Type into fields of the calculators, by input name."""
    for name, value in inputs.items():
        app.text_input(key=f"input-{name}").set_value(value)
    return again(app)


def choose(app: AppTest, **inputs: str) -> AppTest:
    """Choose among the few values of an input of the calculators."""
    for name, value in inputs.items():
        app.session_state[f"input-{name}"] = value
    return again(app)
