"""Who may invite whom, and what may be asked about people whom one has never met, and how often."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import invitees, privacy
from scheduling.appointments import Appointment
from scheduling.people import Person
from scheduling.refusals import InvitedEnough
from scheduling.times import Slot

QUESTIONS = 5
"""So often a day (in UTC) somebody hears whether a time suits one person whom they have not met."""

INVITATIONS = 20
"""So many people whom they have not met somebody may invite a day (in UTC)."""


async def instead(connection: AsyncConnection, ids: Collection[int], *, by: int) -> dict[int, int]:
    """Who stands for those of these people whom `by` may not invite."""
    refusing = await invitees.refusing(connection, ids, viewer_id=by)
    if not refusing:
        return {}
    return {each: person.id for each, person in (await invitees.stand_ins(connection, refusing)).items()}


async def invite(
    connection: AsyncConnection,
    unmet: Sequence[Person],
    *,
    by: int,
    now: datetime,
    appointment: Appointment | None = None,
) -> None:
    """Count invitations to people whom `by` has never met; to whoever never opened the bot nothing is sent.

    Raises InvitedEnough; then nothing is counted.
    """
    if not unmet:
        return
    left = await privacy.take(connection, by, "invites", len(unmet), most=INVITATIONS, day=now.date())
    if left is not None:
        tomorrow = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
        raise InvitedEnough(unmet[left:], tomorrow, appointment)


async def ask(
    connection: AsyncConnection, strangers: Collection[int], *, by: int, now: datetime, slot: Slot | None = None
) -> set[int]:
    """Count one question about each of these people; returns those about whom no more is said today.

    A question that goes unanswered counts too: it is the same statement, and the day is over for it anyway. About a
    `slot` of which `by` was told today already, nothing new is asked.
    """
    answered = [] if slot is None else [_answered(strangers, slot)]
    if answered and await privacy.counted(connection, by, answered, day=now.date()):
        return set()
    kinds = {f"suits {person}": person for person in strangers}
    counted = await privacy.count(connection, by, list(kinds), day=now.date())
    spent = {kinds[kind] for kind, n in counted.items() if n > QUESTIONS}
    if answered and not spent:
        await privacy.count(connection, by, answered, day=now.date())
    return spent


async def told(
    connection: AsyncConnection, strangers: Collection[int], *, by: int, now: datetime, slots: Iterable[Slot]
) -> None:
    """Note that `by` was told of these slots together with another answer."""
    kinds = [_answered(strangers, slot) for slot in slots]
    if kinds:
        await privacy.count(connection, by, kinds, day=now.date())


def _answered(strangers: Collection[int], slot: Slot) -> str:
    who = ",".join(str(person) for person in sorted(strangers))
    return f"told {slot.starts_at:%Y-%m-%dT%H:%MZ} {slot.duration} {who}"
