"""People with phones, for conversation tests: the playground's Telegram over real HTTP, and what each phone shows.

    async with open_chat(clock) as chat:
        ana = chat.phone("ana")
        await ana.sends("/start")
        await ana.sees("What time is it for you now?")
        await ana.taps("14:05 Lisbon")
        assert ana.transcript == ["NEW What time ...", "EDIT Hello Ana."]

The bot under test reaches it through `chat.url` and `chat.token`. Whoever starts that bot sets `chat.settled`, which
waits for the bot's own queues; from then on every action waits until Telegram has nothing unconfirmed and the bot
nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from playground import events
from playground.answers import Json
from playground.faults import Faults
from playground.html import to_html
from playground.people import Message, Upload
from playground.phones import CannotDo
from playground.phones import Phone as Handset
from playground.sample import sample_telegram
from playground.samples import PIXEL
from playground.server import Running, serve
from playground.telegram import Telegram

DEADLINE = 10.0  # seconds of real time until a wait has failed
_SEEN = {events.NEW, events.QUIET, events.EDIT, events.DELETE, events.POP_UP}


@dataclass(frozen=True)
class Shown:
    """A message as a phone shows it now; it does not change when the message does."""

    id: int
    chat_id: int
    text: str
    html: str
    buttons: tuple[tuple[Json, ...], ...]
    silent: bool
    body: Json

    @property
    def rows(self) -> list[list[str]]:
        """Labels of the inline buttons, row by row."""
        return [[str(button["text"]) for button in row] for row in self.buttons]

    @property
    def labels(self) -> list[str]:
        """Labels of all inline buttons."""
        return [label for row in self.rows for label in row]

    def button(self, label: str) -> Json:
        """Return the button with this label; raises KeyError."""
        for row in self.buttons:
            for button in row:
                if button["text"] == label:
                    return button
        raise KeyError(label)

    def __str__(self) -> str:
        lines = [f"| {line}" for line in self.text.splitlines() or ["(no text)"]]
        if self.rows:
            lines.append("| " + " / ".join(" ".join(f"[{label}]" for label in row) for row in self.rows))
        return "\n".join(lines)


def shown(message: Message) -> Shown:
    """Take a picture of a message."""
    buttons = tuple(tuple(row) for row in message.inline_keyboard)
    html = to_html(message.text, message.entities)
    return Shown(message.id, message.chat_id, message.text, html, buttons, message.silent, dict(message.body))


class Phone:
    """Somebody's phone with one chat open: the private one with the bot, or a group's."""

    def __init__(self, chat: Chat, key: str, chat_id: int | None = None) -> None:
        self.chat = chat
        self.handset = Handset(chat.telegram, key)
        self.person = self.handset.person
        self._chat_id = chat_id
        self._from = 0  # number of the last event before the transcript
        self._popped = chat.telegram.events.number

    def in_group(self, chat_id: int) -> Phone:
        """Return the same person's phone with a group open."""
        return Phone(self.chat, self.person.key, chat_id)

    # --- what it shows ---

    @property
    def messages(self) -> list[Shown]:
        """Everything in the chat, the oldest first, own messages too."""
        return [shown(message) for message in self.handset.chat_at(self._chat_id).messages.values()]

    @property
    def last(self) -> Shown:
        """The bot's newest message; raises AssertionError when there is none."""
        newest = self.newest
        if newest is None:
            raise AssertionError(f"the bot has written nothing\n{self}")
        return newest

    @property
    def newest(self) -> Shown | None:
        """The bot's newest message, or None."""
        for message in reversed(self.handset.chat_at(self._chat_id).messages.values()):
            if message.by == self.chat.telegram.bot_id:
                return shown(message)
        return None

    @property
    def touched(self) -> Shown | None:
        """The bot's message that came or changed last."""
        held = self.handset.chat_at(self._chat_id).messages
        for event in reversed(self._events()):
            if event.kind in {events.NEW, events.QUIET, events.EDIT} and event.message_id in held:
                message = held[event.message_id]
                if message.by == self.chat.telegram.bot_id:
                    return shown(message)
        return None

    @property
    def transcript(self) -> list[str]:
        """What the phone noticed since `forget`: NEW, QUIET, EDIT, DELETE or POP-UP, a space, and the text."""
        return [f"{event.kind} {event.text}" for event in self._events() if event.number > self._from]

    @property
    def keyboard(self) -> list[list[str]]:
        """Labels of the reply keyboard below the text box."""
        rows = self.handset.chat_at(self._chat_id).keyboards.get(self.person.id, {}).get("keyboard", [])
        return [[str(button["text"]) for button in row] for row in rows]

    def _events(self) -> list[events.Event]:
        key, chat_id = self.person.key, self.handset.chat_at(self._chat_id).id
        log = self.chat.telegram.events.log
        return [one for one in log if one.person == key and one.chat_id == chat_id and one.kind in _SEEN]

    def forget(self) -> None:
        """Begin `transcript` anew."""
        self._from = self.chat.telegram.events.number

    def __str__(self) -> str:
        lines = [f"--- {self.person.name}'s phone ---"]
        for message in self.messages:
            own = message.body["from"]["id"] == self.person.id
            kind = "QUIET" if message.silent else "NEW"
            who = message.body["from"]["first_name"]
            lines += [f"{who}: {message.text or sorted(message.body)}"] if own else [f"{kind} from {who}", str(message)]
        if self.keyboard:
            lines.append("below the text box: " + " / ".join(" ".join(f"[{x}]" for x in row) for row in self.keyboard))
        lines += ["--- noticed ---", *self.transcript]
        return "\n".join(lines)

    # --- what its owner does ---

    async def sends(
        self,
        text: str,
        *,
        reply_to: Shown | None = None,
        mentions: dict[str, str] | None = None,
        settle: bool = True,
    ) -> Shown:
        """Type a text. `mentions` are words picked from the member list, for people without @name: {"Eve": "eve"}."""
        answered = reply_to.id if reply_to else None
        message = self.handset.send(text, self._chat_id, reply_to=answered, mentions=mentions)[-1]
        return await self._after(message, settle=settle)

    async def sends_kind(self, kind: str, caption: str = "", *, settle: bool = True) -> Shown:
        """Send a sample message of any kind: voice, sticker, poll, contact, location, ..."""
        return await self._after(self.handset.send_kind(kind, self._chat_id, caption), settle=settle)

    async def sends_photo(self, caption: str = "", content: bytes = PIXEL, *, settle: bool = True) -> Shown:
        """Send a picture."""
        upload = Upload("photo.png", "image/png", content)
        return await self._after(self.handset.send_kind("photo", self._chat_id, caption, upload), settle=settle)

    async def edits(self, message: Shown, text: str, *, settle: bool = True) -> Shown:
        """Change an own message."""
        return await self._after(self.handset.edit(message.id, text, self._chat_id), settle=settle)

    async def shares_location(self, latitude: float, longitude: float, *, settle: bool = True) -> Shown:
        """Send a place."""
        return await self._after(self.handset.share_location(latitude, longitude, self._chat_id), settle=settle)

    async def shares_contact(self, key: str, *, settle: bool = True) -> Shown:
        """Send somebody from the address book."""
        return await self._after(self.handset.share_contact(key, self._chat_id), settle=settle)

    async def opens(self, link: str, *, settle: bool = True) -> str:
        """Open a link; one to the bot starts it as this person."""
        came = self.handset.open(link)
        await self.chat.settle(settle)
        return came

    async def taps(
        self,
        label: str,
        on: Shown | None = None,
        *,
        people: list[str] | None = None,
        settle: bool = True,
    ) -> str | None:
        """Tap a button: the newest message that has it, else the one below the text box; waits until there is one.

        With `on` it is the button that this picture of a message shows, even if the message has changed or gone.
        A button that asks for people takes `people`. Returns an address or text that the tap came to.
        """
        if on is not None:
            came = self.handset.tap(on.id, on.button(label), self._chat_id)
        else:
            found = await self.chat.telegram.events.until(lambda: self._with_button(label), DEADLINE)
            if found is None:
                raise AssertionError(f"no button [{label}]\n{self}")
            came = None
            if isinstance(found, Shown):
                came = self.handset.tap(found.id, found.button(label), self._chat_id)
            else:
                self.handset.tap_reply(label, self._chat_id, people=people)
        await self.chat.settle(settle)
        return came

    def _with_button(self, label: str) -> Shown | bool:
        for message in reversed(self.messages):
            if label in message.labels:
                return message
        return any(label in row for row in self.keyboard)

    async def blocks(self, *, settle: bool = True) -> None:
        """Block the bot."""
        self.handset.block()
        await self.chat.settle(settle)

    async def unblocks(self, *, settle: bool = True) -> None:
        """Unblock the bot."""
        self.handset.unblock()
        await self.chat.settle(settle)

    async def _after(self, message: Message, *, settle: bool) -> Shown:
        await self.chat.settle(settle)
        return shown(message)

    # --- what is expected ---

    async def sees(self, text: str | re.Pattern[str], *, seconds: float = DEADLINE) -> Shown:
        """Wait until the bot's newest, or last changed, message reads exactly so (or matches fully); return it."""

        def found() -> Shown | None:
            for message in (self.touched, self.newest):
                if message and (message.text == text if isinstance(text, str) else text.fullmatch(message.text)):
                    return message
            return None

        message = await self.chat.telegram.events.until(found, seconds)
        if message is None:
            wanted = text if isinstance(text, str) else text.pattern
            raise AssertionError(f"expected\n{wanted}\n{self}")
        return message

    async def popup(self, *, seconds: float = DEADLINE) -> str:
        """Wait for the next pop-up that nobody asked for yet; return its text."""

        def found() -> events.Event | None:
            later = (one for one in self._events() if one.kind == events.POP_UP and one.number > self._popped)
            return next(later, None)

        event = await self.chat.telegram.events.until(found, seconds)
        if event is None:
            raise AssertionError(f"no pop-up\n{self}")
        self._popped = event.number
        return event.text


