"""What Telegram may say to a notice: one row an answer, what is done with it, and what the organizer reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import text

from db import chats
from jobs import treatment
from playground.answers import Refused
from scheduling.people import Reach
from tests.jobs.conftest import THURSDAY_NINE, World, heard

INVITES = "NEW Ana invites you to Review"
STANDS = "Review, Thu 5 Nov, 09:00 (Lisbon), still stands"


@dataclass(frozen=True)
class Case:
    """One answer to the first message to Bo; `organizer` is what Ana reads."""

    answer: Refused
    state: str
    reach: Reach = Reach.REACHABLE
    bo: tuple[str, ...] = ()
    organizer: tuple[str, ...] = ()


def forbidden(words: str) -> Refused:
    return Refused(403, f"Forbidden: {words}")


def bad(words: str) -> Refused:
    return Refused(400, f"Bad Request: {words}")


UNTAKEN = (
    "NEW Telegram did not take my message to Bo about Review, Thu 5 Nov, 09:00 (Lisbon)."
    " It still stands: please tell them yourself."
)
UNOPENED = f"NEW I could not reach Bo: they have not opened me. {STANDS}: please tell them yourself."
CASES = {
    "blocked": Case(
        forbidden("bot was blocked by the user"),
        "failed",
        Reach.BLOCKED,
        organizer=(f"NEW Bo has stopped this bot, so I cannot write to them. {STANDS}: please tell them yourself.",),
    ),
    "deactivated": Case(
        forbidden("user is deactivated"),
        "failed",
        Reach.GONE,
        organizer=(f"NEW Bo has left Telegram. {STANDS} without them.",),
    ),
    "never started": Case(
        forbidden("bot can't initiate conversation with a user"), "failed", Reach.UNKNOWN, organizer=(UNOPENED,)
    ),
    "chat not found": Case(bad("chat not found"), "failed", Reach.UNKNOWN, organizer=(UNOPENED,)),
    "kicked": Case(forbidden("bot was kicked from the group chat"), "dropped"),
    "not a member": Case(forbidden("bot is not a member of the supergroup chat"), "dropped"),
    "may not write": Case(bad("not enough rights to send text messages to the chat"), "dropped"),
    "any other 403": Case(forbidden("something new"), "failed", organizer=(UNTAKEN,)),
    "any other 400": Case(bad("message is too long"), "failed", organizer=(UNTAKEN,)),
    "unreadable text": Case(bad("can't parse entities: unsupported start tag"), "sent", bo=(INVITES,)),
    "5xx": Case(Refused(500, "Internal Server Error: restart"), "sent", bo=(INVITES,)),
    "too many": Case(Refused(429, "Too Many Requests: retry after 1", {"retry_after": 1}), "sent", bo=(INVITES,)),
    "another poller": Case(Refused(409, "Conflict: terminated by other getUpdates request"), "sent", bo=(INVITES,)),
}


@pytest.mark.parametrize("name", [*CASES])
async def test_an_answer_of_telegram_has_one_meaning(world: World, name: str) -> None:
    case = CASES[name]
    fault = world.chat.faults.refuse(case.answer, "sendMessage", chat_id=world.phone("bo").person.id)
    await world.books(world.bo)
    for _ in range(3):
        await world.delivers()
        await world.pauses_end()
    assert fault.met == 1
    assert await world.states("invitation") == [case.state]
    assert (await world.person("bo")).reach is case.reach
    assert heard(world.phone("bo")) == list(case.bo)
    assert heard(world.phone("ana")) == list(case.organizer)


def test_every_row_of_the_table_has_its_case() -> None:
    said = " ".join(case.answer.description.lower() for case in CASES.values())
    unmet = [row.words for row in treatment.TABLE if row.words not in said]
    assert unmet == ["have no rights to send"]


async def test_what_fails_for_an_hour_is_given_up_and_somebody_is_told(world: World) -> None:
    world.chat.faults.refuse(
        Refused(502, "Bad Gateway"), "sendMessage", chat_id=world.phone("bo").person.id, times=None
    )
    await world.books(world.bo)
    for _ in range(treatment.MAX_ATTEMPTS + 3):
        await world.delivers()
        await world.pauses_end()
    assert await world.states("invitation") == ["failed"]
    assert heard(world.phone("ana")) == [UNTAKEN]


async def test_being_asked_to_wait_counts_for_no_try(world: World) -> None:
    asked = Refused(429, "Too Many Requests: retry after 1", {"retry_after": 1})
    fault = world.chat.faults.refuse(asked, "sendMessage", times=2)
    await world.books(world.bo)
    async with world.engine.begin() as connection:
        tries = {"tries": treatment.MAX_ATTEMPTS - 1}
        await connection.execute(text("UPDATE notices SET attempts = :tries WHERE state = 'due'"), tries)
    for _ in range(3):
        await world.delivers()
        await world.pauses_end()
    assert fault.met == 2
    assert heard(world.phone("bo")) == [INVITES]


async def test_a_message_that_cannot_be_edited_is_sent_anew(world: World) -> None:
    review = await world.books(world.bo, world.chen, at=THURSDAY_NINE - timedelta(hours=1))
    await world.delivers()
    await world.answers(review, world.bo, world.accepted)
    await world.delivers()
    world.chat.faults.refuse(bad("message can't be edited"), "editMessageText", times=None)
    world.phone("ana").forget()
    await world.answers(review, world.bo, world.tentative)
    await world.delivers()
    assert heard(world.phone("ana")) == [
        "QUIET Bo answered maybe to Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered."
    ]


async def test_a_group_that_became_a_supergroup_leaves_its_old_cards_behind(world: World) -> None:
    review = await world.books(world.bo)
    await world.delivers()
    async with world.engine.begin() as connection:
        await chats.join(connection, -77, kind="group", title="Team", now=world.clock())
        await connection.execute(
            text(
                "INSERT INTO cards (chat_id, message_id, kind, appointment_id, viewer_id, sequence)"
                " SELECT -77, 5, 'card', :appointment, :viewer, 0"
            ),
            {"appointment": review.id, "viewer": world.bo.id},
        )
    migrated = Refused(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": -1_001_234_567_890},
    )
    fault = world.chat.faults.refuse(migrated, "editMessageText", chat_id=-77)
    await world.answers(review, world.bo, world.accepted)
    await world.delivers()
    async with world.engine.begin() as connection:
        rows = await connection.execute(text("SELECT id, member, migrated_to FROM chats ORDER BY id DESC"))
        left = await connection.execute(text("SELECT count(*) FROM cards WHERE chat_id = -77"))
        assert [tuple(row) for row in rows] == [(-77, False, -1_001_234_567_890), (-1_001_234_567_890, True, None)]
        assert left.scalar_one() == 0
    assert fault.met == 1


async def test_after_an_outage_one_late_reminder_a_person_the_newest_and_none_of_what_is_over(world: World) -> None:
    for hours, title in ((0, "Breakfast"), (2, "Standup"), (3, "Review"), (4, "Lunch")):
        await world.books(at=THURSDAY_NINE + timedelta(hours=hours), title=title)
    world.clock.advance_to(THURSDAY_NINE + timedelta(hours=3, minutes=10))
    await world.delivers()
    assert sorted(heard(world.phone("ana"))) == [
        "NEW In 50 minutes: Lunch",
        "NEW Late reminder: Review began 10 minutes ago, Thu 5 Nov, 12:00 (Lisbon).",
    ]
    assert world.deliverer.late_dropped == 5
    async with world.engine.begin() as connection:
        rows = await connection.execute(text("SELECT last_error FROM notices WHERE state = 'dropped'"))
        assert sorted(rows.scalars()) == ["a newer one is as late"] + ["over"] * 4
