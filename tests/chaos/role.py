"""One role of the program as its own process, with short waits: `python -m tests.chaos.role bot|jobs|web`.

A dead deliverer's notices are taken over after LEASE instead of 30 s, and a cancel is told after UNDO instead of 30 s,
so that a minute of chaos can settle within the next. What delivers a notice says so to the playground's Telegram, in a
parameter that it takes and does not look at: `message_effect_id`. Everything else is the program as operators run it.
"""

from __future__ import annotations

import sys
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

import main
from db import delivery
from scheduling import notices

LEASE = timedelta(seconds=6)
UNDO = timedelta(seconds=4)

_told: ContextVar[str | None] = ContextVar("told", default=None)


def sign_notices() -> None:
    """Have every new message that tells a notice bear its kind and number."""
    from bot.messenger import Messenger
    from jobs.deliver import Deliverer
    from jobs.drawing import Ready

    send, call = Deliverer._send, Messenger.call

    async def sending(self: Deliverer, message: Ready) -> delivery.Outcome:
        _told.set(f"{message.notice.kind.value} {message.notice.id}")
        return await send(self, message)

    async def calling(self: Messenger, method: str, parameters: dict[str, Any], **given: Any) -> Any:
        if method == "sendMessage" and (told := _told.get()):
            parameters = parameters | {"message_effect_id": told}
        return await call(self, method, parameters, **given)

    Deliverer._send = sending  # type: ignore[method-assign]  # this is what signing is
    Messenger.call = calling  # type: ignore[method-assign]  # as above


if __name__ == "__main__":
    delivery.LEASE = LEASE
    # Before the services are imported, which happens when the role starts.
    notices.UNDO = UNDO
    if sys.argv[1] == "jobs":
        sign_notices()
    sys.exit(main.main(sys.argv[1:]))
