"""Whatever comes is answered exactly once: random and hostile updates, in random states of talk, from five people.

`EVERY_INPUT=5000 uv run pytest tests/bot/test_every_input.py` sends so many; `EVERY_INPUT_SEED` repeats a run. Only the
bot's own role runs: without deliveries, what a phone notices is the answer to what its owner did.
"""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import text

from playground import events
from playground.answers import Json
from playground.people import Message
from playground.sample import GROUP
from playground.samples import KINDS
from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from tests.chat import Chat
from tests.world import book, move_in

UPDATES = int(os.environ.get("EVERY_INPUT", "600"))
SEED = int(os.environ.get("EVERY_INPUT_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)

PEOPLE = ("ana", "bo", "chen", "dana", "eve")
ANSWERS = {events.NEW, events.QUIET, events.EDIT, events.POP_UP}
SECRET = "Falcon"
"""In the titles of what Ana and Bo share; Chen, Dana and Eve are never in it."""
INSIDERS = {"ana", "bo"}

LINES = (
    "/start", "/new", "/agenda", "/free", "/free @chen_sg 1 h", "/why Tue 10", "/settings", "/help", "/agneda", "/",
    "/start i" + "A" * 32, "/start j0", "/new Budget", "/cancel", "/NEW", "/new@appointment_playground_bot",
    "Review with @chen_sg Thu 10:00 45 min in room 4", "lunch tomorrow 12:30-13:15 @eve_k", "Budget", "in 2 hours call",
    "Fri at noon", "3pm CET on 5 March", "every Monday 9:00", "Friday", "7", "05/06", "tomorow 10", "lunch yesterday",
    "Review Thu 25:00", "31 Feb", "29 Feb 2027", "0 min", "three days", "9999-12-31 23:59", "Sun 28 Mar 01:30", "1h30",
    "@bo_berlin @chen_sg", "@nobody_there", "@appointment_playground_bot", "https://t.me/chen_sg", "me", "2 h, 10 min",
    "Mon-Thu 9-12, 13-18; Fri off", "Mon 18-9", "Mon 24:00-25:00", "24 Dec - 2 Jan", "Berlin", "Brelin", "Portland",
    "Xqzzk", "14:05", "room 4", "yes", "no", "Back", "Send my location", "move it to Fri 3pm", "50 min", "-5 min",
)  # fmt: skip
HOSTILE = (
    "<b>bold</b> &amp; <a href='x'>", "</code></b>", "<tg-time unix=\"1\">", "\u202egnp.exe", "\u2066\u2067x\u2069",
    "\x00", "a\x00b", "\x07\x1b[31m", "\u200b\u200d\ufeff", "x" * 4096, "\U0001f468\u200d\U0001f469" * 500,
    "z\u0336\u0337\u0338" * 900, "9" * 4000, "@" * 300, ": " * 900, "10:00 " * 600, "tomorrow " * 400, "\n" * 50 + "a",
    "'; DROP TABLE people; --", "{ $title }", "{0}{1}%s%n", "\u0661\u0660:\u0660\u0660", "\uff11\uff10\uff1a\uff13",
    "\ufdfd" * 200, "½ 3¾ ²", "1e999 min", "0x10:00", "Thu 10:00 " + "@a_b_c_d " * 200, "\u3000", "1" + "0" * 60 + " h",
)  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What somebody did, and how many answers it wants in which chat."""

    what: str
    wanted: int
    chat_id: int | None = None


class Person:
    """One person who does anything at all."""

    def __init__(self, chat: Chat, key: str, rng: random.Random) -> None:
        self.phone = chat.phone(key)
        self.chat, self.key, self.rng = chat, key, rng
        self.everybody: list[Person] = []
        self.written: list[Message] = []

    def acts(self) -> Done:
        ways: list[tuple[int, Callable[[], Done]]] = [
            (5, self.types),
            (2, self.types_badly),
            (9, self.taps),
            (3, self.forges),
            (2, self.sends_a_kind),
            (1, self.changes_a_message),
            (1, self.speaks_in_the_group),
            (1, self.is_nobodys_message),
        ]
        return self.rng.choices([way for _, way in ways], [weight for weight, _ in ways])[0]()

    def types(self) -> Done:
        return self._typed(self.rng.choice(LINES))

    def types_badly(self) -> Done:
        written = self.rng.choice(HOSTILE)
        if self.rng.random() < 0.5:
            written = f"{self.rng.choice(LINES)} {written}"
        return self._typed(written[:4096])

    def _typed(self, written: str) -> Done:
        self.written.append(self.phone.handset.post(self.chat.telegram.text_content(written)))
        return Done(f"types {written[:80]!r}", 1)

    def taps(self) -> Done:
        drawn = [(message, button) for message in self._messages() for button in _buttons(message)]
        if not drawn:
            return self.types()
        # Mostly the newest buttons; the others are on the messages that everybody has scrolled away from.
        message, button = drawn[-1 - int(len(drawn) * self.rng.random() ** 3)]
        return self._tapped(message, button["callback_data"])

    def forges(self) -> Done:
        messages = self._messages()
        theirs = [
            button["callback_data"]
            for other in self.everybody
            for message in other._messages()
            for button in _buttons(message)
        ]
        if not messages or not theirs:
            return self.types()
        data = self.rng.choice(theirs)
        match self.rng.randrange(5):
            case 0:
                data = data[: self.rng.randrange(1, len(data) + 1)]
            case 1:
                at = self.rng.randrange(len(data))
                data = data[:at] + chr(self.rng.randrange(33, 127)) + data[at + 1 :]
            case 2:
                data = "".join(chr(self.rng.randrange(32, 127)) for _ in range(self.rng.randrange(1, 65)))
            case 3:
                data = self.rng.choice(("\u00e9" * 32, "0", "None", "\x00", "a:b:c", "9" * 64))
        return self._tapped(self.rng.choice(messages), data)

    def _tapped(self, message: Message, data: str) -> Done:
        self.phone.handset.tap(message.id, {"text": "?", "callback_data": data})
        return Done(f"taps {data!r} on {message.text[:60]!r}", 1)

    def sends_a_kind(self) -> Done:
        kind = self.rng.choice([*KINDS, "checklist", "users_shared", "story"])
        if kind == "users_shared":
            shared = {"request_id": self.rng.choice((0, 1, 2**31)), "users": [{"user_id": 7003}, {"user_id": 999}]}
            self.phone.handset.post({"users_shared": shared})
        elif kind in KINDS:
            self.phone.handset.send_kind(kind, caption=self.rng.choice(("", "", self.rng.choice(LINES))))
        else:
            body = (
                {"title": "Shopping", "tasks": []}
                if kind == "checklist"
                else {"id": 5, "chat": {"id": 1, "type": "private"}}
            )
            self.phone.handset.post({kind: body})
        return Done(f"sends {kind}", 1)

    def changes_a_message(self) -> Done:
        if not self.written:
            return self.types()
        mine = self.rng.choice(self.written)
        self.phone.handset.edit(mine.id, self.rng.choice(LINES))
        return Done("changes a message", 1)

    def speaks_in_the_group(self) -> Done:
        if self.key == "dana":
            return self.types()
        line = self.rng.choice([each for each in LINES if "appointment_playground_bot" not in each]).lstrip("/")
        meant = self.rng.random() < 0.5
        self.phone.handset.send(f"@{self.chat.telegram.username} {line}" if meant else f"x {line}", GROUP)
        return Done(f"{'asks the bot' if meant else 'speaks'} in the group", int(meant), GROUP)

    def is_nobodys_message(self) -> Done:
        """Updates that Telegram sends and nobody waits for."""
        user, private = self.phone.person.user(), self.chat.telegram.chat_body(self.phone.handset.chat)
        number = str(self.rng.randrange(10**9))
        bodies: dict[str, Json] = {
            "inline_query": {"id": number, "from": user, "query": "Review", "offset": ""},
            "chosen_inline_result": {"result_id": "1", "from": user, "query": ""},
            "poll_answer": {"poll_id": number, "user": user, "option_ids": [0], "option_persistent_ids": ["0"]},
            "message_reaction": {
                "chat": private, "message_id": 1, "user": user, "date": 1, "old_reaction": [], "new_reaction": [],
            },
            "channel_post": {
                "message_id": 1, "date": 1, "chat": {"id": -100500, "type": "channel", "title": "News"}, "text": "/new",
            },
            "pre_checkout_query": {
                "id": number, "from": user, "currency": "XTR", "total_amount": 1, "invoice_payload": "x",
            },
        }  # fmt: skip
        kind = self.rng.choice(sorted(bodies))
        updates = self.chat.telegram.updates
        allowed, updates.allowed = updates.allowed, [*updates.allowed, kind]
        updates.add(kind, bodies[kind])
        updates.allowed = allowed
        return Done(kind, 0)

    def _messages(self) -> list[Message]:
        chat = self.phone.handset.chat
        return [each for each in (*chat.gone.values(), *chat.messages.values()) if each.by == self.chat.telegram.bot_id]


def _buttons(message: Message) -> list[Json]:
    return [button for row in message.inline_keyboard for button in row if "callback_data" in button]


@pytest.fixture
def database_url(placed_url: str) -> str:
    return placed_url


@pytest.fixture
async def house(chat: Chat, database_url: str, redis_url: str, clock: MovableClock) -> AsyncIterator[House]:
    places = Places(database_url, database_url, redis_url)
    async with roles.opened(places, api_url=chat.url, token=chat.token, clock=clock, roles=("bot",)) as house:
        chat.settled = house.settled
        yield house
        chat.settled = None


async def test_each_gets_one_answer_and_nobody_sees_what_is_not_theirs(
    chat: Chat, house: House, clock: MovableClock
) -> None:
    rng = random.Random(SEED)
    for key in ("ana", "bo", "chen"):
        await move_in(chat, house, key)
    for at, organizer, other in (("06T09", "ana", "bo"), ("09T10", "bo", "ana"), ("10T13", "ana", "bo")):
        await book(house, organizer, f"{SECRET} {at}", other, f"2026-11-{at}:00")
    await book(house, "ana", "Open talk", "chen", "2026-11-06T08:00")
    chat.phone("ana").handset.add_bot(GROUP)
    await chat.settle()
    people = [Person(chat, key, rng) for key in PEOPLE]
    for person in people:
        person.everybody = people
        if person.key in ("dana", "eve"):
            person.phone.handset.start()
    await chat.settle()
    wrong: list[str] = []
    asked = 1  # it has said its line when it was added
    sent = count(1)
    while next(sent) * len(people) <= UPDATES:
        async with house.engine.begin() as connection:
            # Nobody delivers here; what was delivered does not come again with the next /start.
            await connection.execute(text("UPDATE participants SET delivered_at = :now"), {"now": clock()})
        mark = chat.telegram.events.number
        done = {person.key: person.acts() for person in people}
        await chat.settle()
        seen = [event for event in chat.telegram.events.log if event.number > mark and event.kind in ANSWERS]
        for person in people:
            did = done[person.key]
            chat_id = did.chat_id or person.phone.person.id
            got = [
                f"{event.kind} {event.text}"
                for event in seen
                if event.person == person.key and event.chat_id == chat_id
            ]
            if did.chat_id is None and len(got) - _shown_anew(got) != did.wanted:
                wrong.append(f"{person.key} {did.what} and gets {got}")
            wrong += [f"{person.key} {did.what} and reads {said}" for said in got if "look up" in said]
        wrong += [f"{e.person} reads {e.text}" for e in seen if SECRET in e.text and e.person not in INSIDERS]
        asked += sum(each.wanted for each in done.values() if each.chat_id == GROUP)
        if (
            said := sum(each.by == chat.telegram.bot_id for each in chat.telegram.chats[GROUP].messages.values())
        ) != asked:
            wrong.append(f"{asked} asked in the group, and {said} were answered")
        if rng.random() < 0.02:
            clock.advance(timedelta(hours=rng.choice((1, 5, 30))))
    assert not wrong, f"EVERY_INPUT_SEED={SEED}\n" + "\n".join(wrong)
    await _nothing_is_broken(house)


def _shown_anew(got: list[str]) -> bool:
    """A stale card says that it is, and becomes the new one, or the new one comes below: that is one answer."""
    kinds = [each.split(" ", 1)[0] for each in got]
    return kinds in ([events.POP_UP, events.EDIT], [events.POP_UP, events.NEW])


async def _nothing_is_broken(house: House) -> None:
    async with house.engine.connect() as connection:
        asides = (await connection.execute(text("SELECT error FROM inbox WHERE error IS NOT NULL"))).scalars().all()
        still_open = (await connection.execute(text("SELECT count(*) FROM inbox WHERE done_at IS NULL"))).scalar()
        overlaps = (
            await connection.execute(
                text(
                    "SELECT count(*) FROM participants a JOIN participants b USING (person_id) "
                    "WHERE a.id < b.id AND a.blocks AND b.blocks AND a.during && b.during"
                )
            )
        ).scalar()
    assert (asides, still_open, overlaps) == ([], 0, 0)
