"""Delivery over HTTP to the playground's Telegram: what is owed arrives, once, in order, whatever Telegram says."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import text

from db import delivery, people
from jobs import deliver, drawing
from jobs.deliver import RETRY_SECONDS, Deliverer
from playground.answers import Refused
from scheduling.appointments import Partstat
from scheduling.notices import Notice
from scheduling.people import Reach
from services import moving
from tests.jobs.conftest import THURSDAY_NINE, World, heard

INVITES_BO = "Ana invites you to Review"


async def test_an_invitation_rings_once_and_the_reminders_come_when_they_are_due(world: World) -> None:
    await world.books(world.bo)
    await world.delivers()
    await world.delivers()
    assert heard(world.phone("bo")) == [f"NEW {INVITES_BO}"]
    world.clock.advance_to(THURSDAY_NINE - timedelta(days=1))
    await world.delivers()
    world.clock.advance_to(THURSDAY_NINE - timedelta(minutes=15))
    await world.delivers()
    assert heard(world.phone("bo")) == [
        f"NEW {INVITES_BO}",
        "NEW Tomorrow: Review, Thu 5 Nov, 10:00–10:30 (Berlin). With Ana.",
        "NEW In 15 minutes: Review",
    ]
    assert heard(world.phone("ana")) == [
        "NEW Tomorrow: Review, Thu 5 Nov, 09:00–09:30 (Lisbon). With Bo.",
        "NEW In 15 minutes: Review",
    ]


async def test_a_reminder_after_a_stop_says_that_it_is_late_and_none_comes_when_all_is_over(world: World) -> None:
    await world.books(at=THURSDAY_NINE)
    world.clock.advance_to(THURSDAY_NINE + timedelta(minutes=4))
    await world.delivers()
    assert heard(world.phone("ana")) == ["NEW Late reminder: Review began 4 minutes ago, Thu 5 Nov, 09:00 (Lisbon)."]
    await world.books(at=THURSDAY_NINE + timedelta(hours=2), title="Lunch")
    world.clock.advance(timedelta(hours=5))
    world.phone("ana").forget()
    await world.delivers()
    assert heard(world.phone("ana")) == []
    assert await world.states("reminder") == ["dropped", "sent", "dropped"]


async def test_quiet_answers_share_one_message_and_the_last_one_rings(world: World) -> None:
    review = await world.books(world.bo, world.chen, at=THURSDAY_NINE - timedelta(hours=1))
    await world.delivers()
    await world.answers(review, world.bo, Partstat.TENTATIVE)
    await world.delivers()
    await world.answers(review, world.bo, Partstat.ACCEPTED)
    await world.delivers()
    await world.answers(review, world.chen, Partstat.ACCEPTED)
    await world.delivers()
    assert heard(world.phone("ana")) == [
        "QUIET Bo answered maybe to Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered.",
        "EDIT Bo accepted Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered.",
        "NEW Chen accepted Review, Thu 5 Nov, 08:00 (Lisbon). Everybody has answered.",
    ]


async def test_a_move_tells_old_and_new_and_old_cards_point_to_it(world: World) -> None:
    review = await world.books(world.bo)
    await world.delivers()
    await world.answers(review, world.bo, Partstat.ACCEPTED)
    await world.delivers()
    async with world.engine.begin() as connection:
        await moving.move(
            connection, review.id, THURSDAY_NINE + timedelta(days=1), by=world.ana, sequence=0, now=world.clock()
        )
    world.phone("bo").forget()
    await world.delivers()
    lines = dict.fromkeys(heard(world.phone("bo")))
    assert list(lines) == ["EDIT Review has moved, see below.", "NEW Ana moved Review"] or list(lines) == [
        "NEW Ana moved Review",
        "EDIT Review has moved, see below.",
    ]
    assert world.phone("bo").last.text == (
        "Ana moved Review\nFri 6 Nov, 10:00–10:30 (Berlin), was Thu 5 Nov, 10:00\nLisbon 09:00\n"
        "Your yes was for Thursday. Can you come on Friday?"
    )


async def test_who_blocked_the_bot_is_not_written_to_again_and_the_organizer_hears_once(world: World) -> None:
    world.phone("bo").handset.block()
    await world.books(world.bo)
    await world.delivers()
    await world.books(world.bo, at=THURSDAY_NINE + timedelta(hours=1), title="Plan")
    calls = sum(call.method == "sendMessage" for call in world.chat.telegram.calls)
    async with world.engine.begin() as connection:
        reach = (await people.by_ids(connection, [world.bo.id]))[world.bo.id].reach
    assert reach is Reach.BLOCKED
    assert heard(world.phone("ana")) == [
        "NEW Bo has stopped this bot, so I cannot write to them. Review, Thu 5 Nov, 09:00 (Lisbon), still stands:"
        " please tell them yourself."
    ]
    assert world.phone("ana").last.rows == [["Send the link", "Remove"], ["Open"]]
    await world.delivers()
    assert sum(call.method == "sendMessage" for call in world.chat.telegram.calls) == calls


@pytest.mark.parametrize(
    ("refusal", "tries"),
    [
        (Refused(500, "Internal Server Error: restart"), 2),
        (Refused(400, "Bad Request: message is too long"), 1),
    ],
)
async def test_what_may_pass_is_tried_again_and_what_is_final_is_not(
    world: World, refusal: Refused, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = world.chat.faults.refuse(refusal, "sendMessage", times=1)
    await world.books(world.bo)
    await world.delivers()
    assert heard(world.phone("bo")) == []
    async with world.engine.begin() as connection:
        # The pause is machine time; the test makes it over instead of waiting for it.
        await connection.execute(text("UPDATE notices SET lease_until = 'epoch' WHERE state = 'claimed'"))
    await world.delivers()
    assert fault.met == 1
    assert len(heard(world.phone("bo"))) == tries - 1
    assert await world.states("invitation") == ["sent" if tries == 2 else "failed"]


async def test_a_claim_of_a_dead_deliverer_is_taken_over_when_its_lease_ends(world: World) -> None:
    await world.books(world.bo)
    async with world.engine.begin() as connection:
        assert len(await delivery.claim(connection, now=world.clock(), limit=10)) == 1
    await world.delivers()
    assert heard(world.phone("bo")) == []
    async with world.engine.begin() as connection:
        await connection.execute(text("UPDATE notices SET lease_until = 'epoch' WHERE state = 'claimed'"))
    await world.delivers()
    assert heard(world.phone("bo")) == [f"NEW {INVITES_BO}"]


async def test_four_deliverers_send_each_notice_once(world: World) -> None:
    for number in range(12):
        await world.books(world.bo, at=THURSDAY_NINE + timedelta(minutes=30 * number), title=f"Review {number}")
    others = [world.deliverer] + [
        Deliverer(
            engine=world.engine,
            direct_url="",
            messenger=world.deliverer._messenger,
            clock=world.clock,
        )
        for _ in range(3)
    ]

    async def until_empty(deliverer: Deliverer) -> None:
        for _ in range(40):
            await deliverer.batch()

    await asyncio.gather(*(until_empty(each) for each in others))
    await world.delivers()
    assert heard(world.phone("bo")) == [f"NEW Ana invites you to Review {number}" for number in range(12)]


async def test_a_lost_answer_of_telegram_means_a_second_copy_and_never_none(world: World) -> None:
    world.chat.faults.drop("sendMessage", times=1)
    await world.books(world.bo)
    await world.delivers()
    async with world.engine.begin() as connection:
        await connection.execute(text("UPDATE notices SET lease_until = 'epoch' WHERE state = 'claimed'"))
    await world.delivers()
    assert heard(world.phone("bo")) == [f"NEW {INVITES_BO}", f"NEW {INVITES_BO}"]


async def test_a_database_that_goes_before_the_mark_costs_no_second_copy(
    world: World, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL takes no connections from when Telegram has answered until the mark has failed once."""
    mark, marks = world.deliverer._mark, 0

    async def away_at_first(*args: Any) -> None:
        nonlocal marks
        marks += 1
        if marks > 1:
            return await mark(*args)
        async with await psycopg.AsyncConnection.connect(database_url, dbname="postgres", autocommit=True) as admin:
            database = str(conninfo_to_dict(database_url)["dbname"])
            name = sql.Identifier(database)
            await admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
            try:
                await admin.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                    [database],
                )
                await mark(*args)
            finally:
                await admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))

    monkeypatch.setattr(world.deliverer, "_mark", away_at_first)
    await world.books(world.bo)
    await world.delivers()
    await world.pauses_end()
    await world.delivers()
    assert marks == 2
    assert heard(world.phone("bo")) == [f"NEW {INVITES_BO}"]
    assert await world.states("invitation") == ["sent"]


