"""What a turn promises when things go wrong: one effect per update, one answer, and never a traceback or a secret."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.router import Router
from db import appointments, cards
from db.inbox import Arrived
from program.roles import House
from tests.chat import Chat, Phone


async def count(house: House, sql: str) -> int:
    async with house.engine.begin() as connection:
        return int((await connection.execute(text(sql))).scalar_one())


async def draft_of_ana(ana: Phone, bo: Phone) -> None:
    """Ana is about to tap [Book]."""
    for words in ("/new", "Budget", "@bo_berlin"):
        await ana.sends(words)
    for label in ("Next", "5", "10:00"):
        await ana.taps(label)
    assert bo.messages == []


async def test_a_press_sent_twice_books_once_and_invites_once(chat: Chat, house: House, ana: Phone, bo: Phone) -> None:
    await draft_of_ana(ana, bo)
    chat.faults.presses_twice = 1
    await ana.taps("Book")
    assert await count(house, "SELECT count(*) FROM appointments") == 1
    assert [line.splitlines()[0] for line in bo.transcript] == ["NEW Ana invites you to Budget"]
    assert ana.last.text.splitlines()[0] == "Booked, and Bo is asked. Budget"


async def test_the_card_of_an_appointment_is_no_longer_the_one_that_is_worked_on(house: House, ana: Phone) -> None:
    await ana.sends("Budget tomorrow 10:00")
    await ana.taps("Book")
    card = ana.last.id
    for label in ("Edit", "Title", "Back"):
        await ana.taps(label)
    await ana.sends("/settings")
    assert card in [message.id for message in ana.messages]


async def test_an_update_that_comes_again_after_its_turn_acts_once(
    chat: Chat, house: House, ana: Phone, bo: Phone
) -> None:
    await draft_of_ana(ana, bo)
    await ana.taps("Book")
    before = ana.transcript
    async with house.engine.begin() as connection:
        done = (
            await connection.execute(text("SELECT max(update_id) FROM inbox WHERE done_at IS NOT NULL"))
        ).scalar_one()
    assert house.bot is not None
    await house.bot.intake.store([Arrived(done, ana.person.id, b'{"update_id": %d}' % done)])
    await house.settled()
    assert await count(house, "SELECT count(*) FROM appointments") == 1
    assert ana.transcript == before


async def test_a_bug_is_told_with_a_number_and_a_way_on(
    chat: Chat, house: House, ana: Phone, bo: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await draft_of_ana(ana, bo)
    add = appointments.add

    async def broken(*args: object, **given: object) -> object:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(appointments, "add", broken)
    await ana.taps("Book")
    said = ana.last
    assert said.text.startswith(
        "That did not work, and nothing was changed. Try again; if it fails twice, the operator"
    )
    assert said.rows == [["Try again"]]
    assert await count(house, "SELECT count(*) FROM inbox WHERE error IS NOT NULL AND done_at IS NOT NULL") == 1
    monkeypatch.setattr(appointments, "add", add)
    await ana.taps("Try again")
    assert await count(house, "SELECT count(*) FROM appointments") == 1


async def test_an_outage_is_tried_again_in_silence(
    chat: Chat, house: House, ana: Phone, bo: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await draft_of_ana(ana, bo)
    failures = iter([1, 2])
    add = appointments.add

    async def flaky(*args: object, **given: object) -> object:
        if next(failures, None) is not None:
            raise OperationalError("SELECT 1", {}, ConnectionResetError("server closed the connection"))
        return await add(*args, **given)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(appointments, "add", flaky)
    await ana.taps("Book")
    assert ana.last.text.splitlines()[0] == "Booked, and Bo is asked. Budget"
    assert await count(house, "SELECT count(*) FROM appointments") == 1


async def test_an_answer_whose_commit_nobody_confirmed_is_spoken_of(
    house: House, ana: Phone, bo: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await draft_of_ana(ana, bo)
    decide = Router._decide
    to_lose = [1]

    async def cut(self: Router, update: Update, *rest: Any) -> Any:
        done = await decide(self, update, *rest)
        if to_lose:
            to_lose.pop()
            raise OperationalError("COMMIT", {}, ConnectionResetError("server closed the connection"))
        return done

    monkeypatch.setattr(Router, "_decide", cut)
    await ana.taps("Book")
    assert ana.last.text == (
        "Your tap has been done, but my answer got lost on the way. Tap again to see how things stand: "
        "nothing is done twice."
    )
    await ana.taps("Try again")
    assert ana.last.text.startswith("Booked, and Bo is asked.")
    to_lose.append(2)
    await ana.sends("/agenda")
    assert ana.last.text.startswith("I have read what you wrote, but my answer got lost on the way.")
    assert await count(house, "SELECT count(*) FROM appointments") == 1
    assert [message.text.splitlines()[0] for message in bo.messages] == ["Ana invites you to Budget"]


async def test_a_card_sent_into_an_outage_is_kept_and_redrawn_afterwards(
    house: House, ana: Phone, bo: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await draft_of_ana(ana, bo)
    await ana.taps("Book")
    keep = cards.keep
    failed: list[int] = []

    async def flaky(connection: AsyncConnection, **what: Any) -> None:
        if not failed:
            failed.append(what["appointment_id"])
            async with house.engine.begin() as beside:
                await beside.execute(text("UPDATE appointments SET title = 'Costs'"))
            raise OperationalError("INSERT", {}, ConnectionResetError("server closed the connection"))
        await keep(connection, **what)

    monkeypatch.setattr(cards, "keep", flaky)
    await ana.sends("move Budget to Fri 11:00")
    assert len(failed) == 1
    assert "Costs" in ana.last.text


async def test_forged_and_foreign_buttons_change_nothing(chat: Chat, house: House, ana: Phone, bo: Phone) -> None:
    await draft_of_ana(ana, bo)
    await ana.taps("Book")
    for data in (
        "",
        "aa",
        "aa:1:0:1:0:0",
        "zz:1",
        "aa:zzzzzzzzzzzzzzzz:0:1:0",
        "ah:1:0",
        "al:1:0",
        "\x00",
        "ah:1:0" * 9,
    ):
        bo.handset.tap(bo.last.id, {"text": "forged", "callback_data": data or "x"})
        await chat.settle()
    assert await count(house, "SELECT count(*) FROM appointments WHERE status = 'confirmed'") == 1
    assert await count(house, "SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0


async def test_no_secret_reaches_a_log_at_debug(
    chat: Chat, house: House, ana: Phone, bo: Phone, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The token is part of every address that is called."""
    with caplog.at_level(logging.DEBUG):
        await draft_of_ana(ana, bo)
        chat.faults.too_many(1, "sendMessage")
        chat.faults.drop("answerCallbackQuery")
        await ana.taps("Book")
        await bo.taps("Accept")
    out, err = capfd.readouterr()
    # uvicorn's access log is written by the Telegram of this test, on the other side of the wire.
    ours = [record for record in caplog.records if record.name != "uvicorn.access"]
    assert ours
    written = "\n".join([out, err, *(f"{record.getMessage()} {record.args!r}" for record in ours)])
    assert chat.token.split(":")[1] not in written


async def test_who_has_no_zone_yet_is_asked_for_it_whatever_they_say(chat: Chat, house: House) -> None:
    eve = chat.phone("eve")
    await eve.sends("/agenda")
    assert eve.last.text.splitlines()[1].startswith("What time is it for you now?")