class Chat:
    """The Telegram of one test, with the sample people, served over HTTP."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.telegram: Telegram = running.telegram
        self.settled: Callable[[], Awaitable[None]] | None = None
        self._phones: dict[str, Phone] = {}

    @property
    def url(self) -> str:
        """What `TELEGRAM_API_URL` takes."""
        return self.running.url

    @property
    def token(self) -> str:
        """What `TELEGRAM_BOT_TOKEN` takes."""
        return self.telegram.token

    @property
    def faults(self) -> Faults:
        """What shall go wrong with Telegram."""
        return self.telegram.faults

    def phone(self, key: str) -> Phone:
        """Return somebody's phone, always the same one: ana, bo, chen, dana, eve."""
        if key not in self._phones:
            self._phones[key] = Phone(self, key)
        return self._phones[key]

    async def settle(self, wanted: bool = True) -> None:
        """Wait until Telegram has nothing unconfirmed, every press is answered and the bot has nothing to do."""
        if not wanted or self.settled is None:
            return
        while True:
            before = self.telegram.events.number
            if not await self.telegram.until_settled(DEADLINE):
                waiting = [one.body for one in self.telegram.updates.waiting()]
                open_presses = [press for press in self.telegram.presses.values() if not press.answered]
                raise AssertionError(f"the bot did not settle: unconfirmed {waiting}, unanswered {open_presses}")
            await self.settled()
            if self.telegram.is_settled() and self.telegram.events.number == before:
                return


@asynccontextmanager
async def open_chat(clock: Callable[[], datetime]) -> AsyncIterator[Chat]:
    """Serve a fresh Telegram with the sample people for the time of a test."""
    running = await serve(sample_telegram(clock))
    try:
        yield Chat(running)
    finally:
        await running.stop()


__all__ = ["DEADLINE", "CannotDo", "Chat", "Phone", "Shown", "open_chat", "shown"]
