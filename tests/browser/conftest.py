from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
import pytest_socket
from playwright.sync_api import Browser, Page

from tools.serving import QUIET_CHROMIUM, copy_index, find_chromium, serve

READY_TIMEOUT = 90_000


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def loopback() -> None:
    """The page is served on this machine; no other host may be reached."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": list(QUIET_CHROMIUM)}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with serve({"BLIN_INDEXES": str(copy_index(folder))}, folder / "log") as address:
        yield address


@pytest.fixture(scope="session")
def warm(address: str, browser: Browser) -> str:
    """The address once the assistant is ready."""
    page = browser.new_page()
    page.goto(address)
    page.locator(".documents").wait_for(timeout=READY_TIMEOUT)
    page.close()
    return address


@pytest.fixture
def requested(page: Page) -> list[str]:
    """Each host that the page asks for something."""
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(urlparse(request.url).hostname or ""))
    page.on("websocket", lambda socket: hosts.append(urlparse(socket.url).hostname or ""))
    return hosts


@pytest.fixture
def chat(warm: str, page: Page, requested: list[str]) -> Page:
    """The page with no conversation yet; at the end of each test it has spoken to its own host alone."""
    page.goto(warm)
    page.locator(".documents").wait_for(timeout=READY_TIMEOUT)
    yield page
    assert set(requested) - {""} == {"127.0.0.1"}
