"""Invitation links against PostgreSQL: what is kept of them, who may claim what, and what happens to it then."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import text

from db import appointments, invitees, people
from db.appointments import NewParticipant
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.people import Person
from scheduling.places import Place
from scheduling.refusals import Gone, LinkExpired, LinkUnknown, LinkUsed, NotYours
from scheduling.times import Slot
from services import invitations
from services import people as services
from services.invitations import Standing
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened

SECRET = b"a secret of the tests, which opens nothing"
LISBON = ZoneInfo("Europe/Lisbon")


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def invited(
    world: World,
    name: str = "dana_porto",
    *,
    by: Person | None = None,
    at: str = "2026-11-04T09:30",
    title: str = "Coffee",
) -> Appointment:
    """An appointment with somebody known by a @name only, for half an hour at a time in Lisbon."""
    organizer = by or world.ana
    person = await invitees.placeholder(world.connection, name)
    made = await appointments.add(
        world.connection,
        request_key=uuid4(),
        organizer_id=organizer.id,
        title=title,
        slot=Slot.lasting(datetime.fromisoformat(f"{at}+00:00"), timedelta(minutes=30)),
        zone=LISBON,
        people=[NewParticipant(person.id, Role.REQUIRED, name)],
        place=None,
        note=None,
        now=NOW,
    )
    assert made is not None
    return made


async def link(world: World, appointment: Appointment) -> str:
    part = appointment.attendees[-1].id
    made = await invitations.link(world.connection, [part], secret=SECRET, expires_at=appointment.ends_at)
    return made[part]


async def account(world: World, number: int, first_name: str, username: str | None) -> Person:
    told = people.Account(number, first_name, None, username, "pt")
    return await people.meet(world.connection, told, now=NOW, reachable=True)


async def dana(world: World) -> Person:
    return await account(world, 7004, "Dana", "dana_porto")


async def scalar(world: World, query: str) -> object:
    return (await world.connection.execute(text(query))).scalar()


async def test_the_same_link_again_and_only_its_hash_is_kept(world: World) -> None:
    coffee = await invited(world)
    parameter = await link(world, coffee)
    assert await link(world, coffee) == parameter
    assert await link(world, await invited(world, title="Tea", at="2026-11-04T11:00")) != parameter
    assert invitations.token(b"another secret", coffee.attendees[0].id, 0) != parameter
    assert (len(parameter), parameter[0]) == (33, "i")
    kept = (await world.connection.execute(text("SELECT token_hash FROM links ORDER BY participant_id"))).scalars()
    assert next(kept) == hashlib.sha256(parameter.encode()).digest()


async def test_a_link_for_nobody(world: World) -> None:
    with pytest.raises(Gone):
        await invitations.link(world.connection, [999], secret=SECRET, expires_at=NOW)


async def test_the_bearer_of_the_name_claims_all_that_this_organizer_asked(world: World) -> None:
    coffee, tea = await invited(world), await invited(world, title="Tea", at="2026-11-04T11:00")
    lunch = await invited(world, by=world.bo, title="Lunch", at="2026-11-04T12:30")
    who = await dana(world)
    opening = await invitations.open_link(world.connection, await link(world, coffee), by=who, now=NOW)
    assert (opening.standing, opening.part.person.id, opening.appointment.id) == (Standing.MINE, who.id, coffee.id)
    seen = [await appointments.by_id(world.connection, each.id) for each in (coffee, tea, lunch)]
    assert [each is not None and each.part_of(who.id) is not None for each in seen] == [True, True, False]
    assert await scalar(world, "SELECT claimed_by FROM handles") is None
    assert await scalar(world, f"SELECT count(*) FROM links WHERE used_by = {who.id}") == 1


async def test_the_other_organizers_are_asked(world: World) -> None:
    coffee, lunch = await invited(world), await invited(world, by=world.bo, title="Lunch", at="2026-11-04T12:30")
    who = await dana(world)
    await invitations.open_link(world.connection, await link(world, coffee), by=who, now=NOW)
    who = await services.settle(world.connection, who, Place("Porto", LISBON), now=NOW)
    assert await scalar(world, "SELECT recipient_id FROM notices WHERE kind = 'opened'") == world.bo.id
    claimed = await invitations.confirm(world.connection, lunch.id, who, by=world.bo, now=NOW)
    assert claimed.part_of(who.id) is not None
    assert await scalar(world, "SELECT claimed_by FROM handles") == who.id
    await invitations.confirm(world.connection, lunch.id, who, by=world.bo, now=NOW)
    sent_once = "SELECT count(*) FROM notices WHERE kind = 'invitation' AND recipient_id ="
    assert await scalar(world, f"{sent_once} {who.id}") == 1


async def test_the_card_of_the_organizer_is_redrawn(world: World) -> None:
    coffee = await invited(world)
    await world.connection.execute(text(f"INSERT INTO cards VALUES (7001, 5, 'card', {coffee.id}, {world.ana.id}, 0)"))
    await invitations.open_link(world.connection, await link(world, coffee), by=await dana(world), now=NOW)
    assert await scalar(world, "SELECT message_id FROM notices WHERE kind = 'refresh' AND state = 'due'") == 5


async def test_who_is_asked_by_name_and_by_account_takes_part_once(world: World) -> None:
    coffee, who = await invited(world), await dana(world)
    parameter = await link(world, coffee)
    await appointments.add_people(world.connection, coffee, [NewParticipant(who.id)])
    opening = await invitations.open_link(world.connection, parameter, by=who, now=NOW)
    assert [part.person.id for part in opening.appointment.attendees] == [who.id]


async def test_who_was_asked_under_their_account_meanwhile_takes_part_once(world: World) -> None:
    coffee, eve = await invited(world), await account(world, 7005, "Eve", None)
    await invitations.ask(world.connection, await link(world, coffee), by=eve, now=NOW)
    await appointments.add_people(world.connection, coffee, [NewParticipant(eve.id)])
    claimed = await invitations.confirm(world.connection, coffee.id, eve, by=world.ana, now=NOW)
    assert [part.person.id for part in claimed.attendees] == [eve.id]


async def test_a_yes_under_the_name_does_not_hold_where_the_account_is_busy(world: World) -> None:
    coffee, who = await invited(world), await dana(world)
    await world.connection.execute(
        text(f"UPDATE participants SET partstat = 'accepted', blocks = true WHERE id = {coffee.attendees[0].id}")
    )
    clash = await appointments.add(
        world.connection,
        request_key=uuid4(),
        organizer_id=who.id,
        title="Dentist",
        slot=coffee.slot,
        zone=LISBON,
        people=[],
        place=None,
        note=None,
        now=NOW,
    )
    assert clash is not None
    opening = await invitations.open_link(world.connection, await link(world, coffee), by=who, now=NOW)
    assert opening.part.partstat is Partstat.NEEDS_ACTION
    assert await scalar(world, f"SELECT count(*) FROM participants WHERE person_id = {who.id} AND blocks") == 1


async def test_another_account_gets_nothing_before_the_organizer_says_yes(world: World) -> None:
    coffee, eve = await invited(world), await account(world, 7005, "Eve", "eve_k")
    parameter = await link(world, coffee)
    assert (await invitations.open_link(world.connection, parameter, by=eve, now=NOW)).standing is Standing.FOR_ANOTHER
    assert await scalar(world, "SELECT count(*) FROM notices") == 0
    for _ in range(2):
        assert (await invitations.ask(world.connection, parameter, by=eve, now=NOW)).standing is Standing.WAITING
    assert await scalar(world, "SELECT count(*) FROM notices WHERE kind = 'opened'") == 1
    with pytest.raises(NotYours):
        await invitations.confirm(world.connection, coffee.id, eve, by=world.bo, now=NOW)
    claimed = await invitations.confirm(world.connection, coffee.id, eve, by=world.ana, now=NOW)
    assert [part.person.id for part in claimed.attendees] == [eve.id]
    with pytest.raises(LinkUsed):
        await invitations.open_link(world.connection, parameter, by=await dana(world), now=NOW)


async def test_the_one_who_was_meant_is_quicker_than_the_organizers_answer(world: World) -> None:
    coffee, eve = await invited(world), await account(world, 7005, "Eve", "eve_k")
    parameter = await link(world, coffee)
    await invitations.ask(world.connection, parameter, by=eve, now=NOW)
    who = await dana(world)
    assert (await invitations.open_link(world.connection, parameter, by=who, now=NOW)).standing is Standing.MINE
    claimed = await invitations.confirm(world.connection, coffee.id, eve, by=world.ana, now=NOW)
    assert [part.person.id for part in claimed.attendees] == [who.id]


async def test_a_refused_account_and_a_new_link(world: World) -> None:
    coffee, eve = await invited(world), await account(world, 7005, "Eve", "eve_k")
    old = await link(world, coffee)
    await invitations.ask(world.connection, old, by=eve, now=NOW)
    await invitations.refuse(world.connection, coffee.id, eve, by=world.ana, now=NOW)
    new = await link(world, coffee)
    await invitations.refuse(world.connection, coffee.id, eve, by=world.ana, now=NOW)
    assert await link(world, coffee) == new != old
    with pytest.raises(LinkUnknown):
        await invitations.open_link(world.connection, old, by=await dana(world), now=NOW)
    assert (await invitations.open_link(world.connection, new, by=await dana(world), now=NOW)).standing is Standing.MINE


async def test_a_link_ends_with_the_appointment_and_a_move_keeps_it_alive(world: World) -> None:
    coffee = await invited(world)
    parameter, who = await link(world, coffee), await dana(world)
    later = coffee.ends_at + timedelta(minutes=1)
    with pytest.raises(LinkExpired):
        await invitations.open_link(world.connection, parameter, by=who, now=later)
    moved = Slot.lasting(coffee.starts_at + timedelta(days=2), timedelta(minutes=30))
    await appointments.move(world.connection, coffee.id, moved, LISBON)
    assert (await invitations.open_link(world.connection, parameter, by=who, now=later)).standing is Standing.MINE


@pytest.mark.parametrize("parameter", ["", "i", "i" + "A" * 32, "j" + "A" * 32, "i" + "é" * 32, "x" * 64])
async def test_a_link_that_was_never_given_out(world: World, parameter: str) -> None:
    with pytest.raises(LinkUnknown):
        await invitations.open_link(world.connection, parameter, by=world.bo, now=NOW)


async def test_who_was_picked_from_the_contacts_opens_their_own(world: World) -> None:
    rui = await invitees.contact(
        world.connection, telegram_id=7010, first_name="Rui", last_name=None, username=None, viewer_id=world.ana.id
    )
    coffee = await invited(world)
    await appointments.add_people(world.connection, coffee, [NewParticipant(rui.id)])
    again = await appointments.by_id(world.connection, coffee.id)
    assert again is not None
    parameter = await link(world, again)
    eve = await account(world, 7005, "Eve", "eve_k")
    assert (await invitations.open_link(world.connection, parameter, by=eve, now=NOW)).standing is Standing.FOR_ANOTHER
    rui = await account(world, 7010, "Rui", None)
    opening = await invitations.open_link(world.connection, parameter, by=rui, now=NOW)
    assert (opening.standing, opening.part.delivered) == (Standing.MINE, False)
    assert [each.id for each in await services.unseen(world.connection, rui, now=NOW)] == [coffee.id]
    assert await services.unseen(world.connection, rui, now=NOW) == []


async def test_two_accounts_at_once_and_one_gets_it(world: World) -> None:
    coffee = await invited(world)
    parameter = await link(world, coffee)
    first, second = await dana(world), await account(world, 7006, "Dana Two", None)
    await world.connection.commit()

    async def opens(by: Person, *, confirmed: bool) -> Standing | None:
        async with world.engine.begin() as connection:
            try:
                opening = await invitations.open_link(connection, parameter, by=by, now=NOW)
                await asyncio.sleep(0.05)
            except LinkUsed:
                return None
            return opening.standing

    found = await asyncio.gather(*(opens(by, confirmed=False) for by in (first, first, second, first, second)))
    assert [each for each in found if each is Standing.MINE] == [Standing.MINE] * 3
    assert set(found) - {Standing.MINE} <= {None, Standing.FOR_ANOTHER}
    after = await appointments.by_id(world.connection, coffee.id)
    assert after is not None
    assert [part.person.id for part in after.attendees] == [first.id]


async def test_other_reminders_rewrite_those_that_were_not_sent(world: World) -> None:
    review = await world.booked()
    leads = "SELECT array_agg(EXTRACT(epoch FROM lead)::int / 60 ORDER BY lead) FROM notices WHERE kind = 'reminder'"
    ours = f"{leads} AND state = 'due' AND recipient_id = {world.bo.id} AND appointment_id = {review.id}"
    assert await scalar(world, ours) == [15, 1440]
    bo = await services.set_reminders(world.connection, world.bo, [timedelta(minutes=10), timedelta(hours=2)], now=NOW)
    assert await scalar(world, ours) == [10, 120]
    bo = await services.set_reminders(world.connection, bo, [timedelta(minutes=15)], now=NOW)
    assert await scalar(world, ours) == [15]
    bo = await services.set_reminders(world.connection, bo, [], now=NOW)
    assert await scalar(world, ours) is None
    assert (await people.by_ids(world.connection, [bo.id]))[bo.id].prefs.reminders == ()
    assert await scalar(world, f"{leads} AND recipient_id = {world.chen.id}") == [15, 1440]


async def test_the_organizers_yes_and_the_one_who_was_meant_at_once(world: World) -> None:
    coffee, eve = await invited(world), await account(world, 7005, "Eve", "eve_k")
    parameter, who = await link(world, coffee), await dana(world)
    await invitations.ask(world.connection, parameter, by=eve, now=NOW)
    await world.connection.commit()
    said_yes = asyncio.Event()

    async def says_yes() -> None:
        async with world.engine.begin() as connection:
            await invitations.confirm(connection, coffee.id, eve, by=world.ana, now=NOW)
            said_yes.set()
            await asyncio.sleep(0.2)

    async def opens() -> Standing | None:
        await said_yes.wait()
        async with world.engine.begin() as connection:
            try:
                return (await invitations.open_link(connection, parameter, by=who, now=NOW)).standing
            except LinkUsed:
                return None

    _, standing = await asyncio.gather(says_yes(), opens())
    assert standing is None
    after = await appointments.by_id(world.connection, coffee.id)
    assert after is not None
    assert [part.person.id for part in after.attendees] == [eve.id]
