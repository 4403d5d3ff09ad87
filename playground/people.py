"""The people, chats, messages and files that the playground's Telegram holds in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from playground.answers import Json


@dataclass(slots=True)
class Person:
    """Somebody with a phone. `key` is how page and tests call them, `city` and `zone` are where they really are."""

    key: str
    id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    language_code: str = "en"
    city: str = ""
    zone: str = "UTC"
    place: tuple[float, float] = (0.0, 0.0)  # latitude and longitude, shared on request
    phone_number: str = ""
    started: bool = False  # has pressed Start, so that the bot may write
    blocked: bool = False  # has blocked the bot
    deactivated: bool = False  # has deleted the account
    is_bot: bool = False

    @property
    def name(self) -> str:
        """First and last name, as a chat list shows them."""
        return f"{self.first_name} {self.last_name}".strip()

    def user(self) -> Json:
        """Return the Bot API's `User`."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code and not self.is_bot:
            user["language_code"] = self.language_code
        return user


@dataclass(slots=True)
class Message:
    """A message in a chat; `body` is the Bot API's `Message`."""

    id: int
    chat_id: int
    body: Json
    sent_at: datetime
    by: int  # person's or bot's id
    silent: bool = False
    editable: bool = True  # False for what carried a reply keyboard, as in Telegram

    @property
    def text(self) -> str:
        """Text or caption, without formatting."""
        text: str = self.body.get("text") or self.body.get("caption") or ""
        return text

    @property
    def entities(self) -> list[Json]:
        """The formatting of `text`."""
        found: list[Json] = self.body.get("entities") or self.body.get("caption_entities") or []
        return found

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """Rows of inline buttons; empty without any."""
        rows: list[list[Json]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's), a group or a supergroup."""

    id: int
    kind: str  # private, group or supergroup
    title: str = ""
    members: set[int] = field(default_factory=set)
    bot: str = "member"  # the bot's own standing: member, left or kicked
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    gone: dict[int, Message] = field(default_factory=dict)  # deleted, yet still on some phone's screen
    keyboards: dict[int, Json] = field(default_factory=dict)  # reply keyboard by person
    keyboards_by: int | None = None  # the message that brought them
    pinned: int | None = None

    def drop(self, message: Message) -> None:
        """Let a message be gone, and with it the reply keyboard that it brought, as TDLib does."""
        del self.messages[message.id]
        self.gone[message.id] = message
        if message.id == self.keyboards_by:
            self.keyboards.clear()

    @property
    def last(self) -> Message | None:
        """The newest message."""
        return next(reversed(self.messages.values()), None)


@dataclass(frozen=True, slots=True)
class Shared:
    """A text that one person sent another in a chat of their own, which no bot sees: a link, for the most part."""

    by: str  # key of the sender
    to: str
    body: Json  # text and entities
    at: datetime


@dataclass(slots=True)
class Press:
    """A tap on an inline button that waits for `answerCallbackQuery`."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answered: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody uploaded; `path` is where `/file/bot<token>/` serves it."""

    id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a multipart form."""

    name: str
    mime_type: str
    content: bytes
