"""Invitations by link: making the link, claiming the invitation with it, and who must say yes to that."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, blocks, links, locks, notices
from db.notices import Owed
from scheduling.appointments import Appointment, Participant, Partstat
from scheduling.notices import Kind
from scheduling.people import Person, Reach
from scheduling.refusals import Cancelled, Gone, LinkExpired, LinkUnknown, LinkUsed, NotYours, OrganizerBlocked
from services import reminders
from services.answers import quiet

_BYTES = 24
"""192 bits of each token are kept: more than enough not to be guessed, and short in an address."""

_PARAMETER = re.compile(r"i[A-Za-z0-9_-]{32}")
"""What stands behind `?start=` (at most 64 of these characters); "i" says that it is an invitation."""


class Standing(StrEnum):
    """What the invitation behind a link is to the person who opened it."""

    MINE = "mine"
    """They are invited: from now on, or were before."""
    OWN = "own"
    """They are the organizer, who opened the link instead of sending it."""
    FOR_ANOTHER = "for-another"
    """It was made for another @name; the organizer has not been asked."""
    WAITING = "waiting"
    """It was made for another @name, and the organizer is asked."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a link opens. Only where it is MINE or OWN may more than title and time be shown.

    `part` is the invited part: after a claim the viewer's, else that of whoever the link was made for.
    """

    standing: Standing
    appointment: Appointment
    part: Participant


def token(secret: bytes, participant_id: int, epoch: int) -> str:
    """The start parameter of a participant's link: always the same one for the same epoch, so it can be redrawn."""
    mac = hmac.digest(secret, f"invitation:{participant_id}:{epoch}".encode(), "sha256")[:_BYTES]
    return "i" + base64.urlsafe_b64encode(mac).decode()


def _hash(parameter: str) -> bytes:
    return hashlib.sha256(parameter.encode()).digest()


async def link(
    connection: AsyncConnection, participant_ids: Collection[int], *, secret: bytes, expires_at: datetime
) -> dict[int, str]:
    """Start parameters by participant, kept as hashes, in two statements. Raises Gone for who takes no part any more.

    A link works until `expires_at` and until the appointment begins, whichever is later, so that a move keeps it
    alive.
    """
    epochs = await links.epochs(connection, participant_ids)
    if len(epochs) < len(set(participant_ids)):
        raise Gone
    made = {each: token(secret, each, epoch) for each, epoch in epochs.items()}
    if made:
        given = [(_hash(parameter), each, epochs[each]) for each, parameter in made.items()]
        await links.keep(connection, given, expires_at=expires_at)
    return made


async def open_link(connection: AsyncConnection, parameter: str, *, by: Person, now: datetime) -> Opening:
    """What the link opens for somebody; an invitation for their own @name becomes theirs at once.

    The organizer hears once, without a sound, that the invited person has opened it.

    Raises:
        LinkUnknown: there is no such link, or it was revoked.
        LinkUsed: somebody else has opened it.
        LinkExpired: the appointment has begun.
        Cancelled: it was called off.
        OrganizerBlocked: `by` has blocked who sends it.
    """
    given = await links.find(connection, _hash(parameter)) if _PARAMETER.fullmatch(parameter) else None
    if given is None or given.revoked:
        raise LinkUnknown
    seen = await appointments.by_id(connection, given.appointment_id)
    part = _part(seen, given.participant_id)
    if seen is None or part is None:
        raise LinkUnknown
    opened = _known(seen, part, by)
    if opened is None:
        organizer = seen.organizer.person
        if await blocks.blocks(connection, by.id, organizer.id):
            raise OrganizerBlocked(organizer)
        # Two accounts may hold one link: who is first is settled under the locks of both the name and the account.
        appointment, part = await _held(connection, seen, part, by)
        opened = _known(appointment, part, by) or await _claim_or_ask(connection, appointment, part, given, by, now)
        news = opened.standing is Standing.MINE
    else:
        news = opened.standing is Standing.MINE and not opened.part.delivered and not opened.part.opened
        if news:
            await links.use(connection, opened.part.id, by.id, now=now)
    if news and opened.part.partstat is Partstat.NEEDS_ACTION:
        await notices.owe(connection, [quiet(opened.appointment, now)], now=now)
    return opened


async def blocked_organizer(connection: AsyncConnection, parameter: str, *, by: Person) -> Person | None:
    """Who sends the invitation behind a link, where `by` has blocked them."""
    given = await links.find(connection, _hash(parameter)) if _PARAMETER.fullmatch(parameter) else None
    seen = await appointments.by_id(connection, given.appointment_id) if given else None
    if seen is None or not await blocks.blocks(connection, by.id, seen.organizer.person.id):
        return None
    return seen.organizer.person


def _part(appointment: Appointment | None, participant_id: int) -> Participant | None:
    parts = appointment.participants if appointment else ()
    return next((part for part in parts if part.id == participant_id), None)


def _known(appointment: Appointment, part: Participant, by: Person) -> Opening | None:
    own = appointment.part_of(by.id)
    if own is None:
        # Who bears the name and opens the link after all waits for nobody.
        waits = part.claimant == by.id and not _bears_the_name(by, part)
        return Opening(Standing.WAITING, appointment, part) if waits else None
    if own.id == appointment.organizer.id:
        return Opening(Standing.OWN, appointment, part)
    if own.id != part.id and _bears_the_name(by, part):
        # Asked twice, by account and by name: the name's part has to go.
        return None
    return Opening(Standing.MINE, appointment, own)


async def _held(
    connection: AsyncConnection, seen: Appointment, part: Participant, by: Person
) -> tuple[Appointment, Participant]:
    await locks.lock_people(connection, [part.person.id, by.id])
    appointment = await appointments.lock(connection, seen.id)
    held = _part(appointment, part.id)
    if appointment is None or held is None:
        raise LinkUnknown
    return appointment, held


