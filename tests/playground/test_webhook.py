"""Updates by webhook: in order, with the secret, again until taken, and a method in the answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from tests.chat import Chat
from tests.playground.conftest import Bot

ANA = 7001


@dataclass
class Hook:
    url: str = ""
    statuses: list[int] = field(default_factory=list)  # to answer with, 200 when it runs out
    reply: Any = None
    got: list[tuple[str | None, Any]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.reply if status == 200 else {}, status=status)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook(reply={})
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    hook.url = f"http://127.0.0.1:{port}/hook"
    yield hook
    await runner.cleanup()


async def test_updates_are_posted_in_order_with_the_secret(bot: Bot, chat: Chat, hook: Hook) -> None:
    await bot("setWebhook", url=hook.url, secret_token="a-Secret_1")
    for text in ("/start", "one", "two"):
        await chat.phone("ana").sends(text)
    assert await chat.telegram.until_settled()
    assert [(secret, update["message"]["text"]) for secret, update in hook.got] == [
        ("a-Secret_1", "/start"),
        ("a-Secret_1", "one"),
        ("a-Secret_1", "two"),
    ]


async def test_an_update_comes_again_until_it_is_taken(bot: Bot, chat: Chat, hook: Hook) -> None:
    hook.statuses = [500, 403]
    await bot("setWebhook", url=hook.url)
    await chat.phone("ana").sends("/start")
    await chat.phone("ana").sends("one")
    assert await chat.telegram.until_settled()
    assert [update["message"]["text"] for _, update in hook.got] == ["/start", "/start", "/start", "one"]
    info = await bot("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 403 Forbidden"
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_the_answer_may_hold_a_method(bot: Bot, chat: Chat, hook: Hook) -> None:
    hook.reply = {"method": "sendMessage", "chat_id": ANA, "text": "Hello"}
    await bot("setWebhook", url=hook.url)
    await chat.phone("ana").sends("/start")
    await chat.phone("ana").sees("Hello")


async def test_polling_and_webhook_exclude_each_other(bot: Bot, hook: Hook) -> None:
    await bot("setWebhook", url=hook.url)
    assert await bot.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await bot("deleteWebhook")
    assert await bot("getUpdates") == []
    assert (await bot("getWebhookInfo"))["url"] == ""
