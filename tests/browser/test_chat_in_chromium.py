import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.answering import replies
from assistant.ui import words

FIELD = "stChatInputTextArea"


def ask(page: Page, question: str, turn: int = 1) -> None:
    field = page.get_by_test_id(FIELD)
    field.fill(question)
    field.press("Enter")
    page.locator(f".st-key-turn-{turn} [class*='st-key-words-']").first.wait_for()


def open_citation(page: Page, name: str = "1-1") -> None:
    page.locator(f"a[href='#cite-{name}']").first.click()
    page.locator(".st-key-panel mark").first.wait_for()


def is_in_view(page: Page, selector: str) -> bool:
    return page.evaluate(
        """selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            const seen = document.elementFromPoint(box.left + 5, box.top + 5);
            return Boolean(seen?.closest(selector));
        }""",
        selector,
    )


def test_the_page_shows_at_once_and_a_question_asked_while_it_gets_ready_is_answered(address: str, page: Page) -> None:
    began = time.monotonic()
    page.goto(address)
    page.get_by_test_id(FIELD).wait_for()
    assert time.monotonic() - began < 5
    ask(page, "Can the patient drive?")
    expect(page.locator(".st-key-turn-1")).to_contain_text("should refrain from driving", timeout=90_000)


def test_the_first_answer_after_the_page_is_ready_takes_under_a_second(chat: Page) -> None:
    began = time.monotonic()
    ask(chat, "What should I do for grade 4 neurotoxicity?")
    took = time.monotonic() - began
    expect(chat.locator("blockquote").first).to_contain_text("Discontinue.")
    assert took < 1, f"{took:.2f} s"


def test_a_citation_opens_its_passage_marked_under_its_heading(chat: Page) -> None:
    ask(chat, "What should I do for grade 4 neurotoxicity?")
    open_citation(chat)
    panel = chat.locator(".st-key-panel")
    expect(panel.locator(".path")).to_contain_text("Neurotoxicity (including ICANS) › Grade 4 › Patients ≥ 45 kg")
    expect(panel).to_contain_text("Authority")
    expect(panel).to_contain_text("September 2025")
    expect(panel.locator("mark")).to_contain_text("Discontinue. Manage and treat symptoms as appropriate.ᶜ")
    expect(panel.locator(".repairs")).to_contain_text("Labels of this table were reconstructed")
    chat.wait_for_timeout(100)
    assert is_in_view(chat, ".st-key-panel mark")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("two seizures", "If > 1 seizure occurs, discontinue."),
        ("LFTs over 5 times ULN", "LFTs > 5 x ULN or bilirubin > 3 x ULN"),
    ],
)
def test_a_comparator_is_shown(chat: Page, question: str, words: str) -> None:
    ask(chat, question)
    expect(chat.locator(".st-key-turn-1")).to_contain_text(words)
    open_citation(chat)
    expect(chat.locator(".st-key-panel")).to_contain_text(words)


def test_nothing_that_a_person_typed_becomes_markup(chat: Page) -> None:
    typed = (
        "<b>bold</b> <script>document.title='x'</script> <img src=x onerror=\"document.title='x'\"> "
        "[link](http://example.com) ![x](http://example.com/a.png) http://example.org $math$ :material/home: :red[r]"
    )
    ask(chat, typed)
    expect(chat.locator(".question")).to_have_text(typed)
    turn = chat.locator(".st-key-turn-1 [data-testid=stChatMessage]").first
    for markup in ("b", "script", "img", "a", ".katex", "[data-testid=stIconMaterial]:visible"):
        assert turn.locator(f".question {markup}").count() == 0
    assert chat.locator("img[src*=example], a[href*=example]").count() == 0
    assert chat.title() != "x"


def test_the_page_works_by_keyboard(chat: Page) -> None:
    chat.locator("body").press("/")
    expect(chat.get_by_test_id(FIELD)).to_be_focused()
    chat.keyboard.type("1/2 two seizures")
    expect(chat.get_by_test_id(FIELD)).to_have_value("1/2 two seizures")
    chat.keyboard.press("Enter")
    link = chat.locator("a[href='#cite-1-1']").first
    link.wait_for()
    link.focus()
    chat.keyboard.press("Enter")
    expect(chat.locator(".panel-title")).to_be_focused()
    chat.keyboard.press("Escape")
    expect(chat.locator(".st-key-panel")).to_have_count(0)
    expect(link).to_be_focused()


