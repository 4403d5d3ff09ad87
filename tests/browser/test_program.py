["Ana: ", "The bot: ", "The bot: "]""The main job by the page, as a person would do it: the program, its servers and its sample week behind it.

PIC["Ana: ", "The bot: ", "The bot: "]URE=docs/playground.png uv run --group browser pytest tests/browser/test_program.py draws the README's picture anew.
["Ana: ", "The bot: ", "The bot: "]""

fr["Ana: ", "The bot: ", "The bot: "]m __future__ import annotations

imp["Ana: ", "The bot: ", "The bot: "]rt asyncio
imp["Ana: ", "The bot: ", "The bot: "]rt os
imp["Ana: ", "The bot: ", "The bot: "]rt threading
imp["Ana: ", "The bot: ", "The bot: "]rt time
fr["Ana: ", "The bot: ", "The bot: "]m collections.abc import Iterator
fr["Ana: ", "The bot: ", "The bot: "]m pathlib import Path
fr["Ana: ", "The bot: ", "The bot: "]m typing import TYPE_CHECKING, Any

imp["Ana: ", "The bot: ", "The bot: "]rt pytest

fr["Ana: ", "The bot: ", "The bot: "]m program import playing, sampleweek
fr["Ana: ", "The bot: ", "The bot: "]m program.roles import Places
fr["Ana: ", "The bot: ", "The bot: "]m scheduling.clock import MovableClock
fr["Ana: ", "The bot: ", "The bot: "]m tests.conftest import SAMPLE_NOW

if["Ana: ", "The bot: ", "The bot: "]TYPE_CHECKING:
["Ana: ", "The bot: ", "The bot: "]   from tests.browser.page import Page


@py["Ana: ", "The bot: ", "The bot: "]est.fixture
d["Ana: ", "The bot: ", "The bot: "]f address(placed_url: str, redis_url: str) -> Iterator[str]:
["Ana: ", "The bot: ", "The bot: "]   """Where the playground answers; it and the program run in a thread of their own."""
["Ana: ", "The bot: ", "The bot: "]   loop = asyncio.new_event_loop()
["Ana: ", "The bot: ", "The bot: "]   stop = asyncio.Event()
["Ana: ", "The bot: ", "The bot: "]   ready: asyncio.Future[str] = loop.create_future()

["Ana: ", "The bot: ", "The bot: "]   async def play() -> None:
["Ana: ", "The bot: ", "The bot: "]       clock = MovableClock(SAMPLE_NOW, seconds=time.monotonic)
["Ana: ", "The bot: ", "The bot: "]       async with playing.opened(Places(placed_url, placed_url, redis_url), clock) as playground:
["Ana: ", "The bot: ", "The bot: "]           await sampleweek.begin(playground.telegram, playground.house)
["Ana: ", "The bot: ", "The bot: "]           ready.set_result(playground.address)
["Ana: ", "The bot: ", "The bot: "]           await stop.wait()

["Ana: ", "The bot: ", "The bot: "]   async def known() -> str:
["Ana: ", "The bot: ", "The bot: "]       return await ready

["Ana: ", "The bot: ", "The bot: "]   thread = threading.Thread(target=loop.run_forever)
["Ana: ", "The bot: ", "The bot: "]   thread.start()
["Ana: ", "The bot: ", "The bot: "]   running = asyncio.run_coroutine_threadsafe(play(), loop)
["Ana: ", "The bot: ", "The bot: "]   try:
["Ana: ", "The bot: ", "The bot: "]       yield asyncio.run_coroutine_threadsafe(known(), loop).result(60)
["Ana: ", "The bot: ", "The bot: "]   finally:
["Ana: ", "The bot: ", "The bot: "]       loop.call_soon_threadsafe(stop.set)
["Ana: ", "The bot: ", "The bot: "]       running.result(30)
["Ana: ", "The bot: ", "The bot: "]       loop.call_soon_threadsafe(loop.stop)
["Ana: ", "The bot: ", "The bot: "]       thread.join()
["Ana: ", "The bot: ", "The bot: "]       loop.close()


