"""An appointment as an iCalendar file (RFC 5545), written by hand: a dozen lines, and nothing typed can add one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from scheduling.appointments import Appointment

PRODUCT = "-//Appointment Bot//EN"
OCTETS = 75
"""RFC 5545, section 3.1: lines should not be longer, the line break left out."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff]")


def calendar(*appointments: Appointment, now: datetime) -> bytes:
    """A calendar with these events, in UTC: whoever opens it again gets the newest state, by UID and SEQUENCE."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for appointment in appointments:
        lines += _event(appointment, now)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def _event(appointment: Appointment, now: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{appointment.uid}",
        f"SEQUENCE:{appointment.sequence}",
        f"DTSTAMP:{_instant(now)}",
        f"DTSTART:{_instant(appointment.starts_at)}",
        f"DTEND:{_instant(appointment.ends_at)}",
        f"SUMMARY:{text(appointment.title)}",
        f"STATUS:{appointment.status.value.upper()}",
    ]
    if appointment.place:
        lines.append(f"LOCATION:{text(appointment.place)}")
    if appointment.note:
        lines.append(f"DESCRIPTION:{text(appointment.note)}")
    return [*lines, "END:VEVENT"]


def text(value: str) -> str:
    """A TEXT value (section 3.3.11): escaped, on one line, without control characters."""
    clean = _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[bytes]:
    """A content line as lines of at most OCTETS octets (section 3.1), never cut inside a character."""
    room, part = OCTETS, b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > room:
            yield part
            # The space that says that the line goes on counts as well.
            part = b" "
        part += octets
    yield part


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
