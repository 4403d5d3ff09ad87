"""How the playground's Telegram says no: status, description and parameters as the Bot API server words them.

Source: "Making requests" and `ResponseParameters` of https://core.telegram.org/bots/api; the wording is what the public
server of tdlib/telegram-bot-api answers.
"""

from typing import Any

Json = dict[str, Any]

CHAT_NOT_FOUND = "chat not found"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
TWO_POLLERS = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Refused(Exception):
    """A call that Telegram refuses: HTTP status, the sentence, and `ResponseParameters` for machines."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Return the JSON that goes over the wire."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(message: str) -> Refused:
    """Make a 400; the server lowers a first letter unless the second one is a capital or an underscore as well."""
    if not (len(message) > 1 and (message[1] == "_" or "A" <= message[1] <= "Z")):
        message = message[:1].lower() + message[1:]
    return Refused(400, f"Bad Request: {message}")


def forbidden(message: str) -> Refused:
    """Make a 403: the chat exists, and the bot may not write to it."""
    return Refused(403, f"Forbidden: {message}")


def too_many_requests(retry_after: int) -> Refused:
    """Make a 429 that asks to wait `retry_after` seconds."""
    return Refused(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
