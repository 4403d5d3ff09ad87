"""From an update's bytes to PTB's `Update`, without what PTB's own reading of it would cost and nobody asks for.

PTB looks for each of a message's ninety fields, also in the message that was tapped, which Telegram sends back whole
with every button: half of what a tap, and a third of what a plain text, costs to read.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import orjson
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Message, MessageEntity, Update, User

_PLAIN = {"message_id", "date", "chat", "from", "text", "entities"}
"""What a message has that is typed and nothing more."""


def parse(body: bytes) -> dict[str, Any]:
    """One stored update. Raises ValueError for what is no JSON."""
    try:
        found: dict[str, Any] = orjson.loads(body)
    except orjson.JSONDecodeError:
        found = json.loads(body)
    return found


def understood(update: dict[str, Any], bot: Bot) -> Update:
    """The update as PTB's handlers want it, equal to `Update.de_json` in all that they look at.

    A tapped message becomes an InaccessibleMessage (Bot API: what Telegram tells of an old one), and is itself kept as
    plain JSON in `api_kwargs["shown"]`, with its buttons under `keyboard`: only a lost draft is ever looked for in it.
    Raises what PTB raises for an update that is none.
    """
    found: Update | None = None
    query, message = update.get("callback_query"), update.get("message")
    if isinstance(query, dict) and isinstance(query.get("message"), dict) and query["message"].get("date"):
        found = Update(update["update_id"], callback_query=_tap(query, bot))
    elif isinstance(message, dict) and "from" in message and message.keys() <= _PLAIN:
        found = Update(update["update_id"], message=_text(message, bot))
    if found is None:
        return Update.de_json(update, bot)
    found.set_bot(bot)
    return found


def _tap(query: dict[str, Any], bot: Bot) -> CallbackQuery:
    shown = query["message"]
    if "reply_markup" in shown:
        shown["keyboard"] = shown.pop("reply_markup").get("inline_keyboard", [])
    message = InaccessibleMessage(Chat.de_json(shown["chat"], bot), shown["message_id"], api_kwargs={"shown": shown})
    return CallbackQuery(
        query["id"], User.de_json(query["from"], bot), query["chat_instance"], message=message, data=query.get("data")
    )


def _text(message: dict[str, Any], bot: Bot) -> Message:
    found = Message(
        message["message_id"],
        datetime.fromtimestamp(message["date"], UTC),
        Chat.de_json(message["chat"], bot),
        from_user=User.de_json(message["from"], bot),
        text=message.get("text"),
        entities=MessageEntity.de_list(message.get("entities", []), bot),
    )
    # PTB asks a command's message for the bot's own @username.
    found.set_bot(bot)
    return found
