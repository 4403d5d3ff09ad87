"""The playground's Telegram: people, chats, messages and updates in memory, and the rules of who may write to whom.

`messages` and `profile` play the Bot API's methods on it, `phones` does what people do, `server` puts both on HTTP.
"""

from __future__ import annotations

import secrets
import struct
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from playground import events
from playground.answers import CHAT_NOT_FOUND, Json, Refused, bad_request, forbidden
from playground.entities import find_entities
from playground.events import Events
from playground.faults import Faults
from playground.people import Chat, File, Message, Person, Press, Shared, Upload
from playground.updates import Updates

# Telegram publishes no figure for how long a press can be answered; half a minute is what bots can count on.
ANSWER_WITHIN = timedelta(seconds=30)
_PRESSES_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call as the page's drawer shows it; `milliseconds` without what a fault made it wait."""

    number: int
    at: datetime
    method: str
    parameters: Json
    status: int
    answer: object
    milliseconds: float


@dataclass(slots=True)
class Profile:
    """What the bot says about itself."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # by scope and language
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)  # by chat; 0 is everybody's


class Telegram:
    """One bot's Telegram. `clock` returns aware UTC; `token` is what the bot must show; all is in memory."""

    def __init__(self, clock: Callable[[], datetime], token: str, username: str = "appointment_playground_bot") -> None:
        self.clock = clock
        self.token = token
        self.username = username
        self.name = "Appointments"
        self.bot_id = int(token.split(":", 1)[0])
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.presses: dict[str, Press] = {}
        self.shared: list[Shared] = []
        self.profile = Profile()
        self.events = Events()
        self.updates = Updates(clock, self.events.wake)
        self.faults = Faults()
        self.calls: deque[Call] = deque(maxlen=500)
        self.webhook: Json = {"url": ""}
        self.webhook_secret = ""
        self._calls = 0
        self._message_ids = secrets.randbelow(2**20) + 1000
        self.run = secrets.token_hex(4)  # another one after each `start_over`, so that a page forgets too
        self.sample: Callable[[Telegram], None] | None = None

    # --- who there is ---

    def add_person(self, person: Person) -> Person:
        """Let somebody have an account; the bot knows nothing of it yet."""
        self.people[person.id] = person
        return person

    def add_group(self, chat_id: int, title: str, members: list[str], *, with_bot: bool = False) -> Chat:
        """Make a group of people, by their keys; the bot is not in it unless said."""
        chat = Chat(chat_id, "group", title, {self.person(key).id for key in members}, "member" if with_bot else "left")
        self.chats[chat_id] = chat
        return chat

    def person(self, key: str | int) -> Person:
        """Return somebody by key or id; raises KeyError."""
        if isinstance(key, int):
            return self.people[key]
        for person in self.people.values():
            if person.key == key:
                return person
        raise KeyError(key)

    def named(self, username: str) -> Person | None:
        """Return who has this @name, in any case."""
        wanted = username.removeprefix("@").lower()
        return next((one for one in self.people.values() if (one.username or "").lower() == wanted), None)

    def bot_user(self) -> Json:
        """Return the bot's own `User`."""
        return {"id": self.bot_id, "is_bot": True, "first_name": self.name, "username": self.username}

    def private_chat(self, person: Person) -> Chat:
        """Return somebody's chat with the bot."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = self.chats[person.id] = Chat(person.id, "private", members={person.id})
        return chat

    def chat_body(self, chat: Chat) -> Json:
        """Return the Bot API's `Chat`."""
        if chat.kind != "private":
            return {"id": chat.id, "type": chat.kind, "title": chat.title}
        person = self.people[chat.id]
        body: Json = {"id": chat.id, "type": "private", "first_name": person.first_name}
        if person.last_name:
            body["last_name"] = person.last_name
        if person.username:
            body["username"] = person.username
        return body

    # --- what the bot may do ---

    def chat_for(self, chat_id: int | str, *, writing: bool = True) -> Chat:
        """Return the chat that a call names; raises 400 and 403 as Telegram does."""
        if isinstance(chat_id, str):
            raise bad_request(CHAT_NOT_FOUND if chat_id else "chat_id is empty")  # @names work for channels only
        if chat_id > 0:
            return self._private_chat_for(chat_id, writing=writing)
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request(CHAT_NOT_FOUND)
        if chat.migrated_to is not None and writing:
            description = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, description, {"migrate_to_chat_id": chat.migrated_to})
        kind = "group" if chat.kind == "group" else "supergroup"
        if chat.bot == "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        if chat.bot == "left" and (writing or kind == "supergroup"):
            raise forbidden(f"bot is not a member of the {kind} chat")
        return chat

    def _private_chat_for(self, chat_id: int, *, writing: bool) -> Chat:
        person = self.people.get(chat_id)
        if person is None or (not writing and not person.started):
            raise bad_request(CHAT_NOT_FOUND)
        if writing:
            if person.is_bot:
                raise forbidden("the bot can't send messages to the bot")
            if person.deactivated:
                raise forbidden("user is deactivated")
            if not person.started:
                raise forbidden("bot can't initiate conversation with a user")
            if person.blocked:
                raise forbidden("bot was blocked by the user")
        return self.private_chat(person)

    def message_for(self, chat: Chat, message_id: int, what: str) -> Message:
        """Return a message of a chat; raises 400 `<what> not found`."""
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request(f"{what} not found")
        return message

    # --- messages ---

    def post(self, chat: Chat, by: Person | None, content: Json, *, silent: bool = False) -> Message:
        """Put a message into a chat (`by` None: the bot's), and let the phones notice it."""
        self._message_ids += 1
        now = self.clock()
        user = by.user() if by else self.bot_user()
        body: Json = {
            "message_id": self._message_ids,
            "from": user,
            "chat": self.chat_body(chat),
            "date": int(now.timestamp()),
            **content,
        }
        message = Message(self._message_ids, chat.id, body, now, user["id"], silent)
        chat.messages[message.id] = message
        kind = events.QUIET if silent else events.NEW
        self.notice(events.SENT if by and chat.kind == "private" else kind, chat, message, but=by)
        return message

    def notice(self, kind: str, chat: Chat, message: Message, *, but: Person | None = None) -> None:
        """Let every member's phone notice something about a message; who did it themselves (`but`) sees it sent."""
        for person_id in sorted(chat.members):
            person = self.people[person_id]
            own = but is not None and person_id == but.id
            self.events.tell(events.SENT if own else kind, self.clock(), person.key, chat.id, message.id, message.text)

    def refresh(self, what: str = "") -> None:
        """Let pages draw everything anew."""
        self.events.tell(events.STATE, self.clock(), text=what)

    def received(self, message: Message, *, edited: bool = False) -> None:
        """Queue the update for a person's message."""
        self.updates.add("edited_message" if edited else "message", message.body)

    def text_content(self, text: str, given: list[Json] | None = None) -> Json:
        """Return the `text` and `entities` of a message, with the entities that Telegram finds by itself."""
        content: Json = {"text": text}
        if entities := find_entities(text, given or ()):
            content["entities"] = entities
        return content

    def keep_file(self, upload: Upload, folder: str) -> File:
        """Store an upload; return what `getFile` knows of it."""
        unique = secrets.token_urlsafe(9)
        suffix = upload.name.rsplit(".", 1)[-1] if "." in upload.name else "bin"
        path = f"{folder}/file_{len(self.files)}.{suffix}"
        file = File(f"AgACAg{secrets.token_urlsafe(24)}", unique, path, upload.name, upload.mime_type, upload.content)
        self.files[file.id] = file
        return file

    def record(self, method: str, parameters: Json, status: int, answer: object, milliseconds: float) -> None:
        """Put a call into the drawer."""
        self._calls += 1
        self.calls.append(Call(self._calls, self.clock(), method, parameters, status, answer, milliseconds))

    # --- quiet ---

    def is_settled(self) -> bool:
        """Return True when the bot has confirmed every update and answered every press that it could still answer."""
        if self.updates.waiting():
            return False
        late = self.clock() - ANSWER_WITHIN
        return all(press.answered or press.at <= late for press in self.presses.values())

    def forget_old_presses(self) -> None:
        """Keep the newest presses; older ones cannot be answered any more, or have been."""
        while len(self.presses) > _PRESSES_KEPT:
            del self.presses[next(iter(self.presses))]

    async def until_settled(self, seconds: float = 10) -> bool:
        """Wait for `is_settled`; False after `seconds` of real time."""
        return bool(await self.events.until(self.is_settled, seconds))

    def start_over(self) -> None:
        """Forget everybody and everything except the sample people, who begin anew; polling goes on."""
        self.people.clear()
        self.chats.clear()
        self.presses.clear()
        self.shared.clear()
        self.run = secrets.token_hex(4)
        self.files.clear()
        self.calls.clear()
        self.faults.clear()
        self.updates.clear()
        if self.sample is not None:
            self.sample(self)
        self.refresh("start over")


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, JPEG, GIF or WebP picture in pixels, or None when it is none of these."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"\xff\xd8"):
        position = 2
        while position + 9 <= len(content) and content[position] == 0xFF:
            if 0xC0 <= content[position + 1] <= 0xCF and content[position + 1] not in {0xC4, 0xC8, 0xCC}:
                height, width = struct.unpack(">HH", content[position + 5 : position + 9])
                return width, height
            position += 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512
    return None
