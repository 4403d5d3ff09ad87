"""/status is for operators, known by id; everybody else has never heard of it."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

import psycopg

from program.roles import House
from tests.chat import Phone


async def test_status_is_for_operators_alone(house: House, ana: Phone, bo: Phone, database_url: str) -> None:
    assert house.bot is not None
    router = house.bot.router
    router._bot = replace(router._bot, operators=frozenset({ana.person.id}))
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        server = str((await (await connection.execute("SHOW server_version")).fetchall())[0][0])
    said = await ana.sends("/status")
    assert ana.last.text.splitlines() == [
        "Status",
        f"Appointment bot {version('appointment-bot')}, time zone rules {version('tzdata')}",
        f"PostgreSQL {server} answers, and so does Redis.",
        "2 people have told me where they are.",
        "No notice is due.",
        "Updates that wait: 0. Updates of the last three days that met a bug: 0.",
        "No notice came due in the last hour.",
    ]
    assert said is not None
    await bo.sends("/statux")
    unknown = bo.last.text
    await bo.sends("/status")
    assert bo.last.text == unknown.replace("statux", "status")
