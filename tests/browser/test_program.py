"""The main job by the page, as a person would do it: the program, its servers and its sample week behind it.

PICTURE=docs/playground.png uv run --group browser pytest tests/browser/test_program.py draws the README's picture anew.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from program import playing, sampleweek
from program.roles import Places
from scheduling.clock import MovableClock
from tests.conftest import SAMPLE_NOW

if TYPE_CHECKING:
    from tests.browser.page import Page


@pytest.fixture
def address(placed_url: str, redis_url: str) -> Iterator[str]:
    """Where the playground answers; it and the program run in a thread of their own."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    ready: asyncio.Future[str] = loop.create_future()

    async def play() -> None:
        clock = MovableClock(SAMPLE_NOW, seconds=time.monotonic)
        async with playing.opened(Places(placed_url, placed_url, redis_url), clock) as playground:
            await sampleweek.begin(playground.telegram, playground.house)
            ready.set_result(playground.address)
            await stop.wait()

    async def known() -> str:
        return await ready

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    running = asyncio.run_coroutine_threadsafe(play(), loop)
    try:
        yield asyncio.run_coroutine_threadsafe(known(), loop).result(60)
    finally:
        loop.call_soon_threadsafe(stop.set)
        running.result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def page(driver: Any, address: str) -> Iterator[Page]:
    from tests.browser.page import Page

    page = Page(driver)
    page.size(1280, 800, scale=1.5)
    page.open(address)
    yield page
    page.close()


def test_book_answer_and_be_reminded(page: Page, tmp_path: Path) -> None:
    """The three steps, word for word as the phones show them; the picture is taken once Bo has answered."""
    ana, bo, chen = page.phone("ana"), page.phone("bo"), page.phone("chen")
    page.press("Send it")
    ana.sees("Review\nWed 4 Nov, 08:00–08:30 (Lisbon)\nBerlin 09:00 · Singapore 16:00\nEverybody is free.")
    assert ana.keys == [["Book"], ["Edit", "Discard"]]
    ana.taps("Book")
    ana.sees(
        "Booked, and both are asked. Review\nWed 4 Nov, 08:00–08:30 (Lisbon)\nBerlin 09:00 · Singapore 16:00\n"
        "Bo: not answered · Chen: not answered"
    )
    bo.sees(
        "Ana invites you to Review\nWed 4 Nov, 09:00–09:30 (Berlin)\nLisbon 08:00 · Singapore 16:00\n"
        "With Chen. You have nothing else that day."
    )
    chen.begins("Ana invites you to Review\nWed 4 Nov, 16:00–16:30 (Singapore)")
    page.until(lambda: page.steps == [True, False, False])
    bo.taps("Accept")
    page.until(lambda: page.steps == [True, True, False])
    bo.begins("You accepted Review\nWed 4 Nov, 09:00–09:30 (Berlin)")
    ana.sees("Bo accepted Review, Wed 4 Nov, 08:00 (Lisbon). Chen has not answered.")
    sides = [side.get_attribute("textContent") for side in page.all("#phone-ana .bubble > .unseen")]
    assert sides[-3:] == ["Ana: ", "The bot: ", "The bot: "]  # for whoever cannot see them
    page.until(lambda: not page.all(".ringing, .changed"))
    page.picture(Path(os.environ.get("PICTURE", tmp_path / "playground.png")))
    page.press("To the next reminder")
    page.until(lambda: page.texts(".after b") == ["That was the whole job."])
    page.until(lambda: page.texts(".time") == ["07:45", "08:45", "15:45"])
    for phone in (ana, bo, chen):
        phone.begins("In 15 minutes: Review")


def test_somebody_who_never_opened_the_bot_gets_the_link_and_accepts(page: Page) -> None:
    ana = page.phone("ana")
    ana.says("Coffee with @dana_porto Thu 15:30 30 min")
    ana.taps("Book and get the link")
    ana.taps("Send the link")
    page.press("Dana Costa", "dialog")
    dana = page.phone("dana")
    dana.begins("https://t.me/appointment_playground_bot?start=")
    assert dana.texts[-1].split("\n")[1].startswith("Coffee, Thu 5 Nov, 15:30 (Lisbon).")
    dana.taps("Start")
    dana.begins("Ana Silva (@ana_lisbon) invites you to Coffee")
    dana.taps("14:05 Lisbon")
    dana.begins("Coffee\nThu 5 Nov, 15:30–16:00 (Lisbon)")
    dana.taps("Accept")
    dana.begins("You accepted Coffee")
    ana.begins("Dana accepted Coffee, Thu 5 Nov, 15:30 (Lisbon).")


def test_a_reminder_that_was_due_while_telegram_was_down_comes_late(page: Page) -> None:
    bo = page.phone("bo")
    page.find("#what-if-button").click()
    page.press("Telegram is down")
    page.until(lambda: page.find("#faults-on").text == "1")
    page.find("#what-if-button").click()
    page.press("To the next reminder")
    page.until(lambda: page.texts(".time") == ["08:30", "09:30", "16:30"])
    assert not bo.texts[-1].startswith("Tomorrow")
    page.find("#what-if-button").click()
    page.press("Telegram is down")
    bo.begins("Tomorrow: Stand-up")


def test_start_over_while_telegram_is_down(page: Page) -> None:
    """It begins anew all the same, and with everything well."""
    page.find("#what-if-button").click()
    page.press("Telegram is down")
    page.until(lambda: page.find("#faults-on").text == "1")
    page.find("#what-if-button").click()
    page.phone("ana").says("/agenda")
    page.press("Start over", ".tools")
    page.press("Start over", "dialog")
    page.until(lambda: not page.find("#faults-on").is_displayed())
    page.until(lambda: page.texts(".veil") == [])
    assert [text.split("\n")[0] for text in page.phone("ana").texts][-2:] == [
        "Hello Ana. It is 14:05 in Lisbon. Write one line and I do the rest:",
        "You accepted Plan the offsite",
    ]
