"""Updates that are set aside: closed in the inbox without a turn that was done, and their sender told why."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import Update
from telegram.error import TelegramError

from bot import measures
from bot.accounts import private
from bot.messenger import Messenger
from bot.views import Press, Rows, View
from db import inbox, people
from scheduling.clock import Clock
from texts import Words, words

log = structlog.get_logger(__name__)


def numbered() -> str:
    """A new incident: the number that a person can quote, and the operator look up."""
    return secrets.token_hex(2).upper()


class Aside:
    """Sets updates aside. Every method raises what the database raises; then the update is still open."""

    def __init__(self, *, engine: AsyncEngine, messenger: Messenger, bot_id: int, clock: Clock) -> None:
        self._engine = engine
        self._messenger = messenger
        self._bot_id = bot_id
        self._clock = clock

    async def flooded(self, update_id: int, *, tell: Update | None = None) -> None:
        """One update too many in a flood; the sender of `tell` is asked to slow down."""
        measures.ended_as("flood")
        user = tell.effective_user if tell is not None else None
        say = await self._close(update_id, inbox.FLOOD, *((user.id, user.language_code) if user else (None, None)))
        if tell is not None and user is not None and private(tell):
            log.warning("flood", update=update_id)
            await self._tell(update_id, user.id, View(say.html("slow-down")))

    async def failed(self, update: Update, incident: str) -> None:
        """A bug: the person is told by the number that the log has."""
        chat, user, query = update.effective_chat, update.effective_user, update.callback_query
        known = (user.id, user.language_code) if user else (None, None)
        say = await self._close(update.update_id, incident, *known)
        if chat is None or chat.type != "private" or user is None:
            return
        # What was tapped can be tapped again below the apology; what was typed stands above it.
        again: Rows = ((Press(say.button("button-try-again"), query.data),),) if query and query.data else ()
        view = View(say.html("our-fault", incident=incident), again)
        await self._tell(update.update_id, chat.id, view, callback_id=query.id if query else None)

    async def unreadable(self, update: dict[str, Any], error: Exception) -> None:
        """What PTB cannot read, however often it tries: the same person's next ones need not wait for it.

        `error` is what reading it raised.
        """
        incident = numbered()
        log.error("update not understood", exc_info=error, incident=incident, update=update["update_id"])
        sender, callback_id = _sender(update)
        known = (sender["id"], str(sender.get("language_code") or "en")) if sender else (None, None)
        say = await self._close(update["update_id"], incident, *known)
        if sender is not None:
            view = View(say.html("our-fault", incident=incident))
            await self._tell(update["update_id"], sender["id"], view, callback_id=callback_id)

    async def _close(self, update_id: int, error: str, telegram_id: int | None, code: str | None) -> Words:
        """Its body stays for the operator. Returns the words for its sender: in the language that they chose, or else
        `code`, their app's."""
        async with self._engine.begin() as connection:
            await inbox.set_aside(connection, self._bot_id, update_id, error=error, now=self._clock())
            chosen = await people.language_of(connection, telegram_id) if telegram_id is not None else None
        return words(chosen or code or "en")

    async def _tell(self, update_id: int, chat_id: int, view: View, *, callback_id: str | None = None) -> None:
        try:
            if callback_id is not None:
                await self._messenger.answer(callback_id)
            await self._messenger.send(chat_id, view)
        except TelegramError as error:
            log.warning("answer not delivered", error=type(error).__name__, update=update_id)


def _sender(update: dict[str, Any]) -> tuple[dict[str, Any] | None, str | None]:
    """Who wrote or tapped it in the private chat with us, if so much can be read of it, and the id of the tap."""
    for kind in ("message", "edited_message", "callback_query"):
        body = update.get(kind)
        if not isinstance(body, dict):
            continue
        sender, shown = body.get("from"), body.get("message") if kind == "callback_query" else body
        chat = shown.get("chat") if isinstance(shown, dict) else None
        if not isinstance(sender, dict) or not isinstance(sender.get("id"), int) or not isinstance(chat, dict):
            continue
        if chat.get("id") == sender["id"]:  # as in every private chat, and in no other
            tapped = body.get("id") if kind == "callback_query" else None
            return sender, tapped if isinstance(tapped, str) else None
    return None, None
