import pytest
from page_running import run_page, shown
from streamlit import config
from streamlit.testing.v1 import AppTest

from assistant.access import is_loopback, mode_of
from assistant.settings import Settings, from_environment
from assistant.ui import operator_words as words
from assistant.ui.access import operator_of, proof_of

SECRET = "a-long-enough-guard-for-tests"


SERVED = """
import streamlit as st
from assistant.ui import access

if access.may_serve():
    st.write("served")
"""


def run_app():
    app = AppTest.from_string(SERVED, default_timeout=30).run()
    assert not app.exception
    return app


@pytest.fixture
def bound_to_all(monkeypatch):
    kept = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    yield
    config.set_option("server.address", kept)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_on_loopback_nobody_signs_in(address):
    assert is_loopback(address)
    assert mode_of(address, Settings(), can_sign_in=False) == "loopback"


@pytest.mark.parametrize("address", ["0.0.0.0", "10.1.2.3", "::", "", None, "hospital.example"])
def test_another_address_is_refused_without_sign_in_or_secret(address):
    assert mode_of(address, Settings(), can_sign_in=False) == "refused"
    assert mode_of(address, Settings(operator_secret=SECRET), can_sign_in=False) == "secret"
    assert mode_of(address, Settings(operators=("a@b.example",)), can_sign_in=True) == "sign_in"


def test_sign_in_without_any_operator_is_not_enough():
    assert mode_of("0.0.0.0", Settings(), can_sign_in=True) == "refused"


def test_a_short_secret_is_no_secret():
    assert mode_of("0.0.0.0", Settings(operator_secret="short"), can_sign_in=False) == "refused"


def test_only_a_verified_operator_is_an_operator():
    settings = Settings(operators=("Nurse@Hospital.example",))
    assert operator_of("nurse@hospital.example", settings, verified=True) == "nurse@hospital.example"
    assert operator_of("nurse@hospital.example", settings, verified=False) is None
    assert operator_of("other@hospital.example", settings, verified=True) is None
    assert operator_of(None, settings, verified=True) is None


def test_operators_and_secret_come_from_the_environment_and_the_secret_is_not_shown():
    settings = from_environment({"BLIN_OPERATORS": "a@x.example, b@x.example", "BLIN_OPERATOR_SECRET": SECRET})
    assert settings.operators == ("a@x.example", "b@x.example")
    assert SECRET not in repr(settings)


@pytest.mark.usefixtures("bound_to_all")
def test_nothing_is_served_on_another_address_without_a_guard(monkeypatch, caplog):
    monkeypatch.delenv("BLIN_OPERATOR_SECRET", raising=False)
    html = shown(run_app())
    assert words.NOT_SERVED in html
    assert "served" not in html.replace(words.NOT_SERVED, "")
    assert "Nothing is served" in caplog.text


@pytest.mark.usefixtures("bound_to_all")
def test_the_safety_page_opens_with_the_secret_alone_and_closes_when_it_changes(monkeypatch):
    monkeypatch.setenv("BLIN_OPERATOR_SECRET", SECRET)
    assert "served" in shown(run_app())
    monkeypatch.setattr("assistant.ui.access._WRONG_SECRET_SECONDS", 0.0)
    app = run_page("safety")
    assert words.OPERATORS_ONLY in shown(app)
    assert words.ALARM not in shown(app)
    app.text_input[0].set_value("not the secret")
    app.button[0].click().run()
    assert words.NOT_THE_ONE in shown(app)
    app.text_input[0].set_value(SECRET)
    app.button[0].click().run()
    assert words.ALARM in shown(app)
    monkeypatch.setenv("BLIN_OPERATOR_SECRET", SECRET + "-new")
    app.run()
    assert words.OPERATORS_ONLY in shown(app)


@pytest.mark.usefixtures("bound_to_all")
def test_a_made_up_proof_opens_nothing(monkeypatch):
    monkeypatch.setenv("BLIN_OPERATOR_SECRET", SECRET)
    assert words.OPERATORS_ONLY in shown(run_page("safety", **{"operator-proof": proof_of("guess")}))
