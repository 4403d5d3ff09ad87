"""Who may not invite somebody gets a person of whom nothing is known in their place, wherever they look."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import text

from db import appointments, invitees
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.fits import Reason
from scheduling.people import Audience, Person, Reach
from scheduling.refusals import NotYours, OrganizerBlocked
from scheduling.times import Slot
from services import attendance, blocks, booking, free, invitations
from services import people as services
from services.invitations import Standing
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.test_invitations import link
from tests.services.world import World, opened

FRIDAY = "2026-11-06T08:00"


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def bo_blocks(world: World) -> None:
    await blocks.block(world.connection, world.bo, world.ana)


async def bo_lets_nobody(world: World) -> None:
    world.bo = await services.prefer(world.connection, world.bo, invited_by=Audience.NOBODY)


async def bo_lets_who_met_him(world: World) -> None:
    world.bo = await services.prefer(world.connection, world.bo, invited_by=Audience.MET)


@pytest_asyncio.fixture(params=[bo_blocks, bo_lets_nobody, bo_lets_who_met_him], ids=lambda each: each.__name__)
async def refused(request: pytest.FixtureRequest, world: World) -> World:
    await request.param(world)
    return world


def unknown(person: Person, like: Person) -> bool:
    """Whether nothing is known of a person, as of somebody who never opened the bot."""
    return (
        replace(person, id=0, first_name="", last_name=None, telegram_id=None) == Person(id=0, first_name="")
        and person.id != like.id
    )


async def test_by_username_it_is_the_name(refused: World) -> None:
    ana, bo, connection = refused.ana, refused.bo, refused.connection
    assert await invitees.by_usernames(connection, ["bo_berlin"], viewer_id=ana.id) == {}
    found = await invitees.placeholder(connection, "bo_berlin", viewer_id=ana.id)
    never = await invitees.placeholder(connection, "dana_porto", viewer_id=ana.id)
    assert (found.first_name, unknown(found, bo), unknown(never, bo)) == ("@bo_berlin", True, True)
    assert found.telegram_id is None
    assert await invitees.by_usernames(connection, ["bo_berlin"], viewer_id=ana.id) == {"bo_berlin": found}
    assert (await invitees.by_usernames(connection, ["bo_berlin"]))["bo_berlin"].id == bo.id
    assert (await invitees.by_usernames(connection, ["bo_berlin"], viewer_id=bo.id))["bo_berlin"].id == bo.id


async def test_from_the_contacts_it_is_an_account_that_is_not_known(refused: World) -> None:
    found = await invitees.contact(
        refused.connection,
        telegram_id=refused.bo.telegram_id or 0,
        first_name="Bobby",
        last_name=None,
        username="bo_berlin",
        viewer_id=refused.ana.id,
    )
    assert (found.first_name, unknown(found, refused.bo), found.telegram_id is None) == ("Bobby", True, False)
    assert await invitees.by_usernames(refused.connection, ["bo_berlin"], viewer_id=refused.ana.id) == {
        "bo_berlin": found
    }


async def test_nobody_is_asked_and_nothing_is_checked(refused: World) -> None:
    """Also with a draft that was begun before, at an hour that is not one of Bo's."""
    late = "2026-11-06T16:00"
    made = await refused.booked("Late", at=late, to="bo", by="ana")
    part = made.attendees[0]
    assert (unknown(part.person, refused.bo), part.reached, part.person.first_name) == (True, False, "Bo")
    assert [each for each in await refused.owed("invitation", "reminder") if not each.endswith("to ana")] == []
    again = await refused.booked("Again", at=FRIDAY, to="bo", by="ana")
    assert again.attendees[0].person.id == part.person.id


async def test_the_keyboard_is_that_of_the_viewer_alone(refused: World) -> None:
    await refused.booked("Stand-up", at=FRIDAY, to="chen", by="bo")
    earliest = datetime(2026, 11, 6, 8, tzinfo=UTC)
    latest = earliest + timedelta(hours=12)
    ids = [refused.ana.id, refused.bo.id]
    circle = await booking.gather(refused.connection, ids, earliest=earliest, latest=latest, viewer_id=refused.ana.id)
    alone = await booking.gather(
        refused.connection, ids[:1], earliest=earliest, latest=latest, viewer_id=refused.ana.id
    )
    half = timedelta(minutes=30)
    assert circle.starts(half, earliest=earliest, latest=latest, now=NOW) == alone.starts(
        half, earliest=earliest, latest=latest, now=NOW
    )
    assert (circle.strangers, circle.unmet) == (frozenset(), frozenset())
    fits = circle.check(Slot.lasting(earliest, half), now=NOW)
    assert [[misfit.reason for misfit in fit.misfits] for fit in fits] == [[], [Reason.UNKNOWN]]
    assert await free.seen(refused.connection, ids, viewer=refused.ana) == {refused.ana.id}


