"""Who sent an update, and where: read from raw JSON at intake and from PTB's objects in a turn."""

from __future__ import annotations

from typing import Any

from telegram import Update, User

from db.people import Account
from scheduling.languages import base


def account_of(user: User | None) -> Account | None:
    """What Telegram says about the sender; None for channels, anonymous group admins and bots."""
    if user is None or user.is_bot:
        return None
    return Account(
        telegram_id=user.id,
        first_name=user.first_name,
        last_name=user.last_name,
        username=user.username.lower() if user.username else None,
        language=base(user.language_code) if user.language_code else None,
    )


def person_key(update: dict[str, Any]) -> int:
    """Whose queue a raw update belongs to: Telegram's id of the person, else of the chat, else 0. Never raises."""
    for body in update.values():
        if not isinstance(body, dict):
            continue
        for holder in (body.get("from"), body.get("user"), body.get("chat")):
            if isinstance(holder, dict) and isinstance(holder.get("id"), int):
                return int(holder["id"])
        message = body.get("message")
        if isinstance(message, dict) and isinstance(message.get("chat"), dict):
            return int(message["chat"].get("id", 0))
    return 0


def private(update: Update) -> bool:
    """Whether the update belongs to the private chat between its sender and the bot."""
    return update.effective_chat is not None and update.effective_chat.type == "private"
