"""The states of the pages that pictures are taken of: where each begins, and what a person does to reach it."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

CALM = 600
"""Milliseconds after which nothing on the page moves any more."""


def _ask(page: Page, question: str) -> None:
    turns = page.locator("[class*='st-key-turn-']").count()
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    field.press("Enter")
    page.locator(f".st-key-turn-{turns + 1}").wait_for()


def _open(page: Page, name: str) -> None:
    page.locator(f"a[href='#cite-{name}']").first.click()
    page.locator(".st-key-panel mark").first.wait_for()


def _nothing(_: Page) -> None:
    return


def _answer(page: Page) -> None:
    _ask(page, "What should I do for grade 3 CRS?")


def _citation(page: Page) -> None:
    _answer(page)
    _open(page, "1-1")


def _summary(page: Page) -> None:
    _ask(page, "What did the TOWER trial show?")
    _open(page, "1-1")


def _unit_error(page: Page) -> None:
    _ask(page, "recommended dose in the pediatric phase I/II trial in the AI summary")


def _abstention(page: Page) -> None:
    _ask(page, "Which antibiotic for a urinary tract infection?")


def _several(page: Page) -> None:
    _answer(page)
    _ask(page, "two seizures")
    _ask(page, "<b>bold</b> $x$ :material/home: ![x](http://example.com/a.png) capital of France?")


def _calculation(page: Page) -> None:
    _ask(page, "What dose for a 44.96 kg patient, 150 cm, cycle 1 day 3?")


def _change(page: Page) -> None:
    _calculation(page)
    page.locator(".st-key-chip-weight_kg button").first.click()


def _toxicity(page: Page) -> None:
    _ask(page, "Grade 3 neurotoxicity on the full dose")


def _clarify(page: Page) -> None:
    _ask(page, "My patient has CRS, what now?")


def _emergency(page: Page) -> None:
    _ask(page, "pt is seizing now, second seizure")


def _drawer(page: Page) -> None:
    _answer(page)
    page.get_by_role("button", name="Conversations").click()
    page.locator(".st-key-drawer").wait_for()


def _report(page: Page) -> None:
    _answer(page)
    page.locator(".st-key-not-right-1 button").click()
    page.locator(".st-key-report-1").wait_for()


def _conflicts(page: Page) -> None:
    _answer(page)
    page.locator(".conflicts").first.scroll_into_view_if_needed()


def _pick(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()
    page.wait_for_timeout(CALM)


def _fill(page: Page, **inputs: str) -> None:
    for name, value in inputs.items():
        page.locator(f".st-key-field-{name} input").fill(value)
        page.wait_for_timeout(CALM)


def _dose(page: Page) -> None:
    _fill(page, weight_kg="44.96", day="8")
    page.locator(".st-key-field-cycle").get_by_text("1", exact=True).click()
    page.wait_for_timeout(CALM)
    _fill(page, height_cm="150")
    page.locator(".result").wait_for()


def _refused(page: Page) -> None:
    _fill(page, weight_kg="44,96")
    page.locator(".field-problem").wait_for()


def _schedule(page: Page) -> None:
    _fill(page, weight_kg="70", start_date="2027-01-04")
    page.locator(".st-key-course canvas, .st-key-course svg").first.wait_for()


def _modification(page: Page) -> None:
    box = page.locator(".st-key-field-toxicity input")
    box.click()
    box.type("Cytokine")
    page.keyboard.press("Enter")
    page.locator(".st-key-field-grade").get_by_text("3", exact=True).click()
    page.wait_for_timeout(CALM)
    _fill(page, weight_kg="70")
    page.locator(".this-row").wait_for()


def _opened(page: Page) -> None:
    page.locator(".reader-listens[data-listening]").wait_for(state="attached")
    page.locator("article.document .passage", has_text="If > 1 seizure occurs").first.click()
    page.locator("aside.beside").wait_for()


def _found(page: Page) -> None:
    page.get_by_placeholder("Find in this document").fill("7-day bag")
    page.locator(".found li").first.wait_for()


def _background(page: Page) -> None:
    _pick(page, "AI-written summary, unreviewed")
    page.locator(".correction").first.scroll_into_view_if_needed()


def _picked(name: str) -> Callable[[Page], None]:
    return lambda page: _pick(page, name)


def _wrong_case(page: Page) -> None:
    # A trainee who has learnt nothing: the first case asks for a date.
    profile = page.get_by_role("combobox", name="Profile")
    profile.click()
    profile.fill(f"Trainee {time.monotonic_ns()}")
    page.keyboard.press("Enter")
    page.wait_for_timeout(CALM)
    page.get_by_role("textbox", name="Your answer").fill("2027-01-01")
    _pick(page, "Check")
    page.locator(".verdict").wait_for()


def _card(page: Page) -> None:
    _pick(page, "Cards")
    _pick(page, "Show the document's words")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "ask-1-empty": ("/", _nothing),
    "ask-2-answer": ("/", _answer),
    "ask-3-citation": ("/", _citation),
    "ask-4-summary": ("/", _summary),
    "ask-5-unit-error": ("/", _unit_error),
    "ask-6-abstention": ("/", _abstention),
    "ask-7-several": ("/", _several),
    "ask-8-calculation": ("/", _calculation),
    "ask-9-change": ("/", _change),
    "ask-10-toxicity": ("/", _toxicity),
    "ask-11-clarify": ("/", _clarify),
    "ask-12-emergency": ("/", _emergency),
    "ask-13-conversations": ("/", _drawer),
    "ask-14-report": ("/", _report),
    "ask-15-conflicts": ("/", _conflicts),
    "calculators-1-empty": ("/calculators", _nothing),
    "calculators-2-dose": ("/calculators", _dose),
    "calculators-3-refused": ("/calculators", _refused),
    "calculators-4-schedule": ("/calculators?calculator=Schedule", _schedule),
    "calculators-5-modification": ("/calculators?calculator=Dose+modification", _modification),
    "calculators-6-liver": ("/calculators?calculator=Liver+tests", _nothing),
    "regimen-1-monograph": ("/regimen", _nothing),
    "regimen-2-passage": ("/regimen", _opened),
    "regimen-3-found": ("/regimen", _found),
    "regimen-4-summary": ("/regimen", _background),
    "regimen-5-repairs": ("/regimen", _picked("Repairs")),
    "study-1-case": ("/study", _nothing),
    "study-2-wrong": ("/study", _wrong_case),
    "study-3-card": ("/study", _card),
    "study-4-progress": ("/study", _picked("Progress")),
    "safety-1-status": ("/safety", _nothing),
    "safety-2-registers": ("/safety", _picked("Registers")),
    "safety-3-evaluation": ("/safety", _picked("Evaluation")),
    "safety-4-feedback": ("/safety", _picked("Feedback")),
    "safety-5-switches": ("/safety", _picked("Kill switch")),
    "safety-6-audit": ("/safety", _picked("Audit")),
    "about": ("/about", _nothing),
}
