from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tools.serving import QUIET_CHROMIUM, copy_index, find_chromium, serve

LOOPBACK = ["127.0.0.1"]
READY_TIMEOUT = 90_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    environment = {
        "BLIN_INDEXES": str(copy_index(folder)),
        "BLIN_DATABASE": f"sqlite:///{folder / 'records.sqlite'}",
    }
    with serve(environment, folder / "log") as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET_CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    hosts: list[str | None] = []
    page.on("request", lambda request: hosts.append(urlparse(request.url).hostname))
    page.on("websocket", lambda socket: hosts.append(urlparse(socket.url).hostname))
    yield page
    context.close()
    # Whatever a test does, the page speaks to its own host alone (None: data and blob addresses).
    assert set(hosts) - {None} <= set(LOOPBACK)
    assert hosts


@pytest.fixture
def chat(address: str, page: Page) -> Page:
    """The page, ready, with no conversation yet."""
    page.goto(address)
    page.locator(".documents").wait_for(timeout=READY_TIMEOUT)
    page.locator(".for-screen-readers[data-listening]").wait_for(state="attached")
    return page
