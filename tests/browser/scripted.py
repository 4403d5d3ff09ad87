"""A bot of a few fixed answers, which shows a page everything that a bot can show; it reaches Telegram over HTTP only.

It books, invites and reminds in the simplest way there is: what a page does is tested against it, and not the program.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import aiohttp

from playground.sample import TOKEN, sample_telegram
from playground.samples import PIXEL
from playground.server import Running, serve
from playground.telegram import Telegram
from scheduling.clock import MovableClock

ANSWERS = ("Accept", "Maybe", "Decline")
FORMATTED = (
    '<b>bold</b> <i>italic</i> <u>under</u> <s>over</s> <tg-spoiler>secret</tg-spoiler> <a href="https://example.org/a">'
    'a link</a>\n<code>Coffee with @bo_berlin</code>\n<tg-time unix="1793955600" format="wt">Thu 09:00</tg-time> '
    '<tg-time unix="1793955600">Thu 09:00 (Berlin)</tg-time> <b>x <i>y</i></b> /start'
)


def keys(*rows: tuple[str, ...]) -> dict[str, Any]:
    """Inline buttons that carry their own labels."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in row] for row in rows]}


class ScriptedBot:
    """Answers until it is cancelled."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = aiohttp.ClientSession()
        self.people: dict[str, int] = {}  # by @name, once they have opened it
        self.card: tuple[int, int] = (0, 0)  # chat and message of the organizer's card
        self.organizer = 0

    async def __call__(self, method: str, **sent: Any) -> Any:
        """Call a method of the Bot API; None when Telegram refuses or is away."""
        try:
            async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", json=sent) as response:
                body = await response.json(content_type=None)
        except (aiohttp.ClientError, ValueError):
            await asyncio.sleep(0.05)
            return None
        return body.get("result")

    async def run(self) -> None:
        """Say what it can do, then poll."""
        commands = [("new", "A new appointment"), ("agenda", "What comes next"), ("pick", "Choose people")]
        await self("setMyCommands", commands=[{"command": name, "description": what} for name, what in commands])
        offset = 0
        while True:
            for update in await self("getUpdates", offset=offset, timeout=20) or []:
                offset = update["update_id"] + 1
                if "message" in update:
                    await self.message(update["message"])
                elif "callback_query" in update:
                    await self.press(update["callback_query"])

    async def message(self, message: dict[str, Any]) -> None:
        """Answer what somebody wrote."""
        chat, user, text = message["chat"]["id"], message["from"], message.get("text", "")
        self.people["@" + user.get("username", user["first_name"])] = user["id"]
        if chat < 0:
            await self("sendMessage", chat_id=chat, text="I book in private for now.")
        elif text.startswith("/start "):
            await self.invite(chat, user["first_name"])
        elif text == "/start":
            offered = keys(("New appointment", "Agenda"))
            await self("sendMessage", chat_id=chat, text=f"Hello {user['first_name']}.", reply_markup=offered)
        elif text == "/pick":
            rows = [
                [{"text": "From my contacts", "request_users": {"request_id": 1, "max_quantity": 2}}],
                [{"text": "Send my location", "request_location": True}, {"text": "Back"}],
            ]
            markup = {"keyboard": rows, "resize_keyboard": True, "input_field_placeholder": "Type it, or tap"}
            await self("sendMessage", chat_id=chat, text="Who should come?", reply_markup=markup)
        elif text == "/format":
            await self("sendMessage", chat_id=chat, text=FORMATTED, parse_mode="HTML")
        elif text == "/buttons":
            offered = keys(("Pop", "Alert", "Silent"), ("M", "T", "W", "T", "F", "S", "S"))
            offered["inline_keyboard"].append([{"text": "Copy", "copy_text": {"text": "copied"}}])
            offered["inline_keyboard"].append([{"text": "Out", "url": "https://example.org/room"}])
            await self("sendMessage", chat_id=chat, text="Buttons", reply_markup=offered)
        elif text == "/photo":
            form = aiohttp.FormData()
            form.add_field("chat_id", str(chat))
            form.add_field("caption", "A picture")
            form.add_field("photo", PIXEL, filename="week.png", content_type="image/png")
            async with self.session.post(f"{self.url}/bot{TOKEN}/sendPhoto", data=form) as response:
                await response.read()
        elif "@" in text:
            await self.draft(chat, text)
        else:
            kind = next((kind for kind in ("users_shared", "location", "photo", "voice") if kind in message), "text")
            await self("sendMessage", chat_id=chat, text=f"I got {kind}.", reply_markup={"remove_keyboard": True})

    async def draft(self, chat: int, text: str) -> None:
        """Show the card of a line."""
        card = await self(
            "sendMessage", chat_id=chat, text=f"<b>Review</b>\n{text}", parse_mode="HTML",
            reply_markup=keys(("Book",), ("Edit", "Discard")),
        )  # fmt: skip
        self.organizer, self.card = chat, (chat, card["message_id"])
        self.asked = [word.lower() for word in text.split() if word.startswith("@")]

    async def press(self, press: dict[str, Any]) -> None:
        """Answer a tap."""
        data, message, user = press["data"], press["message"], press["from"]
        place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        answer: dict[str, Any] = {}
        if data == "Book":
            await self.book(place)
        elif data in ANSWERS:
            await self("editMessageText", **place, text=f"You answered: {data}", reply_markup=keys(("Change answer",)))
            text = f"{user['first_name']}: {data}"
            await self("sendMessage", chat_id=self.organizer, text=text, disable_notification=True)
            chat_id, message_id = self.card
            await self("editMessageText", chat_id=chat_id, message_id=message_id, text=f"Booked. {text}")
        elif data == "Pop":
            answer = {"text": "A pop-up"}
        elif data == "Alert":
            answer = {"text": "Close me", "show_alert": True}
        await self("answerCallbackQuery", callback_query_id=press["id"], **answer)

    async def book(self, place: dict[str, int]) -> None:
        """Ask everybody who has opened it, and offer a link for those who have not."""
        unknown = [name for name in self.asked if name not in self.people]
        markup = keys(("Move", "Cancel it"))
        if unknown:
            link = f"https://t.me/appointment_playground_bot?start={unknown[0].strip('@')}-1"
            share = f"https://t.me/share/url?url={quote(link)}&text={quote('Coffee, Wed 4 Nov, 09:30 (Lisbon).')}"
            markup["inline_keyboard"].insert(0, [{"text": "Send the link", "url": share}])
        await self("editMessageText", **place, text="Booked, and all are asked.", reply_markup=markup)
        for name in self.asked:
            if name in self.people:
                await self.invite(self.people[name], name)

    async def invite(self, chat: int, name: str) -> None:
        """Ring with the three answers."""
        text = f"Ana invites you to <b>Review</b>\nThu 5 Nov, 08:00\n{name}"
        await self("sendMessage", chat_id=chat, text=text, parse_mode="HTML", reply_markup=keys(ANSWERS))


class Clock:
    """The page's `Controls`: one reminder a day after the start, told to the organizer."""

    def __init__(self, clock: MovableClock, telegram: Telegram) -> None:
        self.clock, self.telegram = clock, telegram
        self.due = clock() + timedelta(days=1)
        self.bot: ScriptedBot | None = None

    def now(self) -> datetime:
        return self.clock()

    async def advance(self, delta: timedelta) -> None:
        self.clock.advance(delta)
        if self.bot is not None and self.clock() >= self.due:
            self.due += timedelta(days=1)
            await self.bot("sendMessage", chat_id=self.bot.organizer or 7001, text="Tomorrow: Review")

    async def next_reminder(self) -> datetime | None:
        return self.due

    async def start_over(self) -> None:
        self.telegram.start_over()
        if self.bot is not None:
            self.bot.people.clear()


async def play(clock: MovableClock, port: int = 0) -> tuple[Running, ScriptedBot, asyncio.Task[None]]:
    """Serve a playground with this bot on it; the caller stops all three."""
    telegram = sample_telegram(clock)
    controls = Clock(clock, telegram)
    running = await serve(telegram, port=port, controls=controls)
    bot = controls.bot = ScriptedBot(running.url)
    return running, bot, asyncio.create_task(bot.run())
