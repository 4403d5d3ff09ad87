"""`appointment-bot check`: one appointment between two sample people, from the first word to the reminder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from logs import Terminal
from playground.people import Message
from playground.phones import Phone
from playground.telegram import Telegram
from program import playing
from program.roles import Places
from scheduling.clock import MovableClock

STARTS = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
"""A Tuesday afternoon, so that tomorrow is a working day; the data is gone afterwards, and so is the clock."""

SECONDS = 10.0
"""How long a phone may wait for what it should show."""


T = TypeVar("T")


class _FailedError(Exception):
    """A step that did not come about; the text names it, and what the phone showed instead."""


async def check(where: Places, terminal: Terminal) -> int:
    """Print one line a step, each quoting the phone it happened on; 0, or 1 with the failing step named."""
    clock = MovableClock(STARTS)
    async with playing.opened(where, clock) as playground:
        steps = _Steps(playground.telegram, terminal)
        ana, bo = Phone(playground.telegram, "ana"), Phone(playground.telegram, "bo")
        try:
            for phone in (ana, bo):
                name = phone.person.first_name
                phone.start()
                await steps.sees(phone, "What time is it for you now?", f"{name} opens the bot")
                await steps.tap(phone, "Another city", f"{name} lives elsewhere")
                phone.send(phone.person.city)
                await steps.tap(phone, "Yes", f"{name} types the city")
                await steps.sees(phone, f"Hello {name}", f"{name} is known")
            ana.send("/new")
            await steps.sees(ana, "What is it about?", "Ana begins")
            ana.send("Review")
            await steps.sees(ana, "Who should come?", "Ana names it")
            ana.send("@bo_berlin")
            await steps.tap(ana, "Next", "Ana asks Bo")
            await steps.tap(ana, "5", "Ana picks the day", exact=True)
            await steps.tap(ana, "10:00", "Ana picks the time")
            await steps.tap(ana, "Book", "Ana books", exact=True)
            await steps.sees(ana, "Booked", "booked")
            await steps.sees(bo, "Ana invites you", "the invitation arrives")
            await steps.tap(bo, "Accept", "Bo accepts")
            await steps.sees(bo, "You accepted", "the answer is kept")
            await steps.sees(ana, "Bo accepted", "Ana hears of it")
            due = await playground.control.next_reminder()
            if due is None:
                raise _FailedError("the reminder: none is owed")
            await playground.control.advance(due - clock() + timedelta(seconds=1))
            await steps.sees(bo, "Tomorrow: Review", "the reminder arrives")
        except _FailedError as failed:
            terminal.fail(f"FAILED {failed}")
            return 1
    terminal.print("All well: booked, invited, accepted and reminded.")
    return 0


class _Steps:
    """What happens on phones, a line each."""

    def __init__(self, telegram: Telegram, terminal: Terminal) -> None:
        self._telegram = telegram
        self._terminal = terminal

    async def sees(self, phone: Phone, words: str, step: str) -> None:
        """Wait until some message of the bot begins a line with these words."""

        def found() -> str | None:
            for message in self._messages(phone):
                line = next((line for line in message.text.splitlines() if words in line), None)
                if line is not None:
                    return line
            return None

        line = await self._until(phone, found, step)
        self._terminal.print(f"ok  {step}: {phone.person.first_name}'s phone shows “{line}”")

    async def tap(self, phone: Phone, label: str, step: str, *, exact: bool = False) -> None:
        """Wait for a button and tap it."""

        def found() -> tuple[Message, dict[str, object]] | None:
            for message in self._messages(phone):
                for button in (button for row in message.inline_keyboard for button in row):
                    if button["text"] == label or (not exact and label in button["text"]):
                        return message, button
            return None

        message, button = await self._until(phone, found, step)
        line = message.text.splitlines()[0]
        phone.tap(message.id, button)
        await self._telegram.until_settled(SECONDS)
        self._terminal.print(f"ok  {step}: taps [{button['text']}] under “{line}”")

    async def _until(self, phone: Phone, found: Callable[[], T | None], step: str) -> T:
        result = await self._telegram.events.until(found, SECONDS)
        if result is None:
            last = next(self._messages(phone), None)
            shown = f"“{last.text}”" if last is not None else "nothing"
            raise _FailedError(f"{step}: {phone.person.first_name}'s phone shows {shown}")
        return result

    def _messages(self, phone: Phone) -> Iterator[Message]:
        own = phone.person.id
        return (message for message in reversed(phone.chat.messages.values()) if message.by != own)