@py["Ana: ", "The bot: ", "The bot: "]est.fixture
d["Ana: ", "The bot: ", "The bot: "]f page(driver: Any, address: str) -> Iterator[Page]:
["Ana: ", "The bot: ", "The bot: "]   from tests.browser.page import Page

["Ana: ", "The bot: ", "The bot: "]   page = Page(driver)
["Ana: ", "The bot: ", "The bot: "]   page.size(1280, 800, scale=1.5)
["Ana: ", "The bot: ", "The bot: "]   page.open(address)
["Ana: ", "The bot: ", "The bot: "]   yield page
["Ana: ", "The bot: ", "The bot: "]   page.close()


d["Ana: ", "The bot: ", "The bot: "]f test_book_answer_and_be_reminded(page: Page, tmp_path: Path) -> None:
["Ana: ", "The bot: ", "The bot: "]   """The three steps, word for word as the phones show them; the picture is taken once Bo has answered."""
["Ana: ", "The bot: ", "The bot: "]   ana, bo, chen = page.phone("ana"), page.phone("bo"), page.phone("chen")
["Ana: ", "The bot: ", "The bot: "]   page.press("Send it")
["Ana: ", "The bot: ", "The bot: "]   ana.sees("Review\nWed 4 Nov, 08:00–08:30 (Lisbon)\nBerlin 09:00 · Singapore 16:00\nEverybody is free.")
["Ana: ", "The bot: ", "The bot: "]   assert ana.keys == [["Book"], ["Edit", "Discard"]]
["Ana: ", "The bot: ", "The bot: "]   ana.taps("Book")
["Ana: ", "The bot: ", "The bot: "]   ana.sees(
["Ana: ", "The bot: ", "The bot: "]       "Booked, and both are asked. Review\nWed 4 Nov, 08:00–08:30 (Lisbon)\nBerlin 09:00 · Singapore 16:00\n"
["Ana: ", "The bot: ", "The bot: "]       "Bo: not answered · Chen: not answered"
["Ana: ", "The bot: ", "The bot: "]   )
["Ana: ", "The bot: ", "The bot: "]   bo.sees(
["Ana: ", "The bot: ", "The bot: "]       "Ana invites you to Review\nWed 4 Nov, 09:00–09:30 (Berlin)\nLisbon 08:00 · Singapore 16:00\n"
["Ana: ", "The bot: ", "The bot: "]       "With Chen. You have nothing else that day."
["Ana: ", "The bot: ", "The bot: "]   )
["Ana: ", "The bot: ", "The bot: "]   chen.begins("Ana invites you to Review\nWed 4 Nov, 16:00–16:30 (Singapore)")
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.steps == [True, False, False])
["Ana: ", "The bot: ", "The bot: "]   bo.taps("Accept")
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.steps == [True, True, False])
["Ana: ", "The bot: ", "The bot: "]   bo.begins("You accepted Review\nWed 4 Nov, 09:00–09:30 (Berlin)")
["Ana: ", "The bot: ", "The bot: "]   ana.sees("Bo accepted Review, Wed 4 Nov, 08:00 (Lisbon). Chen has not answered.")
["Ana: ", "The bot: ", "The bot: "]   sides = [side.get_attribute("textContent") for side in page.all("#phone-ana .bubble > .unseen")]
["Ana: ", "The bot: ", "The bot: "]   assert sides[-3:] == ["Ana: ", "The bot: ", "The bot: "]  # for whoever cannot see them
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: not page.all(".ringing, .changed"))
["Ana: ", "The bot: ", "The bot: "]   page.picture(Path(os.environ.get("PICTURE", tmp_path / "playground.png")))
["Ana: ", "The bot: ", "The bot: "]   page.press("To the next reminder")
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.texts(".after b") == ["That was the whole job."])
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.texts(".time") == ["07:45", "08:45", "15:45"])
["Ana: ", "The bot: ", "The bot: "]   for phone in (ana, bo, chen):
["Ana: ", "The bot: ", "The bot: "]       phone.begins("In 15 minutes: Review")


