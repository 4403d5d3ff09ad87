"""python-telegram-bot's `BaseRateLimiter` over our Limiter: what waits, for how long, and what a refusal means.

Our messenger's calls and those of PTB's own bot pass through it alike, so that none goes past Telegram's limits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.limiter import Limiter
from bot.transport import pause_asked

JsonDict = dict[str, Any]

_LIMITED = ("send", "edit", "copy", "forward")
"""How methods begin that Telegram counts."""

BULK_PATIENCE = 5.0
"""Seconds that a bulk message waits for its moment: well within the lease of what is delivered."""
LONGEST_REFUSAL = 300.0
"""Seconds; an answer that Telegram refuses for longer is given up, and the next press shows the truth."""


class RateLimits(BaseRateLimiter[bool]):
    """The limits of one bot. Its `rate_limit_args` say whether a call is bulk: sent by itself, and not an answer.

    Without a `limiter` everything goes at once, and only what Telegram refuses waits.
    """

    __slots__ = ("_limiter",)

    def __init__(self, limiter: Limiter | None) -> None:
        self._limiter = limiter

    async def initialize(self) -> None:
        """Nothing: the limiter is its owner's, and asks Redis when it is first needed."""

    async def shutdown(self) -> None:
        """Nothing: PTB calls it when its bot stops, and deliverers may still be sending."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JsonDict | list[JsonDict]]],
        args: Any,
        kwargs: JsonDict,
        endpoint: str,
        data: JsonDict,
        rate_limit_args: bool | None,
    ) -> bool | JsonDict | list[JsonDict]:
        """Call when Telegram's limits allow it, again after each refusal; `data`, which is sent, may get a word more.

        Raises limiter.Crowded when there is no room for a bulk message, RetryAfter when one is refused or an answer
        for too long, and whatever `callback` raises.
        """
        bulk, chat_id = bool(rate_limit_args), data.get("chat_id")
        limiter = self._limiter if isinstance(chat_id, int) and endpoint.startswith(_LIMITED) else None
        patience = BULK_PATIENCE if bulk else float("inf")
        until = time.monotonic() + LONGEST_REFUSAL
        if limiter is not None and limiter.paid and endpoint.startswith("send"):
            data["allow_paid_broadcast"] = True
        while True:
            if limiter is not None and isinstance(chat_id, int):
                # In groups edits count like messages; a person's are only kept within the overall rate.
                counted = chat_id < 0 or not endpoint.startswith("edit")
                await limiter.wait(chat_id, bulk=bulk, counted=counted, patience=patience)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                seconds = pause_asked(refusal).total_seconds()
                if limiter is not None and isinstance(chat_id, int):
                    await limiter.refused(chat_id, seconds)
                if bulk or time.monotonic() + seconds > until:
                    raise
                if limiter is None:
                    await asyncio.sleep(seconds)
