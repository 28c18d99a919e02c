from assistant.records.conversations import new_browser_key
from assistant.ui.owner import COOKIE, key_in, signed_in_as


def test_a_browser_keeps_the_key_of_its_cookie():
    key = new_browser_key()
    assert key_in({COOKIE: key}) == key


def test_a_cookie_that_is_no_key_is_not_taken():
    for value in ("", "short", "x" * 65, "é" * 43, "a" * 42 + ";"):
        assert key_in({COOKIE: value}) is None
    assert key_in({}) is None


def test_a_signed_in_person_is_told_by_issuer_and_subject():
    assert signed_in_as({"is_logged_in": True, "iss": "https://id.example", "sub": "7"}) == "https://id.example 7"
    assert signed_in_as({"is_logged_in": True, "iss": "https://other.example", "sub": "7"}) != signed_in_as(
        {"is_logged_in": True, "iss": "https://id.example", "sub": "7"}
    )


def test_nobody_is_signed_in_without_a_subject():
    assert signed_in_as({}) is None
    assert signed_in_as({"is_logged_in": False, "sub": "7"}) is None
    assert signed_in_as({"is_logged_in": True, "email": "a@example.com"}) is None
