"""`blin serve` starts nothing that others could reach unguarded."""

import pytest

from assistant.cli.main import main


@pytest.fixture
def served(monkeypatch, tmp_path):
    """What Streamlit is told to run. The project's folder has no secrets, nor has the home of who starts it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("assistant.cli.serve.PROJECT", tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("BLIN_OPERATOR_SECRET", raising=False)
    monkeypatch.delenv("BLIN_OPERATORS", raising=False)
    seen: list[list[str]] = []
    monkeypatch.setattr("streamlit.web.cli.main", seen.append)
    return seen


@pytest.fixture
def secrets(tmp_path):
    file = tmp_path / ".streamlit" / "secrets.toml"
    file.parent.mkdir()
    return file


def test_on_this_machine_the_page_is_served_without_a_guard(served, capsys):
    assert main(["serve", "--port", "8765"]) == 0
    assert "http://127.0.0.1:8765" in capsys.readouterr().out
    assert served == [["run", "app.py", "--server.address", "127.0.0.1", "--server.port", "8765"]]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "10.1.2.3", "", "ward.hospital.example"])
def test_another_address_does_not_start_without_a_guard(served, capsys, address):
    assert main(["serve", "--address", address]) == 2
    assert "not started" in capsys.readouterr().err
    assert served == []


def test_a_secret_that_is_too_short_does_not_start_it(served, monkeypatch):
    monkeypatch.setenv("BLIN_OPERATOR_SECRET", "fifteen-letters")
    assert main(["serve", "--address", "0.0.0.0"]) == 2
    assert served == []


def test_with_an_operators_secret_another_address_is_served(served, monkeypatch):
    monkeypatch.setenv("BLIN_OPERATOR_SECRET", "sixteen-letters!")
    assert main(["serve", "--address", "0.0.0.0"]) == 0
    assert served[0][2:4] == ["--server.address", "0.0.0.0"]


def test_with_sign_in_another_address_is_served_once_there_are_operators(served, secrets, monkeypatch):
    secrets.write_text('[auth]\nredirect_uri = "https://ward.example/oauth2callback"\n', encoding="utf-8")
    assert main(["serve", "--address", "0.0.0.0"]) == 2
    monkeypatch.setenv("BLIN_OPERATORS", "pharmacist@hospital.example")
    assert main(["serve", "--address", "0.0.0.0"]) == 0
    assert len(served) == 1


def test_secrets_that_cannot_be_read_start_nothing(served, secrets, capsys):
    secrets.write_text("[auth", encoding="utf-8")
    assert main(["serve"]) == 2
    assert str(secrets) in capsys.readouterr().err
    assert served == []