async def test_met_is_who_shares_an_appointment_that_was_wanted(world: World) -> None:
    await bo_lets_who_met_him(world)
    await world.booked("Lunch", at="2026-11-05T12:00", by="bo", to="ana")
    assert (await world.booked("Review", at=FRIDAY, by="ana", to="bo")).attendees[0].person.id == world.bo.id
    assert unknown((await world.booked("Tea", at="2026-11-05T08:00", by="chen", to="bo")).attendees[0].person, world.bo)


async def test_what_was_agreed_before_stays(world: World) -> None:
    before = await world.booked(to="bo chen")
    await bo_blocks(world)
    after = await world.answers("bo", before, Partstat.ACCEPTED)
    assert [part.person.id for part in after.attendees] == [world.bo.id, world.chen.id]
    assert [each.first_name for each in await invitees.acquaintances(world.connection, world.ana.id, limit=5)] == [
        "Bo",
        "Chen",
    ]
    offered = (await invitees.acquaintances(world.connection, world.ana.id, limit=5))[0]
    assert unknown(offered, world.bo)


async def test_added_to_what_stands_they_are_not_asked_either(refused: World) -> None:
    review = await refused.booked(to="chen", at=FRIDAY)
    plan = {refused.bo.id: Role.REQUIRED}
    outcome = await attendance.change(refused.connection, review.id, plan, by=refused.ana, now=NOW)
    assert unknown(outcome.appointment.attendees[-1].person, refused.bo)
    assert [each for each in await refused.owed("invitation") if each.endswith("to bo")] == []
    again = await attendance.change(refused.connection, review.id, plan, by=refused.ana, now=NOW)
    assert again.change.empty


async def by_name(world: World) -> Appointment:
    """Ana has invited @bo_berlin."""
    nameless = await invitees.placeholder(world.connection, "bo_berlin", viewer_id=world.ana.id)
    with_bo = replace(world, bo=nameless)
    return await with_bo.booked(to="bo", at=FRIDAY)


async def test_a_link_claims_nothing_for_whom_one_has_blocked(world: World) -> None:
    await bo_blocks(world)
    for made in (await by_name(world), await world.booked("Tea", at="2026-11-06T10:00", to="bo")):
        parameter = await link(world, made)
        for opens in (invitations.open_link, invitations.ask):
            with pytest.raises(OrganizerBlocked):
                await opens(world.connection, parameter, by=world.bo, now=NOW)
        unclaimed = await appointments.by_id(world.connection, made.id)
        assert unclaimed is not None
        assert [part.person for part in unclaimed.attendees] == [part.person for part in made.attendees]
        assert await world.owed("answers", "opened") == []
        organizer = await invitations.blocked_organizer(world.connection, parameter, by=world.bo)
        assert organizer is not None
        assert organizer.id == world.ana.id
        await blocks.unblock(world.connection, world.bo, world.ana.id)
        opening = await invitations.open_link(world.connection, parameter, by=world.bo, now=NOW)
        assert (opening.standing, opening.part.person.id) == (Standing.MINE, world.bo.id)
        assert await world.owed("answers") == ["answers 0 to ana"]
        await world.delivered()
        await bo_blocks(world)


async def test_who_lets_nobody_invite_them_may_open_a_link(world: World) -> None:
    await bo_lets_nobody(world)
    parameter = await link(world, await by_name(world))
    assert (await invitations.open_link(world.connection, parameter, by=world.bo, now=NOW)).standing is Standing.MINE


async def test_the_organizer_is_not_told_that_the_name_has_come(refused: World) -> None:
    made = await by_name(refused)
    await invitations.appear(refused.connection, refused.bo, now=NOW)
    assert await refused.owed("opened") == []
    await blocks.unblock(refused.connection, refused.bo, refused.ana.id)
    refused.bo = await services.prefer(refused.connection, refused.bo, invited_by=Audience.EVERYBODY)
    await invitations.appear(refused.connection, refused.bo, now=NOW)
    assert await refused.owed("opened") == ["opened 0 to ana about bo"]
    # Blocked again, Bo waits for her yes no longer.
    await bo_blocks(refused)
    assert await refused.owed("opened") == []
    confirmed = await invitations.confirm(refused.connection, made.id, refused.bo, by=refused.ana, now=NOW)
    assert confirmed.part_of(refused.bo.id) is None
    assert confirmed.attendees[0].person.reach is Reach.UNKNOWN


async def test_only_who_has_invited_can_be_blocked_on_a_card(world: World) -> None:
    review = await world.booked(to="bo")
    with pytest.raises(NotYours):
        await blocks.block_organizer(world.connection, world.ana, review.id)
    with pytest.raises(NotYours):
        await blocks.block_organizer(world.connection, world.chen, review.id)
    lately = await blocks.inviters(world.connection, world.bo, now=NOW, limit=5)
    assert (await blocks.block_organizer(world.connection, world.bo, review.id)).id == world.ana.id
    assert await blocks.blocked(world.connection, world.bo) == lately
    assert [each.id for each in lately] == [world.ana.id]
    assert await blocks.inviters(world.connection, world.bo, now=NOW, limit=5) == []
    assert (await world.connection.execute(text("SELECT count(*) FROM blocks"))).scalar() == 1
