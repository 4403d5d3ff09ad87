"""Appointments as they are read: what is selected of one with all its people, and the value that is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping

from db.people import as_json, from_row
from scheduling.appointments import Appointment, Before, Former, Participant, Partstat, Role, Status
from scheduling.proposals import Proposal, Wish
from scheduling.times import Slot

_PARTICIPANTS = f"""(
    SELECT jsonb_agg(
        jsonb_build_object('id', t.id, 'role', t.role, 'partstat', t.partstat, 'answered', t.answered_sequence,
            'comment', t.comment, 'delivered', t.delivered_at IS NOT NULL, 'claimant', t.claimant_id,
            'former', CASE WHEN t.former IS NOT NULL THEN jsonb_build_array(t.former, t.answered_at) END,
            'late', t.late, 'opened', t.opened_at IS NOT NULL,
            'reminders', t.reminders, 'person', {as_json("p")})
        ORDER BY t.role <> 'organizer', t.id)
    FROM participants t JOIN people p ON p.id = t.person_id WHERE t.appointment_id = a.id
) AS participants"""  # noqa: S608 - column names from a constant

# What the newest move replaced; a line of history is written for every move, with the sequence it made.
_BEFORE = """CASE WHEN a.sequence > 0 THEN (
    SELECT c.old FROM changes c WHERE c.appointment_id = a.id AND c.kind = 'move' AND c.sequence = a.sequence
    ORDER BY c.id DESC LIMIT 1) END AS before"""

_PROPOSALS = """(
    SELECT jsonb_agg(jsonb_build_object('id', o.id, 'by', o."by", 'starts_at', lower(o.during),
        'ends_at', upper(o.during), 'state', o.state, 'sequence', o.sequence) ORDER BY o.id)
    FROM proposals o WHERE o.appointment_id = a.id
) AS proposals"""

COLUMNS = f"""a.id, a.uid, a.title, a.place, a.note, lower(a.during) AS starts_at, upper(a.during) AS ends_at,
    a.wall, a.zone, a.status, a.sequence, a.revision, a.cancel_reason, a.need, {_PARTICIPANTS}, {_BEFORE},
    {_PROPOSALS}"""
"""What `from_record` needs of `appointments a`."""

# Looked up, and not called: see `db.people`.
_ROLES = {each.value: each for each in Role}
_PARTSTATS = {each.value: each for each in Partstat}


def from_record(row: RowMapping | Mapping[str, Any]) -> Appointment:
    """An Appointment from a row that selected `COLUMNS`."""
    return Appointment(
        id=row["id"],
        uid=row["uid"],
        title=row["title"],
        slot=Slot(row["starts_at"], row["ends_at"]),
        wall=row["wall"],
        zone=ZoneInfo(row["zone"]),
        status=Status(row["status"]),
        sequence=row["sequence"],
        revision=row["revision"],
        place=row["place"],
        note=row["note"],
        cancel_reason=row["cancel_reason"],
        need=row["need"],
        participants=tuple(
            [
                Participant(
                    id=part["id"],
                    person=from_row(part["person"]),
                    role=_ROLES[part["role"]],
                    partstat=_PARTSTATS[part["partstat"]],
                    answered_sequence=part["answered"],
                    comment=part["comment"],
                    delivered=part["delivered"],
                    claimant=part["claimant"],
                    late=part["late"],
                    opened=part["opened"],
                    reminders=_leads(part["reminders"]),
                    former=_former(part["former"]),
                )
                for part in row["participants"]
            ]
        ),
        before=_before(row["before"]),
        proposals=tuple(
            Proposal(
                id=each["id"],
                by=each["by"],
                slot=Slot(datetime.fromisoformat(each["starts_at"]), datetime.fromisoformat(each["ends_at"])),
                state=Wish(each["state"]),
                sequence=each["sequence"],
            )
            for each in row["proposals"] or ()
        ),
    )


def _leads(minutes: list[int] | None) -> tuple[timedelta, ...] | None:
    return None if minutes is None else tuple(timedelta(minutes=each) for each in minutes)


def _former(answer: list[str] | None) -> Former | None:
    return None if answer is None else Former(Partstat(answer[0]), datetime.fromisoformat(answer[1]))


def _before(old: Mapping[str, Any] | None) -> Before | None:
    if old is None:
        return None
    return Before(
        Slot(datetime.fromisoformat(old["starts_at"]), datetime.fromisoformat(old["ends_at"])),
        {int(person): Partstat(answer) for person, answer in old["answers"].items()},
    )
