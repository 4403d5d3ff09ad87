"""Updates that PTB cannot read, however often it tries: set aside at once, and their sender told by a number."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import TelegramError

from bot.messenger import Messenger
from bot.views import View
from db import inbox, people
from scheduling.clock import Clock
from texts import words

log = structlog.get_logger(__name__)


async def refuse(
    update: dict[str, Any], error: Exception, *, engine: AsyncEngine, messenger: Messenger, bot_id: int, clock: Clock
) -> None:
    """Close it in the inbox, where its body stays for the operator, so that the same person's next ones need not wait.

    `error` is what reading it raised. Raises what the database raises; then it is still open.
    """
    incident = secrets.token_hex(2).upper()
    log.error("update not understood", exc_info=error, incident=incident, update=update["update_id"])
    sender, callback_id = _sender(update)
    async with engine.begin() as connection:
        await inbox.set_aside(connection, bot_id, update["update_id"], error=incident, now=clock())
        chosen = await people.language_of(connection, sender["id"]) if sender else None
    if sender is None:
        return
    say = words(chosen or str(sender.get("language_code") or "en"))
    try:
        if callback_id is not None:
            await messenger.answer(callback_id)
        await messenger.send(sender["id"], View(say.html("our-fault", incident=incident)))
    except TelegramError as failed:
        log.warning("answer not delivered", error=type(failed).__name__, update=update["update_id"])


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
