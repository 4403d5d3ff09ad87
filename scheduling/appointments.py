"""Appointments as values, and the rules of changing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from scheduling.people import Person, Reach
from scheduling.pools import Pool
from scheduling.proposals import Proposal, Wish
from scheduling.times import Slot

MIN_DURATION = timedelta(minutes=5)
MAX_DURATION = timedelta(hours=24)
MAX_TITLE = 200
MAX_PLACE = 200
MAX_NOTE = 1000
MAX_PARTICIPANTS = 50


class Status(StrEnum):
    """STATUS of RFC 5545, section 3.8.1.11; drafts live in sessions and are never stored."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What a participant is to the appointment."""

    ORGANIZER = "organizer"
    """Arranged it; takes part, and never has to answer."""
    REQUIRED = "required"
    """Must be free for it."""
    ANY = "any"
    """One of those of whom as many as it `need`s must be free; which is no matter."""
    OPTIONAL = "optional"
    """Is checked and shown, and never a reason to refuse."""


class Partstat(StrEnum):
    """A participant's answer: PARTSTAT of RFC 5545, section 3.2.12."""

    NEEDS_ACTION = "needs-action"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Participant:
    """One person's part in one appointment.

    `answered_sequence` is the sequence the last answer was given for: lower than the appointment's means that the
    person is asked again. `delivered` says whether Telegram took the invitation (always true for the organizer).
    `claimant` is the id of somebody else's account that opened the link and waits for the organizer's yes. `late` is
    what the person said of their coming: 0 for on the way, else about how many minutes late. `opened` says that they
    opened the link that they were sent. `reminders` are lead times for this appointment alone, None for one's usual.
    """

    id: int
    person: Person
    role: Role
    partstat: Partstat
    answered_sequence: int | None = None
    comment: str | None = None
    delivered: bool = False
    claimant: int | None = None
    late: int | None = None
    opened: bool = False
    reminders: tuple[timedelta, ...] | None = None
    former: Former | None = None
    """What stood before a decline."""

    def as_told(self, since: datetime) -> Participant:
        """With the former answer, where the present one is a decline of later than `since`."""
        if self.partstat is not Partstat.DECLINED or self.former is None or self.former.until <= since:
            return self
        return replace(self, partstat=self.former.partstat, comment=None)

    @property
    def reached(self) -> bool:
        """Whether an invitation can get, or has got, to this person."""
        return self.delivered or self.person.reach is Reach.REACHABLE


class Former(NamedTuple):
    """The answer that a decline took the place of, `until` that was given."""

    partstat: Partstat
    until: datetime


@dataclass(frozen=True, slots=True)
class Before:
    """What a move replaced: the old time, and what each person (by id) had answered to it."""

    slot: Slot
    answers: Mapping[int, Partstat]


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting that was confirmed, with everybody in it, organizer first.

    `slot` is the span in UTC. `wall` (naive) and `zone` are the organizer's clock when it was agreed: the reference
    when zone rules change. `sequence` rises when the time moves or the appointment is cancelled, and answers belong
    to it; `revision` rises on every change. `before` is set while the newest sequence is that of a move. `need` is how
    many of those whose role is ANY it needs.
    """

    id: int
    uid: UUID
    title: str
    slot: Slot
    wall: datetime
    zone: ZoneInfo
    status: Status
    sequence: int
    revision: int
    participants: tuple[Participant, ...]
    place: str | None = None
    note: str | None = None
    cancel_reason: str | None = None
    before: Before | None = None
    proposals: tuple[Proposal, ...] = ()
    need: int | None = None

    @property
    def starts_at(self) -> datetime:
        return self.slot.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.slot.ends_at

    @property
    def organizer(self) -> Participant:
        return self.participants[0]

    @property
    def attendees(self) -> tuple[Participant, ...]:
        return self.participants[1:]

    @property
    def live(self) -> bool:
        return self.status is Status.CONFIRMED

    def over(self, now: datetime) -> bool:
        return self.slot.ends_at <= now

    def part_of(self, person_id: int) -> Participant | None:
        """The person's part, or None for somebody who does not take part and may see nothing of it."""
        for part in self.participants:
            if part.person.id == person_id:
                return part
        return None

    def as_told(self, person_id: int, since: datetime) -> Appointment:
        """As the person may know it: who declined later than `since` still bears their former answer, but to
        themselves.
        """
        if not any(part.former for part in self.attendees):
            return self
        told = [part if part.person.id == person_id else part.as_told(since) for part in self.participants]
        return replace(self, participants=tuple(told))

    def leads_of(self, person: Person) -> tuple[timedelta, ...]:
        """How long before the start the person is reminded: as chosen for this appointment, else as usual."""
        part = self.part_of(person.id)
        return person.prefs.reminders if part is None or part.reminders is None else part.reminders

    def others(self, person_id: int) -> tuple[Participant, ...]:
        return tuple([part for part in self.participants if part.person.id != person_id])

    def wishes(self) -> tuple[Proposal, ...]:
        """The open wishes for another time than the present one, in the order in which they were made."""
        return tuple(each for each in self.proposals if each.state is Wish.OPEN and each.sequence == self.sequence)

    @property
    def optional(self) -> frozenset[int]:
        """The ids of those who are in nobody's way when it is given a time."""
        return frozenset(part.person.id for part in self.participants if part.role is Role.OPTIONAL)

    @property
    def pool(self) -> Pool | None:
        """Those of whom only some are needed; None where everybody is who is not optional."""
        return Pool.of([part.person.id for part in self.participants if part.role is Role.ANY], self.need)

    @property
    def lacking(self) -> bool:
        """Whether so many of the pool have declined that too few can come."""
        declined = [part.person.id for part in self.attendees if part.partstat is Partstat.DECLINED]
        return self.pool is not None and len(self.pool.people.difference(declined)) < self.pool.need

    def unanswered(self) -> tuple[Participant, ...]:
        return tuple(part for part in self.attendees if part.partstat is Partstat.NEEDS_ACTION)