def test_a_new_answer_is_announced_once(chat: Page) -> None:
    status = chat.locator(".for-screen-readers[role=status]")
    expect(status).to_have_text("")
    ask(chat, "two seizures")
    expect(status).to_have_text(words.ANSWER_READY)
    chat.evaluate(
        """() => {
            window.said = 0;
            const status = document.querySelector('.for-screen-readers[role=status]');
            new MutationObserver(() => window.said++).observe(status, {childList: true, characterData: true, subtree: true});
        }"""
    )
    open_citation(chat)
    assert chat.evaluate("window.said") == 0


def test_an_abstention_names_the_nearest_sections_and_cites_nothing(chat: Page) -> None:
    ask(chat, "Which antibiotic for a urinary tract infection?")
    expect(chat.locator(".st-key-turn-1")).to_contain_text(replies.NEAREST)
    assert chat.locator("a[href^='#cite-']").count() == 0


def test_a_new_conversation_shows_nothing_of_the_old_one(chat: Page) -> None:
    ask(chat, "two seizures")
    open_citation(chat)
    chat.get_by_role("button", name=words.NEW).click()
    chat.locator(".welcome").wait_for()
    for gone in (".st-key-panel", "[class*=st-key-turn-]"):
        expect(chat.locator(gone)).to_have_count(0)
    ask(chat, "Can the patient drive?")
    expect(chat.locator("[data-testid=stChatMessage]")).to_have_count(2)


def test_an_answer_is_copied_with_citations_and_versions(chat: Page) -> None:
    ask(chat, "two seizures")
    chat.get_by_role("button", name=words.COPY).click()
    expect(chat.get_by_text(words.COPIED, exact=True)).to_be_visible()
    copied = chat.evaluate("navigator.clipboard.readText()")
    assert "“If > 1 seizure occurs, discontinue.” [1][2]" in copied
    assert "[1] Regimen monograph (Authority), Dose Modifications › " in copied
    assert "September 2025" in copied
    assert "corpus " in copied


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_scrolls_sideways(chat: Page, width: int) -> None:
    chat.set_viewport_size({"width": width, "height": 800})

    def overflow() -> int:
        return chat.evaluate(
            """() => Math.max(...['html', '[data-testid=stMain]', '.st-key-panel', '.st-key-panel-body']
                .map(name => document.querySelector(name)).filter(Boolean).map(n => n.scrollWidth - n.clientWidth))"""
        )

    assert overflow() <= 0
    ask(chat, "LFTs over 5 times ULN " + "x" * 200)
    assert overflow() <= 0
    ask(chat, "What should I do for grade 3 CRS?", turn=2)
    open_citation(chat, "2-1")
    assert overflow() <= 0


def test_on_a_narrow_screen_the_source_is_a_dialog_over_the_page(chat: Page) -> None:
    chat.set_viewport_size({"width": 390, "height": 800})
    ask(chat, "two seizures")
    open_citation(chat)
    expect(chat.locator(".st-key-panel")).to_have_attribute("role", "dialog")
    expect(chat.locator(".st-key-talk")).to_have_attribute("inert", "")
    chat.get_by_role("button", name=words.CLOSE).click()
    expect(chat.locator(".st-key-panel")).to_have_count(0)
    expect(chat.locator(".st-key-talk")).not_to_have_attribute("inert", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(address: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.locator(".documents").wait_for()
    found = serious(page)
    ask(page, "recommended dose in the pediatric phase I/II trial in the AI summary")
    ask(page, "Which antibiotic for a urinary tract infection?", turn=2)
    page.locator("[class*=st-key-source-1-] button").last.click()
    page.locator(".st-key-panel mark").first.wait_for()
    page.locator(".repairs summary").click() if page.locator(".repairs summary").count() else None
    page.wait_for_timeout(500)
    found += serious(page)
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(300)
    found += serious(page)
    assert not found


def serious(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def test_light_and_dark_are_two_themes(address: str, page: Page) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        page.locator(".documents").wait_for()
        grounds.add(page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"))
    assert len(grounds) == 2
