"""Delivery of updates to the address that `setWebhook` named: in order, again until it answers 2xx.

Source: "Getting updates", `setWebhook` and "Making requests when getting updates" of https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import asyncio
import contextlib

import aiohttp
import orjson

from playground.answers import Json, Refused
from playground.calls import call
from playground.telegram import Telegram

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 5.0


class Webhook:
    """Posts what waits in the queue while a webhook is set; one update after the other, so that their order holds."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Deliver nothing more."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        telegram = self._telegram
        pause = _FIRST_PAUSE
        while not telegram.events.closed:
            work = lambda: telegram.updates.webhook_url and telegram.updates.waiting()  # noqa: E731 - one condition
            if not await telegram.events.until(work, 3600):
                continue
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
                while telegram.updates.webhook_url and (waiting := telegram.updates.waiting()):
                    first = waiting[0]
                    trouble = await self._deliver(session, first.body)
                    if trouble is None:
                        pause = _FIRST_PAUSE
                        telegram.updates.drop(first.id)
                        continue
                    now = int(telegram.clock().timestamp())
                    telegram.webhook.update(last_error_date=now, last_error_message=trouble)
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)

    async def _deliver(self, session: aiohttp.ClientSession, update: Json) -> str | None:
        """Post one update; return what went wrong, or None."""
        headers = {"Content-Type": "application/json"}
        if self._telegram.webhook_secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._telegram.webhook_secret
        try:
            url = self._telegram.updates.webhook_url
            async with session.post(url, data=orjson.dumps(update), headers=headers) as response:
                body = await response.read()
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as problem:
            return "Read timeout expired" if isinstance(problem, TimeoutError) else "Connection refused"
        await self._answered_with(body)
        return None

    async def _answered_with(self, body: bytes) -> None:
        """Play the method that the bot may have put into its answer; it never learns what came of it."""
        try:
            given = orjson.loads(body) if body.strip().startswith(b"{") else {}
        except orjson.JSONDecodeError:
            return
        if method := given.pop("method", None):
            status, answer = 200, None
            try:
                answer = await call(self._telegram, method, given, {})
            except Refused as refused:
                status, answer = refused.status, refused.body()
            self._telegram.record(method, given, status, answer, 0)
