"""What people do with their phones: type, tap, share, open links, block the bot. The other side of the Bot API.

Everything here happens at once and rings in `Telegram.events`; what the bot should know goes into its update queue.
"""

from __future__ import annotations

import re
import secrets
from urllib.parse import parse_qs, unquote_plus, urlsplit

from playground import events
from playground.answers import Json
from playground.html import utf16
from playground.people import Chat, Message, Person, Press, Shared, Upload
from playground.samples import KINDS
from playground.telegram import Telegram

_LONGEST = 4096
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class CannotDo(Exception):
    """Something that no phone offers in this moment, such as tapping a button that is not there; the text says what."""


class Phone:
    """One person's phone. Chats are named by id; without one it is the private chat with the bot."""

    def __init__(self, telegram: Telegram, key: str | int) -> None:
        self.telegram = telegram
        self.person: Person = telegram.person(key)

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.telegram.private_chat(self.person)

    def chat_at(self, chat_id: int | None) -> Chat:
        """Return a chat this person is in; raises CannotDo."""
        if chat_id is None or chat_id == self.person.id:
            return self.chat
        chat = self.telegram.chats.get(chat_id)
        if chat is None or self.person.id not in chat.members:
            raise CannotDo(f"{self.person.name} is not in chat {chat_id}")
        return chat

    # --- typing ---

    def start(self, payload: str = "") -> Message:
        """Press Start, as the button below an empty chat or a deep link does."""
        if self.person.blocked:
            self.unblock()
        return self.send(f"/start {payload}".strip())[-1]

    def send(
        self,
        text: str,
        chat_id: int | None = None,
        *,
        reply_to: int | None = None,
        mentions: dict[str, str] | None = None,
    ) -> list[Message]:
        """Type a text; a long one goes as several messages, as phones do. Returns them.

        `mentions` says which words were picked from the list of members without @name: {"Eve": "eve"}.
        """
        stripped = text.strip()
        if not stripped:
            raise CannotDo("there is nothing to send")
        sent = []
        for begin in range(0, len(stripped), _LONGEST):
            part = stripped[begin : begin + _LONGEST].strip()
            if part:
                given = self._mentions(part, mentions or {})
                sent.append(self.post(self.telegram.text_content(part, given), chat_id, reply_to=reply_to))
        return sent

    def _mentions(self, text: str, mentions: dict[str, str]) -> list[Json]:
        given = []
        for word, key in mentions.items():
            at = text.index(word)
            user = self.telegram.person(key).user()
            entity = {"offset": utf16(text[:at]), "length": utf16(word), "type": "text_mention", "user": user}
            given.append(entity)
        return given

    def post(self, content: Json, chat_id: int | None = None, *, reply_to: int | None = None) -> Message:
        """Send a message of any content; the bot is told unless its privacy mode keeps it out of the group's talk."""
        chat = self.chat_at(chat_id)
        if chat.kind == "private":
            if self.person.blocked:
                raise CannotDo(f"{self.person.name} has blocked the bot: unblock first")
            self.person.started = True
        answered = chat.messages.get(reply_to) if reply_to is not None else None
        if answered is not None:
            content["reply_to_message"] = {k: v for k, v in answered.body.items() if k != "reply_to_message"}
        message = self.telegram.post(chat, self.person, content)
        self._one_time(chat)
        if self._heard(chat, message, answered):
            self.telegram.received(message)
        return message

    def _one_time(self, chat: Chat) -> None:
        if chat.keyboards.get(self.person.id, {}).get("one_time_keyboard"):
            chat.keyboards.pop(self.person.id)

    def _heard(self, chat: Chat, message: Message, answered: Message | None) -> bool:
        """Say whether the bot receives it: in groups only commands, mentions of it, answers to it."""
        if chat.kind == "private":
            return True
        if chat.bot != "member":
            return False
        text, name = message.text.lower(), f"@{self.telegram.username}".lower()
        if text.startswith("/"):
            command = text.split(maxsplit=1)[0]
            return "@" not in command or command.endswith(name)
        mentioned = name in text or any(
            entity.get("user", {}).get("id") == self.telegram.bot_id for entity in message.entities
        )
        return mentioned or (answered is not None and answered.by == self.telegram.bot_id)

    def send_kind(
        self, kind: str, chat_id: int | None = None, caption: str = "", upload: Upload | None = None
    ) -> Message:
        """Send a sample message of a kind: photo, voice, sticker, poll, contact, ... (see `samples.KINDS`)."""
        if kind not in KINDS:
            raise CannotDo(f"a phone sends none of kind {kind!r}; it knows {', '.join(sorted(KINDS))}")
        content = KINDS[kind](self.telegram, upload)
        if caption:
            marked = self.telegram.text_content(caption)
            content["caption"] = caption
            if "entities" in marked:
                content["caption_entities"] = marked["entities"]
        return self.post(content, chat_id)

    def edit(self, message_id: int, text: str, chat_id: int | None = None) -> Message:
        """Change the text of an own message."""
        chat = self.chat_at(chat_id)
        message = chat.messages.get(message_id)
        if message is None or message.by != self.person.id or "text" not in message.body:
            raise CannotDo(f"{self.person.name} has no text message {message_id} to edit")
        body = {key: value for key, value in message.body.items() if key != "entities"}
        edit_date = int(self.telegram.clock().timestamp())
        message.body = {**body, **self.telegram.text_content(text.strip()), "edit_date": edit_date}
        self.telegram.notice(events.EDIT, chat, message, but=self.person)
        if self._heard(chat, message, None):
            self.telegram.received(message, edited=True)
        return message

    def delete(self, message_id: int, chat_id: int | None = None) -> None:
        """Delete a message; bots are not told."""
        chat = self.chat_at(chat_id)
        message = chat.messages.get(message_id)
        if message is None:
            raise CannotDo(f"there is no message {message_id}")
        chat.drop(message)
        self.telegram.notice(events.DELETE, chat, message)

    # --- tapping ---

    def tap(self, message_id: int, button: Json, chat_id: int | None = None) -> str | None:
        """Tap an inline button, given as the Bot API's `InlineKeyboardButton`.

        The button may be one that the message no longer has: another screen may not have drawn the change yet. Returns
        the id of the callback query, or what the tap puts into the phone's hands: an address, a text to share or copy.
        """
        chat = self.chat_at(chat_id)
        message = chat.messages.get(message_id) or chat.gone.get(message_id)
        if message is None:
            raise CannotDo(f"there is no message {message_id}")
        self.telegram.events.tell(
            events.TAP, self.telegram.clock(), self.person.key, chat.id, message_id, button.get("text", "")
        )
        if "url" in button:
            return self.open(button["url"])
        if "callback_data" in button:
            press = None
            for _ in range(2 if self._twice() else 1):
                press = self._press(chat, message, button["callback_data"])
            return press.id if press else None
        if "copy_text" in button:
            copied: str = button["copy_text"]["text"]
            return copied
        if "web_app" in button:
            address: str = button["web_app"]["url"]
            return address
        for key in ("switch_inline_query", "switch_inline_query_current_chat"):
            if key in button:
                return f"@{self.telegram.username} {button[key]}".strip()
        return None

    def _twice(self) -> bool:
        if self.telegram.faults.presses_twice > 0:
            self.telegram.faults.presses_twice -= 1
            return True
        return False

    def _press(self, chat: Chat, message: Message, data: str) -> Press:
        press_id = str(secrets.randbelow(2**62) + 2**61)
        press = Press(press_id, self.person.id, chat.id, message.id, data, self.telegram.clock())
        self.telegram.presses[press_id] = press
        self.telegram.forget_old_presses()
        shown = dict(message.body)
        if message.id not in chat.messages:
            shown = {"chat": self.telegram.chat_body(chat), "message_id": message.id, "date": 0}
        query = {
            "id": press_id,
            "from": self.person.user(),
            "message": shown,
            "chat_instance": str(abs(chat.id) * 7919),
            "data": data,
        }
        if self.telegram.updates.add("callback_query", query) is None:
            press.answered = True  # the bot does not want presses
        return press

    def tap_reply(self, label: str, chat_id: int | None = None, *, people: list[str] | None = None) -> Message:
        """Tap a button below the text box: it sends its label, or what it asks for.

        A request for people takes `people`, by key; one for the location or the own number takes what the person has.
        """
        chat = self.chat_at(chat_id)
        rows = chat.keyboards.get(self.person.id, {}).get("keyboard", [])
        button = next((one for row in rows for one in row if one["text"] == label), None)
        if button is None:
            raise CannotDo(f"there is no button {label!r} below the text box")
        if button.get("request_location"):
            return self.share_location(*self.person.place, chat_id=chat_id)
        if button.get("request_contact"):
            return self.share_contact(self.person.key, chat_id=chat_id)
        if "request_users" in button:
            return self.share_users(button["request_users"], people or [], chat_id)
        return self.send(label, chat_id)[-1]

    def share_location(self, latitude: float, longitude: float, chat_id: int | None = None) -> Message:
        """Send a place, in degrees."""
        return self.post({"location": {"latitude": latitude, "longitude": longitude}}, chat_id)

    def share_contact(self, key: str, chat_id: int | None = None) -> Message:
        """Send somebody from the address book; with the account's id, as all people here use Telegram."""
        person = self.telegram.person(key)
        contact: Json = {"phone_number": person.phone_number, "first_name": person.first_name, "user_id": person.id}
        if person.last_name:
            contact["last_name"] = person.last_name
        return self.post({"contact": contact}, chat_id)

    def share_users(self, request: Json, people: list[str], chat_id: int | None = None) -> Message:
        """Choose people in the list that `request_users` opened."""
        most = request.get("max_quantity", 1)
        if not 1 <= len(people) <= most:
            raise CannotDo(f"choose 1 to {most} people")
        users = []
        for key in people:
            person = self.telegram.person(key)
            user: Json = {"user_id": person.id}
            if request.get("request_name"):
                user["first_name"] = person.first_name
                if person.last_name:
                    user["last_name"] = person.last_name
            if request.get("request_username") and person.username:
                user["username"] = person.username
            users.append(user)
        return self.post({"users_shared": {"request_id": request["request_id"], "users": users}}, chat_id)

    def share(self, text: str, key: str) -> None:
        """Send a text to somebody else in their own chat, as the list that a share link opens does; no bot sees it."""
        to, now = self.telegram.person(key), self.telegram.clock()
        if to is self.person or not text.strip():
            raise CannotDo("a text goes to somebody else, and is not empty")
        self.telegram.shared.append(Shared(self.person.key, to.key, self.telegram.text_content(text.strip()), now))
        self.telegram.events.tell(events.SHARED, now, to.key, text=text.strip())

    # --- links, blocking, groups ---

    def open(self, link: str) -> str:
        """Open a link. One to the bot opens its chat as this person (`?start=` presses Start); say what it came to.

        A share link (`t.me/share/url`) returns the text that it would put into a chat; any other address itself.
        """
        parts = urlsplit(link if "://" in link else f"https://{link}")
        path = parts.path.strip("/")
        query = parse_qs(parts.query, keep_blank_values=True)
        if parts.scheme == "tg" and parts.netloc == "resolve":
            path = query.get("domain", [""])[0]
        elif parts.hostname not in {"t.me", "telegram.me"}:
            return link
        if path == "share/url":
            return "\n".join(unquote_plus(query[key][0]) for key in ("url", "text") if key in query)
        if path.lower() != self.telegram.username.lower():
            return link
        if "start" in query:
            payload = query["start"][0]
            if not _PAYLOAD.fullmatch(payload):
                raise CannotDo(f"Telegram opens no link with start={payload!r}: up to 64 of A-Z, a-z, 0-9, _ and -")
            return self.start(payload).text
        return f"@{self.telegram.username}"

    def block(self) -> None:
        """Block the bot; it is told by `my_chat_member`."""
        self._standing("member", "kicked")
        self.person.blocked = True
        self.telegram.refresh(f"{self.person.key} blocked the bot")

    def unblock(self) -> None:
        """Unblock the bot."""
        self.person.blocked = False
        self._standing("kicked", "member")
        self.telegram.refresh(f"{self.person.key} unblocked the bot")

    def _standing(self, old: str, new: str, chat: Chat | None = None) -> None:
        chat, bot = chat or self.chat, self.telegram.bot_user()

        def member(status: str) -> Json:
            return {"status": status, "user": bot, **({"until_date": 0} if status == "kicked" else {})}

        change = {
            "chat": self.telegram.chat_body(chat),
            "from": self.person.user(),
            "date": int(self.telegram.clock().timestamp()),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        self.telegram.updates.add("my_chat_member", change)

    def add_bot(self, chat_id: int) -> None:
        """Add the bot to a group."""
        chat = self.chat_at(chat_id)
        old, chat.bot = chat.bot, "member"
        self._standing(old, "member", chat)
        content = {"new_chat_members": [self.telegram.bot_user()]}
        self.telegram.received(self.telegram.post(chat, self.person, content))

    def remove_bot(self, chat_id: int) -> None:
        """Throw the bot out of a group."""
        chat = self.chat_at(chat_id)
        self.telegram.post(chat, self.person, {"left_chat_member": self.telegram.bot_user()})
        chat.bot = "kicked"
        self._standing("member", "kicked", chat)

    def upgrade(self, chat_id: int, *, tell: bool = True) -> Chat:
        """Make a supergroup of a group; with `tell` the bot gets both service messages, else it learns by a refusal."""
        old = self.chat_at(chat_id)
        new = Chat(-1000000000000 + old.id, "supergroup", old.title, set(old.members), old.bot)
        self.telegram.chats[new.id] = new
        leaving = self.telegram.post(old, self.person, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        arriving = self.telegram.post(new, self.person, {"migrate_from_chat_id": old.id})
        if tell:
            self.telegram.received(leaving)
            self.telegram.received(arriving)
        return new

    def rename(self, username: str | None) -> None:
        """Take another @name, or none; Telegram lets nobody have one that somebody else has."""
        taken = self.telegram.named(username) if username else None
        if taken is not None and taken is not self.person:
            raise CannotDo(f"@{username} belongs to {taken.name}")
        self.person.username = username
        self.telegram.refresh(f"{self.person.key} has another name")
