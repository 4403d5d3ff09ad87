"""Quiet hours: when they end, what waits for that, and what comes without a sound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling.notices import Kind
from scheduling.people import Person, Preferences
from scheduling.quiet import Manner, manner_for, quiet_until, read_quiet

LISBON = ZoneInfo("Europe/Lisbon")
NIGHT = (22 * 60, 7 * 60)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "quiet", "until"),
    [
        ("2026-11-03T21:59", NIGHT, None),
        ("2026-11-03T22:00", NIGHT, "2026-11-04T07:00"),
        ("2026-11-04T06:59", NIGHT, "2026-11-04T07:00"),
        ("2026-11-04T07:00", NIGHT, None),
        ("2026-11-03T12:30", (12 * 60, 14 * 60), "2026-11-03T14:00"),
        ("2026-11-03T14:00", (12 * 60, 14 * 60), None),
        # The clock goes from 01:00 to 02:00: the night is an hour shorter, and 01:30 is never shown.
        ("2027-03-27T23:00", NIGHT, "2027-03-28T06:00"),
        ("2027-03-28T00:30", (22 * 60, 90), "2027-03-28T01:30"),
        ("2026-11-03T23:00", None, None),
    ],
)
def test_when_it_is_quiet(now: str, quiet: tuple[int, int] | None, until: str | None) -> None:
    assert quiet_until(quiet, LISBON, at(now)) == (at(until) if until else None)


@pytest.mark.parametrize(
    ("kind", "hours_ahead", "manner"),
    [
        (Kind.ANSWER, 13, Manner.LATER),
        (Kind.ANSWER, 12, Manner.SILENT),
        (Kind.ANSWERS, 13, Manner.LATER),
        (Kind.NUDGE, 13, Manner.LATER),
        (Kind.INVITATION, 13, Manner.SILENT),
        (Kind.INVITATION, 12, Manner.SILENT),
        (Kind.MOVE, 1, Manner.SILENT),
        (Kind.CANCELLATION, 48, Manner.SILENT),
        (Kind.REMINDER, 1, Manner.SILENT),
        (Kind.MORNING, None, Manner.LATER),
    ],
)
def test_what_waits_and_what_comes_without_a_sound(kind: Kind, hours_ahead: int | None, manner: Manner) -> None:
    now = at("2026-11-03T23:00")
    starts_at = None if hours_ahead is None else now + timedelta(hours=hours_ahead)
    ana = Person(1, "Ana", zone=LISBON, prefs=Preferences(quiet=NIGHT))
    assert manner_for(ana, kind, starts_at, now)[0] is manner
    awake = Person(1, "Ana", zone=LISBON)
    assert manner_for(awake, kind, starts_at, now)[0] is Manner.AS_EVER


@pytest.mark.parametrize(
    ("text", "language", "between"),
    [
        ("22-7", "en", NIGHT),
        ("from 22 to 7", "en", NIGHT),
        ("22:30 – 6.45", "en", (22 * 60 + 30, 6 * 60 + 45)),
        ("dari jam 22 sampai jam 7", "id", NIGHT),
        ("22.00 s/d 07.00", "id", NIGHT),
        # Either half of the day: the night is meant, unless a zero or 13 and more say otherwise.
        ("11-7", "en", (23 * 60, 7 * 60)),
        ("10-12", "en", (22 * 60, 12 * 60)),
        ("12-7", "en", (0, 7 * 60)),
        ("1-7", "en", (60, 7 * 60)),
        ("09-17", "en", (9 * 60, 17 * 60)),
        ("22-24", "en", (22 * 60, 0)),
        ("25-7", "en", None),
        ("22:60-7", "en", None),
        ("24:30-7", "en", None),
        ("22", "en", None),
        ("22-07-2026", "en", None),
        ("2230-0645", "en", None),
        ("07-07", "en", None),
        ("half 10 to 7", "en", None),
        ("22 sampai 7", "en", None),
        ("22-7" + " " * 200, "en", None),
    ],
)
def test_hours_of_quiet_in_words(text: str, language: str, between: tuple[int, int] | None) -> None:
    assert read_quiet(text, language=language) == between
