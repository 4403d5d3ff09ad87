"""A stop under load: no more is taken, what is in hand is finished and marked, and it is over within 10 s."""

from __future__ import annotations

import time

import psycopg
from sqlalchemy import text

from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from services import broadcast
from tests.chat import Chat, open_chat
from tests.world import move_in

LINES = 40
HELP = "I book appoi"


async def load(chat: Chat, house: House) -> None:
    """Three people who each type many lines, and many notices that are due to each, on a Telegram that is slow."""
    phones = [await move_in(chat, house, key) for key in ("ana", "bo", "chen")]
    chat.faults.delay(0.3, times=None)
    async with house.engine.begin() as connection:
        for number in range(LINES):
            drafted = await broadcast.draft(connection, f"notice {number}")
            await broadcast.start(connection, drafted.number, operator=1, message_id=1, now=house.clock())
        await connection.execute(text("UPDATE notices SET next_at = due_at - interval '1 hour'"))
    for _ in range(LINES):
        for phone in phones:
            phone.handset.send("/help")


async def test_a_stop_under_load_finishes_what_is_in_hand_and_leaves_the_rest(
    database_url: str, redis_url: str, clock: MovableClock
) -> None:
    places = Places(database_url, database_url, redis_url)
    async with open_chat(clock) as chat:

        def told(what: str) -> int:
            sent = (call.parameters["text"] for call in chat.telegram.calls if call.method == "sendMessage")
            return sum(each.startswith(what) for each in sent)

        async with roles.opened(
            places, api_url=chat.url, token=chat.token, clock=clock, roles=("bot", "jobs")
        ) as house:
            await load(chat, house)
            await chat.telegram.events.until(lambda: told("notice") > 5 and told(HELP) > 5)
            begun = time.monotonic()
        took = time.monotonic() - begun
        with psycopg.connect(database_url) as connection:
            notices: dict[str, int] = dict(
                connection.execute(
                    "SELECT state, count(*) FROM notices WHERE kind = 'broadcast' GROUP BY state"
                ).fetchall()
            )
            found = connection.execute(
                "SELECT count(*) FILTER (WHERE done_at IS NOT NULL), count(*) FILTER (WHERE done_at IS NULL) FROM inbox"
            ).fetchone()
    assert took < 10
    assert (set(notices), notices["sent"]) == ({"sent", "due"}, told("notice"))
    assert found is not None
    done, left = found
    assert done == told(HELP)
    assert left > 0
