"""Take pictures of the page in each state, width and theme: `python tools/screenshots.py FOLDER`."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.serving import QUIET_CHROMIUM, copy_index, find_chromium, serve

WIDTHS = {390: 844, 1024: 768, 1440: 900}
THEMES = ("light", "dark")
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


STATES: dict[str, Callable[[Page], None]] = {
    "1-empty": _nothing,
    "2-answer": _answer,
    "3-citation": _citation,
    "4-summary": _summary,
    "5-unit-error": _unit_error,
    "6-abstention": _abstention,
    "7-several": _several,
}


def main() -> None:
    """Take every picture, or those whose name holds a given word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="take only pictures whose name holds this word")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        indexes = copy_index(Path(temporary))
        with serve({"BLIN_INDEXES": str(indexes)}, Path(temporary) / "log") as address:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET_CHROMIUM))
            for width in WIDTHS:
                for theme in THEMES:
                    _take(browser, address, width, theme, arguments.folder, arguments.only)


def _take(browser: Browser, address: str, width: int, theme: str, folder: Path, only: str) -> None:
    for state, act in STATES.items():
        name = f"{state}-{width}-{theme}.png"
        if only not in name:
            continue
        scheme = "dark" if theme == "dark" else "light"
        page = browser.new_page(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
        page.goto(address)
        page.locator(".documents").wait_for(timeout=120_000)
        act(page)
        page.wait_for_timeout(CALM)
        page.screenshot(path=folder / name)
        page.close()
        print(folder / name)


if __name__ == "__main__":
    main()
