"""The calendar file: what RFC 5545 asks of its lines, and nothing that anybody typed becomes a line of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scheduling.appointments import Appointment, Participant, Partstat, Role, Status
from scheduling.ics import calendar, folded, text
from scheduling.people import Person
from scheduling.times import Slot

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)


def event(title: str = "Review", place: str | None = None, note: str | None = None) -> bytes:
    starts_at = datetime(2026, 11, 5, 8, tzinfo=UTC)
    ana = Participant(1, Person(id=1, first_name="Ana"), Role.ORGANIZER, Partstat.ACCEPTED)
    made = Appointment(
        id=1,
        uid=UUID(int=7),
        title=title,
        slot=Slot(starts_at, datetime(2026, 11, 5, 8, 45, tzinfo=UTC)),
        wall=starts_at.replace(tzinfo=None),
        zone=ZoneInfo("Europe/Lisbon"),
        status=Status.CONFIRMED,
        sequence=2,
        revision=3,
        participants=(ana,),
        place=place,
        note=note,
    )
    return calendar(made, now=NOW)


def unfolded(file: bytes) -> list[str]:
    return file.decode().replace("\r\n ", "").split("\r\n")


def test_an_event() -> None:
    assert unfolded(event(place="Room 4; left", note="a\nb, \\c")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Appointment Bot//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:00000000-0000-0000-0000-000000000007",
        "SEQUENCE:2",
        "DTSTAMP:20261103T140500Z",
        "DTSTART:20261105T080000Z",
        "DTEND:20261105T084500Z",
        "SUMMARY:Review",
        "STATUS:CONFIRMED",
        "LOCATION:Room 4\\; left",
        "DESCRIPTION:a\\nb\\, \\\\c",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_title_adds_no_line() -> None:
    lines = unfolded(event("x\r\nATTENDEE:mailto:evil@example.org\u2028y\x0bz\x85"))
    assert [line for line in lines if line.startswith("ATTENDEE")] == []
    assert "SUMMARY:x\\nATTENDEE:mailto:evil@example.orgyz" in lines


@given(st.text(max_size=300))
def test_lines_are_short_and_whole_characters_and_lose_nothing(typed: str) -> None:
    line = f"SUMMARY:{text(typed)}"
    parts = list(folded(line))
    assert max(len(part) for part in parts) <= 75
    assert all(part.decode() for part in parts)
    assert all(part.startswith(b" ") for part in parts[1:])
    assert parts[0].decode() + "".join(part.decode()[1:] for part in parts[1:]) == line
    assert len(line.splitlines()) == 1
