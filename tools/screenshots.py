"""Take pictures of every page in each state, width and theme: `python tools/screenshots.py FOLDER`."""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.screenshot_states import CALM, STATES
from tools.serving import QUIET_CHROMIUM, copy_index, find_chromium, serve

WIDTHS = {390: 844, 1024: 768, 1440: 900}
THEMES = ("light", "dark")
HIGHEST = 2400


def main() -> None:
    """Take every picture, or those whose name holds a given word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="take only pictures whose name holds this word")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        indexes = copy_index(Path(temporary))
        database = f"sqlite:///{Path(temporary) / 'records.sqlite'}"
        with serve({"BLIN_INDEXES": str(indexes), "BLIN_DATABASE": database}, Path(temporary) / "log") as address:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET_CHROMIUM))
            for width in WIDTHS:
                for theme in THEMES:
                    _take(browser, address, width, theme, arguments.folder, arguments.only)


def _take(browser: Browser, address: str, width: int, theme: str, folder: Path, only: str) -> None:
    for state, (path, act) in STATES.items():
        name = f"{state}-{width}-{theme}.png"
        if only not in name:
            continue
        scheme = "dark" if theme == "dark" else "light"
        page = browser.new_page(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
        page.goto(address + path)
        page.locator(".documents" if path == "/" else ".st-key-page").first.wait_for(timeout=120_000)
        page.wait_for_timeout(CALM)
        act(page)
        page.wait_for_timeout(CALM)
        if path != "/" and state != "regimen-2-passage":
            _show_whole(page, width)
        page.screenshot(path=folder / name)
        page.close()
        print(folder / name)


def _show_whole(page: Page, width: int) -> None:
    """Make the window as high as the page, within reason."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(WIDTHS[width], height), HIGHEST)})
    page.wait_for_timeout(CALM)


if __name__ == "__main__":
    main()
