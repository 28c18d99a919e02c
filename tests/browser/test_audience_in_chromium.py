"""The choice for whom a conversation is shown, in a real browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.ui import words

PATIENCE = 60_000
"""Milliseconds that a loaded machine may take; a quick one waits for none of it."""


def test_a_trainee_sees_the_same_answer_with_more_beside_it(chat: Page) -> None:
    chat.set_viewport_size({"width": 390, "height": 844})
    field = chat.get_by_test_id("stChatInputTextArea")
    field.fill("Which premedication is recommended?")
    field.press("Enter")
    turn = chat.locator(".st-key-turn-1")
    turn.locator(".answer").first.wait_for(timeout=PATIENCE)
    quotes = turn.locator("blockquote").all_inner_texts()
    expect(turn.locator(".terms")).to_have_count(0)

    choice = chat.get_by_role("radiogroup", name=words.AUDIENCE)
    choice.get_by_role("radio", name=words.AUDIENCES["trainee"]).click()
    expect(turn.locator(".terms")).to_contain_text("A drug given before a treatment", timeout=PATIENCE)
    assert turn.locator("blockquote").all_inner_texts() == quotes
    expect(turn.locator(".section-kind").first).to_be_visible()
    assert chat.evaluate("document.documentElement.scrollWidth <= innerWidth")
    problems = Axe().run(chat).response["violations"]
    assert [problem["id"] for problem in problems if problem["impact"] in ("serious", "critical")] == []

    chat.reload()
    expect(chat.locator(".st-key-turn-1 .terms")).to_be_visible(timeout=PATIENCE)