async def _claim_or_ask(
    connection: AsyncConnection,
    appointment: Appointment,
    part: Participant,
    given: links.Link,
    by: Person,
    now: datetime,
) -> Opening:
    if given.used_by is not None or part.person.reach is Reach.REACHABLE:
        raise LinkUsed
    if not appointment.live:
        raise Cancelled(appointment)
    if now >= max(given.expires_at, appointment.starts_at):
        raise LinkExpired
    if _bears_the_name(by, part):
        return await _claim(connection, appointment, part, by, now)
    if part.claimant is not None:
        raise LinkUsed
    return Opening(Standing.FOR_ANOTHER, appointment, part)


def _bears_the_name(person: Person, part: Participant) -> bool:
    """Whether this is the @name that was invited, or the account for which somebody stands in; who was picked from
    the contacts is known by more than a name.
    """
    known_as = part.person.telegram_id
    if known_as is None:
        return part.person.first_name == f"@{person.username}"
    return person.telegram_id is not None and known_as == -person.telegram_id


async def _claim(
    connection: AsyncConnection, appointment: Appointment, part: Participant, by: Person, now: datetime
) -> Opening:
    """Give the claimant this part, and all that the same organizer has asked the same name to; tell nobody yet."""
    ids = {part.id}
    if part.person.telegram_id is None or part.person.telegram_id < 0:
        ids |= set(await links.invited_by(connection, appointment.organizer.person.id, part.person.id))
    await links.re_point(connection, ids, person_id=part.person.id, claimant_id=by.id, now=now)
    await notices.refresh_cards(connection, appointment.id, now=now)
    claimed = await appointments.by_id(connection, appointment.id)
    own = claimed.part_of(by.id) if claimed else None
    assert claimed is not None
    assert own is not None
    return Opening(Standing.MINE, claimed, own)


async def ask(connection: AsyncConnection, parameter: str, *, by: Person, now: datetime) -> Opening:
    """[Yes, ask Ana]: owe the organizer the question whether this account is the person they invited.

    Raises as `open_link`; asking twice is once.
    """
    opened = await open_link(connection, parameter, by=by, now=now)
    if opened.standing is not Standing.FOR_ANOTHER:
        return opened
    await links.wait(connection, [opened.part.id], by.id)
    await notices.owe(
        connection, [_question(opened.appointment.id, opened.appointment.organizer.person.id, by, now)], now=now
    )
    return Opening(Standing.WAITING, opened.appointment, opened.part)


async def appear(connection: AsyncConnection, by: Person, *, now: datetime) -> None:
    """An account with a @username that was invited comes without the link: each organizer is asked, once.

    Names change hands, so the name alone claims nothing.
    """
    if by.username is None:
        return
    open_ones = await links.pending(connection, by.username, but=by.id, now=now)
    if open_ones:
        await links.wait(connection, [each.participant_id for each in open_ones], by.id)
        asked = [_question(each.appointment_id, each.organizer_id, by, now) for each in open_ones]
        await notices.owe(connection, asked, now=now)


def _question(appointment_id: int, organizer_id: int, by: Person, now: datetime) -> Owed:
    return Owed(
        Kind.OPENED,
        now,
        recipient_id=organizer_id,
        appointment_id=appointment_id,
        subject_id=by.id,
        # Asked again when the same account opens the next link.
        starts_at=now,
    )


async def confirm(
    connection: AsyncConnection, appointment_id: int, claimant: Person, *, by: Person, now: datetime
) -> Appointment:
    """The organizer's [Yes]: the part becomes the claimant's, who gets the invitation. Twice is once.

    Raises Gone, NotYours.
    """
    appointment, part = await _claimed(connection, appointment_id, claimant, by)
    if part is None:
        return appointment
    claimed = await _claim(connection, appointment, part, claimant, now)
    owed = [
        Owed(
            Kind.INVITATION,
            now,
            recipient_id=claimant.id,
            appointment_id=appointment.id,
            sequence=appointment.sequence,
        )
    ]
    owed += reminders.owed(claimed.appointment, claimant, now)
    await notices.owe(connection, owed, now=now)
    return claimed.appointment


async def refuse(
    connection: AsyncConnection, appointment_id: int, claimant: Person, *, by: Person, now: datetime
) -> Appointment:
    """The organizer's [No, new link]: the old one no longer works, and the claimant is told. Twice is once.

    Raises Gone, NotYours.
    """
    appointment, part = await _claimed(connection, appointment_id, claimant, by)
    if part is None:
        return appointment
    await links.revoke(connection, part.id, now=now)
    told = Owed(Kind.REFUSED, now, recipient_id=claimant.id, appointment_id=appointment.id, starts_at=now)
    await notices.owe(connection, [told], now=now)
    await notices.refresh_cards(connection, appointment.id, now=now)
    return appointment


async def _claimed(
    connection: AsyncConnection, appointment_id: int, claimant: Person, by: Person
) -> tuple[Appointment, Participant | None]:
    """The organizer's appointment under the locks of all in it, and the part that the claimant waits for."""
    seen = await appointments.by_id(connection, appointment_id)
    if seen is None:
        raise Gone
    if seen.organizer.person.id != by.id:
        raise NotYours
    await locks.lock_people(connection, [claimant.id, *[part.person.id for part in seen.participants]])
    appointment = await appointments.lock(connection, appointment_id)
    if appointment is None:
        raise Gone
    if appointment.organizer.person.id != by.id:
        raise NotYours
    return appointment, next((part for part in appointment.participants if part.claimant == claimant.id), None)
