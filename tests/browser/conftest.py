"""A browser, and a playground with a scripted bot in a thread of its own, so that tests can click and wait."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from playground.phones import Phone
from playground.telegram import Telegram
from scheduling.clock import MovableClock
from tests.browser.scripted import play
from tests.conftest import SAMPLE_NOW

if TYPE_CHECKING:
    from tests.browser.page import Page

T = TypeVar("T")

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Debian's Chromium (or another), steered by its own chromedriver."""
    pytest.importorskip("selenium", reason="selenium is in the dependency group `browser`")
    from selenium import webdriver

    browser = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    steered = shutil.which("chromedriver")
    if browser is None or steered is None:
        pytest.skip("there is no chromium with a chromedriver here")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=steered))
    yield driver
    driver.quit()


class Live:
    """A playground that runs in another thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self.clock = MovableClock(SAMPLE_NOW)
        self._running, self.bot, self._task = self.wait(play(self.clock))
        self.url = self._running.url

    @property
    def telegram(self) -> Telegram:
        return self._running.telegram

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Run it in the playground's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    def do(self, act: Callable[[], T]) -> T:
        """Call it in the playground's loop."""

        async def acted() -> T:
            return act()

        return self.wait(acted())

    def begin(self) -> None:
        """Let everybody but Dana press Start."""
        for key in ("ana", "bo", "chen", "eve"):
            self.do(Phone(self.telegram, key).start)
        self.wait(self.telegram.until_settled())

    def leave(self) -> None:
        """Stop answering."""

        async def left() -> None:
            self._task.cancel()
            await asyncio.wait({self._task})
            await self.bot.session.close()
            await self._running.stop()

        self.wait(left())

    def come_back(self) -> None:
        """Begin anew on the same port, as another start of the program does."""
        port = int(self.url.rsplit(":", 1)[1])
        self._running, self.bot, self._task = self.wait(play(self.clock, port))

    def stop(self) -> None:
        """Stop all of it."""
        self.leave()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def live() -> Iterator[Live]:
    """A playground in which Ana, Bo, Chen and Eve have pressed Start."""
    live = Live()
    try:
        live.begin()
        yield live
    finally:
        live.stop()


@pytest.fixture
def page(driver: Any, live: Live) -> Iterator[Page]:
    """The page at 1280 x 800; at the end of the test it must not have complained or asked any other server."""
    from tests.browser.page import Page

    page = Page(driver)
    page.size(1280, 800)
    page.open(live.url)
    yield page
    page.close()
