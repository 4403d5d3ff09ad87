"""What is made once for several readers of a reminder is never another's: drawn among others is as drawn alone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.views import View, notices, reminders
from scheduling.appointments import Appointment, Participant, Partstat, Role, Status
from scheduling.notices import Kind, Notice
from scheduling.people import Person, Reach
from scheduling.times import Slot
from tests.texts.sample import ANA, BO, CHEN, NOW, TWELVE
from texts import dates


def versions() -> list[Appointment]:
    """The same appointment as it was read at different times, and another one."""
    people = [replace(each, reach=Reach.REACHABLE) for each in (ANA, BO, CHEN)]
    people[2] = replace(people[2], language="id", prefs=TWELVE)
    slot = Slot(NOW + timedelta(minutes=15), NOW + timedelta(minutes=45))
    first = Appointment(
        id=7,
        uid=UUID(int=7),
        title="Review",
        slot=slot,
        wall=slot.starts_at.replace(tzinfo=None),
        zone=ZoneInfo("Europe/Lisbon"),
        status=Status.CONFIRMED,
        sequence=0,
        revision=0,
        participants=tuple(
            Participant(
                id=each.id, person=each, role=Role.REQUIRED if at else Role.ORGANIZER, partstat=Partstat.ACCEPTED
            )
            for at, each in enumerate(people)
        ),
    )

    def where(person: Person, **changed: Any) -> Appointment:
        parts = [
            replace(part, person=replace(part.person, **changed)) if part.person.id == person.id else part
            for part in first.participants
        ]
        return replace(first, participants=tuple(parts))

    declined = replace(first.participants[1], partstat=Partstat.DECLINED)
    asked = replace(first.participants[2], partstat=Partstat.NEEDS_ACTION)
    return [
        first,
        where(BO, first_name="Ana"),
        where(BO, zone=ZoneInfo("Asia/Singapore"), city="Singapore"),
        where(ANA, language="id"),
        replace(first, participants=(first.participants[0], declined, asked)),
        replace(first, sequence=1, place="https://meet.example.com/7"),
        replace(first, id=8, title="Plan", slot=Slot(NOW + timedelta(hours=26), NOW + timedelta(hours=27))),
    ]


def draw(appointment: Appointment, viewer: Person) -> View | None:
    due = Notice(
        id=1,
        kind=Kind.REMINDER,
        recipient_id=viewer.id,
        chat_id=None,
        appointment_id=appointment.id,
        sequence=appointment.sequence,
        lead=timedelta(minutes=15),
        subject_id=None,
        message_id=None,
        due_at=NOW,
        attempts=1,
    )
    return notices.view(due, appointment, viewer, subject=None, now=NOW)


def forget() -> None:
    """As in a process that has drawn nothing."""
    reminders._rows.cache_clear()
    reminders._ways.cache_clear()
    dates._span.cache_clear()
    reminders._called.last = None


def test_a_reminder_drawn_among_others_is_as_drawn_alone() -> None:
    drawings = [(appointment, part.person) for appointment in versions() for part in appointment.participants]
    alone = []
    for appointment, viewer in drawings:
        forget()
        alone.append(draw(appointment, viewer))
    assert len(set(map(str, alone))) == 17
    chance = random.Random(7)
    forget()
    for _ in range(2000):
        at = chance.randrange(len(drawings))
        assert draw(*drawings[at]) == alone[at]