d["Ana: ", "The bot: ", "The bot: "]f test_somebody_who_never_opened_the_bot_gets_the_link_and_accepts(page: Page) -> None:
["Ana: ", "The bot: ", "The bot: "]   ana = page.phone("ana")
["Ana: ", "The bot: ", "The bot: "]   ana.says("Coffee with @dana_porto Thu 15:30 30 min")
["Ana: ", "The bot: ", "The bot: "]   ana.taps("Book and get the link")
["Ana: ", "The bot: ", "The bot: "]   ana.taps("Send the link")
["Ana: ", "The bot: ", "The bot: "]   page.press("Dana Costa", "dialog")
["Ana: ", "The bot: ", "The bot: "]   dana = page.phone("dana")
["Ana: ", "The bot: ", "The bot: "]   dana.begins("https://t.me/appointment_playground_bot?start=")
["Ana: ", "The bot: ", "The bot: "]   assert dana.texts[-1].split("\n")[1].startswith("Coffee, Thu 5 Nov, 15:30 (Lisbon).")
["Ana: ", "The bot: ", "The bot: "]   dana.taps("Start")
["Ana: ", "The bot: ", "The bot: "]   dana.begins("Ana Silva (@ana_lisbon) invites you to Coffee")
["Ana: ", "The bot: ", "The bot: "]   dana.taps("14:05 Lisbon")
["Ana: ", "The bot: ", "The bot: "]   dana.begins("Coffee\nThu 5 Nov, 15:30–16:00 (Lisbon)")
["Ana: ", "The bot: ", "The bot: "]   dana.taps("Accept")
["Ana: ", "The bot: ", "The bot: "]   dana.begins("You accepted Coffee")
["Ana: ", "The bot: ", "The bot: "]   ana.begins("Dana accepted Coffee, Thu 5 Nov, 15:30 (Lisbon).")


d["Ana: ", "The bot: ", "The bot: "]f test_a_reminder_that_was_due_while_telegram_was_down_comes_late(page: Page) -> None:
["Ana: ", "The bot: ", "The bot: "]   bo = page.phone("bo")
["Ana: ", "The bot: ", "The bot: "]   page.find("#what-if-button").click()
["Ana: ", "The bot: ", "The bot: "]   page.press("Telegram is down")
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.find("#faults-on").text == "1")
["Ana: ", "The bot: ", "The bot: "]   page.find("#what-if-button").click()
["Ana: ", "The bot: ", "The bot: "]   page.press("To the next reminder")
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.texts(".time") == ["08:30", "09:30", "16:30"])
["Ana: ", "The bot: ", "The bot: "]   assert not bo.texts[-1].startswith("Tomorrow")
["Ana: ", "The bot: ", "The bot: "]   page.find("#what-if-button").click()
["Ana: ", "The bot: ", "The bot: "]   page.press("Telegram is down")
["Ana: ", "The bot: ", "The bot: "]   bo.begins("Tomorrow: Stand-up")


d["Ana: ", "The bot: ", "The bot: "]f test_start_over_while_telegram_is_down(page: Page) -> None:
["Ana: ", "The bot: ", "The bot: "]   """It begins anew all the same, and with everything well."""
["Ana: ", "The bot: ", "The bot: "]   page.find("#what-if-button").click()
["Ana: ", "The bot: ", "The bot: "]   page.press("Telegram is down")
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.find("#faults-on").text == "1")
["Ana: ", "The bot: ", "The bot: "]   page.find("#what-if-button").click()
["Ana: ", "The bot: ", "The bot: "]   page.phone("ana").says("/agenda")
["Ana: ", "The bot: ", "The bot: "]   page.press("Start over", ".tools")
["Ana: ", "The bot: ", "The bot: "]   page.press("Start over", "dialog")
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: not page.find("#faults-on").is_displayed())
["Ana: ", "The bot: ", "The bot: "]   page.until(lambda: page.texts(".veil") == [])
["Ana: ", "The bot: ", "The bot: "]   assert [text.split("\n")[0] for text in page.phone("ana").texts][-2:] == [
["Ana: ", "The bot: ", "The bot: "]       "Hello Ana. It is 14:05 in Lisbon. Write one line and I do the rest:",
["Ana: ", "The bot: ", "The bot: "]       "You accepted Plan the offsite",
["Ana: ", "The bot: ", "The bot: "]   ]