async def test_what_cannot_be_read_of_one_notice_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.books(world.bo, world.chen, at=THURSDAY_NINE - timedelta(hours=1))
    read, broken = drawing.read, True

    async def stumbling(connection: Any, claimed: Sequence[Notice], *rest: Any, **given: Any) -> Any:
        if broken and any(each.recipient_id == world.bo.id for each in claimed):
            raise KeyError("a mistake of ours")
        return await read(connection, claimed, *rest, **given)

    monkeypatch.setattr(drawing, "read", stumbling)
    await world.delivers()
    assert (heard(world.phone("bo")), heard(world.phone("chen"))) == ([], [f"NEW {INVITES_BO}"])
    broken = False
    await world.pauses_end()
    await world.delivers()
    assert heard(world.phone("bo")) == [f"NEW {INVITES_BO}"]


async def test_a_mistake_of_ours_does_not_end_delivery(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = world.deliverer.batch
    failed: list[int] = []

    async def stumbling() -> int:
        if not failed:
            failed.append(1)
            raise KeyError("a mistake of ours")
        return await batch()

    monkeypatch.setattr(world.deliverer, "batch", stumbling)
    monkeypatch.setattr(deliver, "PAUSE_SECONDS", 0.0)
    await world.books(world.bo)
    running = asyncio.create_task(world.deliverer.run())
    await world.phone("bo").sees(re.compile(rf"{INVITES_BO}\n.*", re.DOTALL))
    world.deliverer.stop()
    await running


async def test_a_commit_wakes_the_deliverer_within_a_tenth_of_a_second(world: World) -> None:
    """Nothing ticks here: who is not called looks again after RETRY_SECONDS."""
    running = asyncio.create_task(world.deliverer.run())
    took = []
    for hour in range(5):
        began = time.monotonic()
        await world.books(world.bo, at=THURSDAY_NINE + timedelta(hours=hour), title=f"Review {hour}")
        await world.phone("bo").sees(re.compile(rf"Ana invites you to Review {hour}\n.*", re.DOTALL))
        took.append(time.monotonic() - began)
    world.deliverer.stop()
    await running
    assert min(took) < 0.1
    assert max(took) < RETRY_SECONDS / 2
