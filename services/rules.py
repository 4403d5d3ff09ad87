"""When the rules of zones change: what was agreed by somebody's clock stays at that hour of that clock.

The instants of appointments to come are derived again from the agreed wall time, and whoever reads another hour on
their own clock because of it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, locks, notices, rules
from db.notices import Owed
from db.rules import Agreed
from scheduling.appointments import Appointment, Participant
from scheduling.fits import Misfit
from scheduling.notices import Kind, Notice
from scheduling.times import around_gap, instants, wall
from services import circles, reminders

CHUNK = 1000


async def follow(connection: AsyncConnection, *, now: datetime, version: str) -> int:
    """Bring every appointment to come up to the rules `version`, which runs; returns how many have moved.

    Only forward: what newer rules have computed, in a process that was updated before this one, is left alone.
    """
    moved: list[int] = []
    same: list[list[int]] = []
    after = 0
    while chunk := await rules.outdated(connection, version=version, now=now, after=after, limit=CHUNK):
        after = chunk[-1].id
        there = {each.id for each in chunk if derived(each) != each.starts_at}
        moved += there
        same.append([each.id for each in chunk if each.id not in there])
    shifts: dict[int, timedelta] = {}
    if moved:
        # People first, then rows: the order in which everybody locks.
        await locks.lock_people(connection, await rules.takers(connection, moved))
        held = await rules.hold(connection, moved, version=version)
        shifts = {each.id: derived(each) - each.starts_at for each in held}
        taken = await rules.shift(
            connection, [(each.id, shifts[each.id], _offset(each)) for each in held], version=version
        )
        found = await appointments.by_ids(connection, list(shifts))
        for appointment in found.values():
            await _note(connection, appointment, shifts[appointment.id], now)
        news = _news([(each, shifts[each.id]) for each in found.values()], taken, now)
        await notices.owe(connection, news, now=now)
    for ids in same:
        await rules.unchanged(connection, ids, version=version)
    return len(shifts)


def derived(agreed: Agreed) -> datetime:
    """The instant of an agreed wall time by the running rules.

    Where the clock now shows it twice, the pass that it was meant for; where it skips it now, as long after midnight
    as it was meant to be.
    """
    zone = ZoneInfo(agreed.zone)
    found = instants(agreed.wall, zone)
    if not found:
        return around_gap(agreed.wall, zone)[1]
    return agreed.starts_at if agreed.starts_at in found else found[0]


def _offset(agreed: Agreed) -> timedelta:
    offset = derived(agreed).astimezone(ZoneInfo(agreed.zone)).utcoffset()
    assert offset is not None
    return offset


def affected(appointment: Appointment, shift: timedelta) -> tuple[Participant, ...]:
    """Whose own clock shows another hour now: everybody who lives by another zone than the one of the agreement."""
    old = appointment.starts_at - shift
    return tuple(
        part
        for part in appointment.participants
        if (zone := part.person.zone_at(appointment.starts_at)) is not None
        and zone.key != appointment.zone.key
        and wall(old, zone) != wall(appointment.starts_at, zone)
    )


def told(
    appointment: Appointment, shift: timedelta, taken: Collection[tuple[int, int]] = ()
) -> tuple[Participant, ...]:
    """Who hears of it: those affected, whoever arranged it, who may prefer their hour, and who is `taken` twice now.

    `taken` as `db.rules.shift` returns it.
    """
    found = affected(appointment, shift)
    return tuple(
        part
        for part in appointment.participants
        if part in found or (found and part is appointment.organizer) or (appointment.id, part.person.id) in taken
    )


async def misfits(
    connection: AsyncConnection, told: Iterable[tuple[int, Appointment]], *, now: datetime
) -> dict[tuple[int, int], tuple[Misfit, ...]]:
    """What of their own speaks against the new time, for each (person's id, appointment) and by both ids."""
    found = {}
    for person, appointment in told:
        (fit,) = await circles.check(connection, [person], appointment.slot, now=now, besides=appointment.id)
        found[person, appointment.id] = fit.misfits
    return found


def _news(
    moved: Sequence[tuple[Appointment, timedelta]], taken: Collection[tuple[int, int]], now: datetime
) -> list[Owed]:
    """One notice for each who hears of it, however many appointments it is about."""
    about: dict[int, list[tuple[Appointment, timedelta]]] = {}
    for appointment, shift in moved:
        for part in told(appointment, shift, taken):
            if part.reached:
                about.setdefault(part.person.id, []).append((appointment, shift))
    owed = []
    for person, ((appointment, shift), *more) in about.items():
        if more:
            owed.append(Owed(Kind.RULES, now, recipient_id=person, starts_at=now))
            continue
        owed.append(
            Owed(
                Kind.MOVE,
                now,
                recipient_id=person,
                appointment_id=appointment.id,
                sequence=appointment.sequence,
                lead=shift,
                starts_at=appointment.starts_at,
            )
        )
    return owed


Moves = tuple[tuple[Appointment, timedelta], ...]
"""Appointments, the soonest first, and by how much new rules have moved each."""


async def of_notices(connection: AsyncConnection, claimed: Iterable[Notice]) -> dict[int, Moves]:
    """What these notices tell, by their ids: what has not been moved again, or called off, since."""
    asked = [(n.id, n.recipient_id, n.due_at) for n in claimed if n.kind is Kind.RULES and n.recipient_id is not None]
    if not asked:
        return {}
    moved = await rules.moved_at(connection, asked)
    known = await appointments.by_ids(connection, {each.appointment_id for rows in moved.values() for each in rows})
    return {
        notice: tuple(
            (known[each.appointment_id], each.shift)
            for each in rows
            if known[each.appointment_id].live and known[each.appointment_id].starts_at == each.starts_at
        )
        for notice, rows in moved.items()
    }


async def _note(connection: AsyncConnection, appointment: Appointment, shift: timedelta, now: datetime) -> None:
    old = appointment.starts_at - shift
    await appointments.remember(
        connection,
        appointment.id,
        by=None,
        kind="rules",
        sequence=appointment.sequence,
        now=now,
        old={"starts_at": old.isoformat()},
        new={"starts_at": appointment.starts_at.isoformat()},
    )
    await notices.forget_unsent(connection, appointment.id, kinds=[Kind.REMINDER])
    owed: list[Owed] = []
    for part in appointment.participants:
        owed += reminders.owed(appointment, part.person, now)
    await notices.owe(connection, owed, now=now)
    await notices.refresh_cards(connection, appointment.id, now=now)
