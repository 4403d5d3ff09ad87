"""Of two claims to one @username the newest wins, in whatever order and however close they come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest_asyncio
from sqlalchemy import text

from db import people
from db.people import Account
from services import invitations
from services.invitations import Standing
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.test_invitations import account, invited, link
from tests.services.world import World, opened

LATER = NOW + timedelta(minutes=1)


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def bearers(world: World) -> list[int]:
    found = await world.connection.execute(text("SELECT telegram_id FROM people WHERE username = 'dana_porto'"))
    return list(found.scalars())


async def comes(world: World, number: int, now: datetime) -> None:
    async with world.engine.begin() as connection:
        await people.meet(connection, Account(number, "Dana", None, "dana_porto", "pt"), now=now)


async def test_the_newest_claim_wins(world: World) -> None:
    await comes(world, 7004, NOW)
    await comes(world, 7005, LATER)
    assert await bearers(world) == [7005]
    # What was said before and is read only now takes nothing back.
    await comes(world, 7004, NOW + timedelta(seconds=30))
    assert await bearers(world) == [7005]
    await comes(world, 7004, LATER + timedelta(seconds=1))
    assert await bearers(world) == [7004]


async def test_two_new_accounts_at_once(world: World) -> None:
    await asyncio.gather(*(comes(world, number, NOW) for number in range(7004, 7010)))
    assert len(await bearers(world)) == 1


async def test_two_who_swap_their_names_do_not_wait_for_each_other(world: World) -> None:
    async with world.engine.connect() as one, world.engine.connect() as other:
        for connection, person in ((one, world.ana), (other, world.bo)):
            await connection.execute(text("SELECT FROM people WHERE id = :id FOR NO KEY UPDATE"), {"id": person.id})
        await people.meet(one, Account(101, "Ana", None, "bo_berlin", "en"), now=LATER)
        await people.meet(other, Account(102, "Bo", None, "ana_lisbon", "en"), now=LATER)
        await one.commit()
        await other.commit()
    # Each was seen at the very moment of the other: their next updates settle it.
    for number, name, username in ((101, "Ana", "bo_berlin"), (102, "Bo", "ana_lisbon")):
        await people.meet(world.connection, Account(number, name, None, username, "en"), now=LATER)
    found = await people.by_ids(world.connection, [world.ana.id, world.bo.id])
    assert [found[each.id].username for each in (world.ana, world.bo)] == ["bo_berlin", "ana_lisbon"]


async def test_who_bears_the_name_and_opens_the_link_after_all_waits_for_nobody(world: World) -> None:
    coffee = await invited(world)
    who = await account(world, 7004, "Dana", "dana_porto")
    await invitations.appear(world.connection, who, now=NOW)
    opening = await invitations.open_link(world.connection, await link(world, coffee), by=who, now=NOW)
    assert (opening.standing, opening.part.person.id) == (Standing.MINE, who.id)
