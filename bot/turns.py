"""A turn: one person's one action, and what it answers with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Message

from bot.sessions import Session
from bot.views import Document, Helper, View
from scheduling.people import Person
from texts import Words


@dataclass(slots=True)
class Turn:
    """Everything a handler may use. It neither sends nor commits: it changes data through services and answers.

    `message` is what the person typed or sent, None for a tap; `pressed` the id of the tapped message. `words` are
    the texts in the viewer's language. `links` makes a deep link of a start parameter: `https://t.me/<bot>?start=...`.
    """

    connection: AsyncConnection
    now: datetime
    viewer: Person
    chat_id: int
    session: Session
    words: Words
    bot: BotFacts
    message: Message | None = None
    pressed: int | None = None
    shown: dict[str, Any] | None = None
    """The tapped message as Telegram still has it, in JSON; None for typed input, and for one too old to be shown."""
    old_card: int | None = None
    old_helper: int | None = None
    old_draft: UUID | None = None
    """The draft whose card `old_card` is."""
    left: int | None = None
    """A draft's card that other pages stand below."""

    @property
    def card(self) -> tuple[int, int] | None:
        """The tapped message as (chat, message), which the turn's own answer edits."""
        return None if self.pressed is None else (self.chat_id, self.pressed)

    @property
    def tapped(self) -> Message | None:
        """The tapped message, which only who asks for it pays for; its keyboard is JSON in `api_kwargs`."""
        return Message.de_json(self.shown, None) if self.shown is not None else None

    @property
    def typed(self) -> str:
        """The typed text or caption, without the character that PostgreSQL refuses; empty when neither was sent."""
        text = (self.message.text or self.message.caption) if self.message else None
        return (text or "").replace("\x00", "").strip()


@dataclass(frozen=True, slots=True)
class BotFacts:
    """What the bot knows of itself: from getMe, the secret that links are made with, its operators' Telegram ids."""

    id: int
    username: str
    link_secret: bytes
    operators: frozenset[int] = frozenset()

    def start_link(self, parameter: str) -> str:
        """A deep link (core.telegram.org/bots/features#deep-linking)."""
        return f"https://t.me/{self.username}?start={parameter}"


@dataclass(frozen=True, slots=True)
class PopUp:
    """The answer to a tap that changes no message: at most 200 characters, plain."""

    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer richer than one view.

    `view` edits the tapped message, or is sent below what was typed (the session's old card then goes). `fresh` sends
    it as a new message even after a tap. `working` says that the view is the card the session works on. `popup` answers
    the tap besides. `helper` opens a reply keyboard. `also` are further new messages, and `document` a
    file that comes last; `files` are several.
    """

    view: View | None = None
    popup: str | None = None
    fresh: bool = False
    working: bool = False
    helper: Helper | None = None
    also: tuple[View, ...] = ()
    document: Document | None = None
    files: tuple[Document, ...] = ()


Answer = View | Reply | PopUp
Handler = Callable[[Turn], Awaitable[Answer]]
"""For commands and everything typed or sent."""
TapHandler = Callable[[Any, Turn], Awaitable[Answer]]
"""For taps: the unpacked button first."""
