"""The only place where views become Telegram's JSON."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import structlog
from telegram.error import BadRequest

from bot.limiter import Limiter
from bot.ratelimits import RateLimits
from bot.transport import File, Transport
from bot.views import AskLocation, AskPeople, Document, Helper, Link, Rows, View

log = structlog.get_logger(__name__)

_TAGS = re.compile("<[^>]*>")
_NO_PREVIEW = {"is_disabled": True}

_GONE = ("message to edit not found", "can't be edited", "no text in the message to edit")
"""What Telegram says of a message that cannot show a text any more, or never could: a file that was sent."""


class Messenger:
    """Sends, edits and deletes messages of one bot. Raises PTB's errors, but for those that mean "already so"."""

    def __init__(
        self, transport: Transport, base_url: str, *, limiter: Limiter | None = None, bulk: bool = False
    ) -> None:
        """`base_url` is the address of the bot's methods: `<server>/bot<token>`.

        Without a `limiter` everything goes at once. `bulk` messages leave room to answers, raise limiter.Crowded when
        there is none, and leave it to their owner to come back after a RetryAfter.
        """
        self._transport = transport
        self._base = base_url
        self._limits = RateLimits(limiter)
        self._bulk = bulk

    async def call(
        self,
        method: str,
        parameters: dict[str, Any],
        *,
        files: dict[str, File] | None = None,
        read_seconds: float | None = None,
    ) -> Any:
        """Any Bot API method, by name, when Telegram's limits allow it."""
        request = (f"{self._base}/{method}", parameters, files, read_seconds)
        return await self._limits.process_request(self._post, request, {}, method, parameters, self._bulk)

    async def _post(
        self, url: str, parameters: dict[str, Any], files: dict[str, File] | None, read_seconds: float | None
    ) -> Any:
        if files is not None:
            return await self._transport.upload(url, parameters, files)
        return await self._transport.call(url, parameters, read_seconds=read_seconds)

    async def send(self, chat_id: int, view: View, *, silent: bool = False) -> int:
        """sendMessage; returns the message's id."""
        parameters: dict[str, Any] = {
            "chat_id": chat_id,
            "text": view.text,
            "parse_mode": "HTML",
            "link_preview_options": _NO_PREVIEW,
        }
        if view.rows:
            parameters["reply_markup"] = {"inline_keyboard": _keyboard(view.rows)}
        if silent:
            parameters["disable_notification"] = True
        sent = await self._say("sendMessage", parameters)
        return int(sent["message_id"])

    async def edit(self, chat_id: int, message_id: int, view: View) -> bool:
        """editMessageText. Returns False when the message is gone or can no longer be edited; unchanged is a yes."""
        parameters: dict[str, Any] = {
            "chat_id": chat_id,
            "message_id": message_id,
            "text": view.text,
            "parse_mode": "HTML",
            "link_preview_options": _NO_PREVIEW,
        }
        if view.rows:
            parameters["reply_markup"] = {"inline_keyboard": _keyboard(view.rows)}
        # PTB capitalizes what Telegram writes behind "Bad Request: ", so sentences are compared in lower case.
        try:
            await self._say("editMessageText", parameters)
        except BadRequest as error:
            if "not modified" in error.message:
                return True
            if any(each in error.message.lower() for each in _GONE):
                return False
            raise
        return True

    async def _say(self, method: str, parameters: dict[str, Any]) -> Any:
        """Call with a text; one that Telegram cannot read is said once more without its marks."""
        try:
            return await self.call(method, parameters)
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise
            log.error("text sent plain", method=method)
        plain = {name: value for name, value in parameters.items() if name != "parse_mode"}
        return await self.call(method, plain | {"text": unescape(_TAGS.sub("", parameters["text"]))})

    async def ask(self, chat_id: int, helper: Helper) -> int:
        """Send a helper message that opens a reply keyboard; returns its id."""
        first: dict[str, Any]
        match helper:
            case AskLocation():
                first = {"text": helper.share, "request_location": True}
            case AskPeople():
                first = {
                    "text": helper.pick,
                    "request_users": {
                        "request_id": helper.request_id,
                        "max_quantity": helper.most,
                        "user_is_bot": False,
                        "request_name": True,
                        "request_username": True,
                    },
                }
        markup = {"keyboard": [[first], [{"text": helper.back}]], "resize_keyboard": True, "one_time_keyboard": True}
        sent = await self.call(
            "sendMessage", {"chat_id": chat_id, "text": helper.text, "parse_mode": "HTML", "reply_markup": markup}
        )
        return int(sent["message_id"])

    async def send_document(self, chat_id: int, document: Document) -> int:
        """sendDocument; returns the message's id."""
        files = {"document": (document.name, document.content, document.mime)}
        sent = await self.call("sendDocument", {"chat_id": chat_id}, files=files)
        return int(sent["message_id"])

    async def delete(self, chat_id: int, message_id: int) -> None:
        """deleteMessage; one that is gone, or older than 48 hours, is left as it is."""
        try:
            await self.call("deleteMessage", {"chat_id": chat_id, "message_id": message_id})
        except BadRequest as error:
            if "message to delete not found" not in error.message.lower() and "can't be deleted" not in error.message:
                raise

    async def answer(self, callback_id: str, text: str = "", *, alert: bool = True) -> None:
        """answerCallbackQuery, as a pop-up when there is a text; one that is too old is past helping.

        Without `alert` the text goes by itself.
        """
        parameters: dict[str, Any] = {"callback_query_id": callback_id}
        if text:
            parameters |= {"text": text, "show_alert": alert}
        try:
            await self.call("answerCallbackQuery", parameters)
        except BadRequest as error:
            if "query is too old" not in error.message.lower():
                raise


def shows(message: dict[str, Any], view: View) -> bool:
    """Whether a tapped message, as `updates.understood` sets it aside, reads and offers just what the view does."""
    if message.get("keyboard", []) != _keyboard(view.rows):
        return False
    return str(message.get("text", "")).strip() == unescape(_TAGS.sub("", view.text)).strip()


def _keyboard(rows: Rows) -> list[list[dict[str, str]]]:
    return [
        [
            {"text": key.label, "url": key.url}
            if isinstance(key, Link)
            else {"text": key.label, "callback_data": key.data}
            for key in row
        ]
        for row in rows
    ]
