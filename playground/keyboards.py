"""Keyboards under messages: what Telegram takes and what it refuses about buttons.

Source: `InlineKeyboardButton`, `KeyboardButton` of https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import re
from typing import Any

import orjson

from playground.answers import Json, bad_request

_MOST_BUTTONS = 100
_MOST_BYTES = 10_000
_STYLES = {"danger", "success", "primary"}
_KINDS = (
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
    "disabled",
)
_LINK = re.compile(r"(?:https?|tg|ton)://[^\s]+|[\w-]+(?:\.[\w-]+)+(?:[/?#:][^\s]*)?", re.IGNORECASE)


def check_keyboard(markup: Json | None, *, private: bool, inline_only: bool = False) -> Json | None:
    """Return a `reply_markup` that may be shown, or None for none; raises 400. `inline_only` is for edits."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = [row for row in markup["inline_keyboard"] if row]
        for button in (button for row in rows for button in row):
            _check_inline(button, private=private)
        _check_size(rows)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("Inline keyboard expected")
    if "keyboard" in markup:
        rows = [row for row in markup["keyboard"] if row]
        if not rows:
            return None
        for button in (button for row in rows for button in row):
            _check_reply(button, private=private)
        _check_size(rows)
        return {**markup, "keyboard": rows}
    return markup


def _check_size(rows: list[list[Any]]) -> None:
    if sum(len(row) for row in rows) > _MOST_BUTTONS or len(orjson.dumps(rows)) > _MOST_BYTES:
        raise bad_request("reply markup is too long")


def _check_inline(button: Json, *, private: bool) -> None:
    if not button["text"].strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: Invalid button style specified")
    if url := button.get("url"):
        if not _LINK.fullmatch(url):
            raise bad_request(f"Inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return
    if not any(kind in button for kind in _KINDS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "web_app" in button:
        _check_web_app(button["web_app"]["url"], private=private)


def _check_web_app(url: str, *, private: bool) -> None:
    if not url.startswith("https://"):
        raise bad_request(f"Inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")


def _check_reply(button: Json, *, private: bool) -> None:
    if not button["text"].strip():
        raise bad_request("Keyboard button text must be non-empty")
    if not private:
        for key, what in (
            ("request_location", "location"),
            ("request_contact", "phone number"),
            ("request_users", "users"),
            ("request_chat", "chats"),
            ("request_poll", "poll"),
        ):
            if button.get(key):
                raise bad_request(f"{what} can be requested in private chats only")
    users = button.get("request_users")
    if users and not 1 <= users.get("max_quantity", 1) <= 10:
        raise bad_request("BUTTON_INVALID")
