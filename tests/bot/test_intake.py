"""Updates as they come: split without being understood, kept whatever they hold."""

from __future__ import annotations

from datetime import timedelta
from itertools import count, permutations
from typing import Any

import orjson
import psycopg
import pytest

from bot import collector, intake
from bot.accounts import person_key
from bot.intake import split
from bot.updates import parse
from db import inbox, locks
from db.inbox import Arrived
from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from tests.chat import Chat, Phone


def test_a_batch_is_split_into_raw_updates_by_person_in_order() -> None:
    answer = (
        b'{"ok":true,"result":['
        b'{"update_id":8,"callback_query":{"id":"1","from":{"id":70},"data":"x"}},'
        b'{"update_id":7,"message":{"from":{"id":71},"chat":{"id":-5}}}]}'
    )
    assert [(each.update_id, each.person_key) for each in split(answer)] == [(7, 71), (8, 70)]
    assert parse(split(answer)[0].body)["message"]["from"]["id"] == 71


def test_text_that_is_no_unicode_is_kept_as_it_came() -> None:
    answer = rb'{"ok":true,"result":[{"update_id":1,"message":{"from":{"id":7},"text":"\ud800 and \u0000"}}]}'
    (arrived,) = split(answer)
    assert parse(arrived.body)["message"]["text"] == "\ud800 and \x00"


def test_an_update_without_a_person_belongs_to_its_chat() -> None:
    assert person_key({"update_id": 1, "channel_post": {"chat": {"id": -100}}}) == -100
    assert person_key({"update_id": 1, "something_new": 5}) == 0


async def test_four_updates_in_any_order_and_twice_act_once_each(chat: Chat, ana: Phone, house: House) -> None:
    assert house.bot is not None
    ids = count(1_000)
    for order in permutations(("/help", "/settings", "/agenda", "/new")):
        begun = next(ids) * 4
        # The ids say in which order they were sent, and arrive as they like.
        known = {words: begun + place for place, words in enumerate(sorted(order))}
        for words in (*order, *order):
            await house.bot.intake.store([written(ana, known[words], words)])
        await chat.settle()
    assert sum(line.startswith("NEW") for line in ana.transcript) == 4 * 24


async def test_what_cannot_be_read_is_said_and_holds_nobody_up(chat: Chat, ana: Phone, house: House) -> None:
    """A message without its date, and a tap without its chat's kind, as a later Bot API might send them."""
    assert house.bot is not None
    ana.forget()
    message = {"message_id": 1, "chat": {"id": ana.person.id, "type": "private"}, "from": ana.person.user()}
    tap = {"id": "1", "from": ana.person.user(), "chat_instance": "1", "data": "x"}
    shown = {"message_id": 1, "date": 1, "chat": {"id": ana.person.id}}
    bodies: list[dict[str, Any]] = [{"message": message}, {"callback_query": {**tap, "message": shown}}]
    unreadable = [
        Arrived(update_id, ana.person.id, orjson.dumps({"update_id": update_id, **body}))
        for update_id, body in enumerate(bodies, 1)
    ]
    await house.bot.intake.store([*unreadable, written(ana, 3, "/help")])
    await chat.settle()
    said = [line.partition(" look up ")[0] for line in ana.transcript]
    sorry = "NEW That did not work, and nothing was changed. Try again; if it fails twice, the operator can"
    assert said[:2] == [sorry, sorry]
    assert len(said) == 3
    async with house.engine.begin() as connection:
        assert await inbox.take_over(connection, house.bot.facts.id, running=[], age=timedelta(0)) == []


def written(phone: Phone, update_id: int, text: str) -> Arrived:
    """A command as Telegram sends it."""
    person = phone.person
    message = {
        "message_id": update_id,
        "date": 1_793_714_700,
        "chat": {"id": person.id, "type": "private", "first_name": person.first_name},
        "from": person.user(),
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
    }
    return Arrived(update_id, person.id, orjson.dumps({"update_id": update_id, "message": message}))


@pytest.mark.parametrize("public_url", [None, "https://bot.example.org"])
async def test_a_process_that_stands_still_loses_its_locks_to_one_that_waits(
    chat: Chat,
    database_url: str,
    redis_url: str,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
    public_url: str | None,
) -> None:
    """One that is stopped, or whose machine is paused: its connection stays and says nothing."""
    ana = chat.phone("ana")
    held = locks.key(locks.UPDATES, ana.person.id) if public_url else locks.key(locks.POLLER, chat.telegram.bot_id)
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as frozen:
        await frozen.execute("SELECT pg_advisory_lock(%s)", [held])
        async with await psycopg.AsyncConnection.connect(database_url) as other:
            assert await locks.end_frozen(other, locks.POLLER, intake.FROZEN_AFTER) == 0
            assert await locks.end_frozen(other, locks.UPDATES, collector.FROZEN_AFTER) == 0
        await frozen.execute("SELECT 1")
        for module in (intake, collector):
            monkeypatch.setattr(module, "FROZEN_AFTER", timedelta(0))
        places = Places(database_url, database_url, redis_url)
        async with roles.opened(
            places, api_url=chat.url, token=chat.token, clock=clock, roles=("bot",), public_url=public_url
        ) as house:
            if public_url and house.bot is not None:
                ana.person.started = True
                async with house.engine.begin() as connection:
                    await inbox.store_and_call(connection, house.bot.facts.id, written(ana, 7, "/start"))
            else:
                await ana.sends("/start", settle=False)
            await ana.sees(
                "I book appointments with people in any time zone: write one line, tap once.\n"
                "What time is it for you now? Then I can show everything in your time."
            )
        with pytest.raises(psycopg.OperationalError):
            await frozen.execute("SELECT 1")
