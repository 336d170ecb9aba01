"""Debian's Chromium, a server to look at, and a page opened by somebody who may."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Request, Response, sync_playwright
from playwright.sync_api import Page as Opened

from tests.browser import server

if TYPE_CHECKING:  # its roles need Django's settings, which stand only when the tests are collected
    from tests.browser.pages import Page

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "build" / "browser"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHT = 900
FAILED = pytest.StashKey[bool]()


@dataclass
class Traffic:
    """What the pages of a test asked for, and what the browser complained of."""

    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, opened: Opened) -> None:
        """A listener may only take notes: whatever asks the browser something waits until the test asks."""
        opened.on("console", lambda said: self._complain(said.text) if said.type in ("error", "warning") else None)
        opened.on("pageerror", lambda error: self._complain(str(error)))
        opened.on("requestfailed", lambda request: self._complain(f"{request.url} failed: {request.failure}"))
        opened.on("requestfinished", self._note)
        opened.on("response", self._look_at)

    def sizes(self) -> list[int]:
        """Bytes over the wire of each answer."""
        sizes = [request.sizes() for request in self.requests]
        return [size["responseHeadersSize"] + size["responseBodySize"] for size in sizes]

    def _note(self, request: Request) -> None:
        self.requests.append(request)

    def _complain(self, words: str) -> None:
        if not words.startswith("Failed to load resource"):  # said again, with the address, by _look_at
            self.complaints.append(words)

    def _look_at(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._complain(f"{response.url} answered {response.status}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Server]:
    """A server on the record that ``record.py`` makes."""
    with server.running(tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.fixture(scope="session")
def address(running: server.Server) -> str:
    return running.address


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture
def new_page(chromium: Browser, traffic: Traffic, request: pytest.FixtureRequest) -> Iterator[Callable[..., Opened]]:
    """Make an empty page of a width, for a test to open what it likes; a failing test leaves a picture of each."""
    contexts = []

    def make(*, width: int = 1280, javascript: bool = True, state: dict | None = None) -> Opened:
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHT}, java_script_enabled=javascript, storage_state=state
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        opened = context.new_page()
        traffic.watch(opened)
        return opened

    yield make
    if request.node.stash.get(FAILED, False):
        keep_pictures(request.node.name, [opened for context in contexts for opened in context.pages])
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def state_of(chromium: Browser, running: server.Server) -> Callable[[str], dict]:
    """The cookies of somebody with a role who has signed in through the form; None has not."""
    known: dict[str | None, dict] = {None: {}}

    def state(role: str | None) -> dict:
        if role not in known:
            with chromium.new_context() as context:
                opened = context.new_page()
                sign_in(opened, running, role)
                known[role] = context.storage_state()
        return known[role]

    return state


@pytest.fixture(scope="session")
def known_urls() -> dict["Page", str]:
    """Where the pages were found whose address holds a key."""
    return {}


@pytest.fixture
def visit(new_page, state_of, address, traffic, known_urls) -> Callable[..., Opened]:
    """Open a page of ``PAGES`` in a fresh browser as who may see it."""

    def open_page(page: "Page", **options) -> Opened:
        if page not in known_urls:
            known_urls[page] = find(page)
        opened = new_page(state=state_of(page.role), **options)
        traffic.requests.clear()
        response = opened.goto(known_urls[page])
        assert response.status == page.status, f"{opened.url} answered {response.status}"
        if page.press:
            opened.get_by_role("button", name=page.press, exact=True).click()
        return opened

    def find(page: "Page") -> str:
        if not page.link:
            return address + (page.name if page.name.startswith("/") else reverse(page.name))
        start = open_page(page.on)
        return urljoin(start.url, start.locator(page.link).first.get_attribute("href"))

    return open_page


def sign_in(opened: Opened, running: server.Server, role: str) -> None:
    """Through the form, as a person does."""
    opened.goto(running.address + reverse("accounts:sign-in"))
    opened.get_by_label("User name").fill(running.names[role])
    opened.get_by_label("Password").fill(running.password)
    opened.get_by_role("button", name="Sign in").click()
    assert "/sign-in" not in opened.url, opened.locator("main").inner_text()


def keep_pictures(name: str, pages: list[Opened]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, opened in enumerate(pages):
        opened.screenshot(path=PICTURES / f"{name.replace('/', '-')}-{number}.png", full_page=True)
