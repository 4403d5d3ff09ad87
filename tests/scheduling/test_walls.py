"""Wall times of many zones and the instants they stand for, worked out by hand from the zones' histories."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from scheduling.hours import WeeklyHours
from scheduling.times import around_gap, instants, offsets, wall
from scheduling.working import working_spans
from tests.scheduling.transitions import transitions

# Zone, what the clock shows, and the UTC instants at which it shows that: none in a gap, two in a fold.
CASES = """
Europe/Lisbon          2026-11-03 14:05  2026-11-03 14:05
Europe/Lisbon          2026-07-01 12:00  2026-07-01 11:00
Europe/Lisbon          2027-03-28 00:59  2027-03-28 00:59
Europe/Lisbon          2027-03-28 01:00
Europe/Lisbon          2027-03-28 01:30
Europe/Lisbon          2027-03-28 02:00  2027-03-28 01:00
Europe/Lisbon          2026-10-25 00:59  2026-10-24 23:59
Europe/Lisbon          2026-10-25 01:00  2026-10-25 00:00  2026-10-25 01:00
Europe/Lisbon          2026-10-25 01:30  2026-10-25 00:30  2026-10-25 01:30
Europe/Lisbon          2026-10-25 02:00  2026-10-25 02:00
Europe/Berlin          2026-11-05 09:00  2026-11-05 08:00
Europe/Berlin          2027-03-28 01:59  2027-03-28 00:59
Europe/Berlin          2027-03-28 02:30
Europe/Berlin          2027-03-28 03:00  2027-03-28 01:00
Europe/Berlin          2026-10-25 02:30  2026-10-25 00:30  2026-10-25 01:30
Europe/Berlin          2026-10-25 03:00  2026-10-25 02:00
Europe/London          2027-03-28 01:00
Europe/London          2026-10-25 01:00  2026-10-25 00:00  2026-10-25 01:00
Europe/Dublin          2026-12-25 12:00  2026-12-25 12:00
Europe/Dublin          2026-07-01 12:00  2026-07-01 11:00
Europe/Dublin          2027-03-28 01:30
Europe/Dublin          2026-10-25 01:30  2026-10-25 00:30  2026-10-25 01:30
Europe/Kyiv            2026-03-29 03:30
Europe/Istanbul        2015-01-15 12:00  2015-01-15 10:00
Europe/Istanbul        2026-01-15 12:00  2026-01-15 09:00
Europe/Moscow          2011-03-27 02:30
Europe/Moscow          2014-10-26 01:30  2014-10-25 21:30  2014-10-25 22:30
Europe/Moscow          2026-07-01 12:00  2026-07-01 09:00
Europe/Volgograd       2020-12-27 01:30  2020-12-26 21:30  2020-12-26 22:30
Atlantic/Azores        2026-03-29 00:00
Atlantic/Azores        2026-10-25 00:30  2026-10-25 00:30  2026-10-25 01:30
America/Nuuk           2023-03-25 22:30
America/Nuuk           2027-03-27 23:30
America/Nuuk           2026-10-24 23:30  2026-10-25 00:30  2026-10-25 01:30
America/New_York       2026-11-05 08:00  2026-11-05 13:00
America/New_York       2026-03-08 02:30
America/New_York       2026-03-08 03:00  2026-03-08 07:00
America/New_York       2006-04-02 02:30
America/New_York       2007-04-01 02:30  2007-04-01 06:30
America/New_York       2026-11-01 01:30  2026-11-01 05:30  2026-11-01 06:30
America/Los_Angeles    2026-11-01 01:00  2026-11-01 08:00  2026-11-01 09:00
America/Phoenix        2026-03-08 02:30  2026-03-08 09:30
America/Tijuana        2026-03-08 02:30
America/Mexico_City    2022-04-03 02:30
America/Mexico_City    2022-10-30 01:30  2022-10-30 06:30  2022-10-30 07:30
America/Mexico_City    2026-07-01 12:00  2026-07-01 18:00
America/Ciudad_Juarez  2022-11-29 23:30  2022-11-30 05:30  2022-11-30 06:30
America/St_Johns       2026-01-15 12:00  2026-01-15 15:30
America/St_Johns       2026-07-15 12:00  2026-07-15 14:30
America/St_Johns       2010-03-14 00:30
America/St_Johns       2010-11-06 23:30  2010-11-07 02:00  2010-11-07 03:00
America/Havana         2025-03-09 00:00
America/Havana         2025-11-02 00:30  2025-11-02 04:30  2025-11-02 05:30
America/Caracas        2007-12-09 02:45  2007-12-09 06:45  2007-12-09 07:15
America/Caracas        2016-05-01 02:45
America/Sao_Paulo      2018-02-17 23:30  2018-02-18 01:30  2018-02-18 02:30
America/Sao_Paulo      2018-11-04 00:00
America/Sao_Paulo      2026-11-01 00:30  2026-11-01 03:30
America/Asuncion       2023-10-01 00:30
America/Asuncion       2024-03-23 23:30  2024-03-24 02:30  2024-03-24 03:30
America/Asuncion       2026-07-15 12:00  2026-07-15 15:00
America/Santiago       2026-04-04 23:30  2026-04-05 02:30  2026-04-05 03:30
America/Santiago       2026-09-06 00:00
Pacific/Easter         2026-09-05 22:30
Africa/Cairo           2020-07-01 12:00  2020-07-01 10:00
Africa/Cairo           2026-04-24 00:00
Africa/Cairo           2026-10-29 23:30  2026-10-29 20:30  2026-10-29 21:30
Africa/Casablanca      2024-03-10 02:30  2024-03-10 01:30  2024-03-10 02:30
Africa/Casablanca      2024-04-14 02:30
Africa/Casablanca      2025-02-23 02:30  2025-02-23 01:30  2025-02-23 02:30
Africa/Casablanca      2025-03-15 12:00  2025-03-15 12:00
Africa/Casablanca      2025-04-06 02:30
Africa/Casablanca      2025-07-01 12:00  2025-07-01 11:00
Africa/El_Aaiun        2025-03-15 12:00  2025-03-15 12:00
Africa/Juba            2021-01-31 23:30  2021-01-31 20:30  2021-01-31 21:30
Africa/Khartoum        2017-10-31 23:30  2017-10-31 20:30  2017-10-31 21:30
Africa/Windhoek        2016-09-04 02:30
Africa/Windhoek        2017-04-02 01:30  2017-04-01 23:30  2017-04-02 00:30
Asia/Beirut            2026-03-29 00:00
Asia/Beirut            2026-10-24 23:30  2026-10-24 20:30  2026-10-24 21:30
Asia/Jerusalem         2026-03-27 02:30
Asia/Jerusalem         2026-10-25 01:30  2026-10-24 22:30  2026-10-24 23:30
Asia/Amman             2022-02-25 00:30
Asia/Amman             2026-01-15 12:00  2026-01-15 09:00
Asia/Damascus          2026-01-15 12:00  2026-01-15 09:00
Asia/Tehran            2021-07-01 12:00  2021-07-01 07:30
Asia/Tehran            2022-03-22 00:30
Asia/Tehran            2022-09-21 23:30  2022-09-21 19:00  2022-09-21 20:00
Asia/Tehran            2026-07-01 12:00  2026-07-01 08:30
Asia/Kabul             2026-01-01 04:30  2026-01-01 00:00
Asia/Kolkata           2026-01-01 05:30  2026-01-01 00:00
Asia/Kathmandu         1986-01-01 00:05
Asia/Kathmandu         2026-01-01 05:45  2026-01-01 00:00
Asia/Yangon            2026-01-01 06:30  2026-01-01 00:00
Asia/Almaty            2024-02-29 23:30  2024-02-29 17:30  2024-02-29 18:30
Asia/Singapore         1981-12-31 23:45
Asia/Singapore         2026-11-05 16:00  2026-11-05 08:00
Asia/Pyongyang         2015-08-14 23:45  2015-08-14 14:45  2015-08-14 15:15
Asia/Pyongyang         2018-05-04 23:45
Asia/Tokyo             2026-11-05 09:00  2026-11-05 00:00
Australia/Eucla        2026-01-01 08:45  2026-01-01 00:00
Australia/Darwin       2026-01-01 09:30  2026-01-01 00:00
Australia/Adelaide     2026-04-05 02:30  2026-04-04 16:00  2026-04-04 17:00
Australia/Adelaide     2026-10-04 02:30
Australia/Lord_Howe    2026-04-05 01:45  2026-04-04 14:45  2026-04-04 15:15
Australia/Lord_Howe    2026-10-04 02:15
Australia/Lord_Howe    2026-10-04 02:30  2026-10-03 15:30
Pacific/Auckland       2026-04-05 02:30  2026-04-04 13:30  2026-04-04 14:30
Pacific/Auckland       2026-09-27 02:30
Pacific/Chatham        2026-04-05 03:00  2026-04-04 13:15  2026-04-04 14:15
Pacific/Chatham        2026-09-27 03:00
Pacific/Norfolk        2015-10-04 01:45  2015-10-03 14:15  2015-10-03 14:45
Pacific/Norfolk        2026-10-04 02:30
Pacific/Bougainville   2014-12-28 02:30
Pacific/Fiji           2026-01-15 12:00  2026-01-15 00:00
Pacific/Marquesas      2026-01-01 12:00  2026-01-01 21:30
Pacific/Pago_Pago      2026-01-01 12:00  2026-01-01 23:00
Pacific/Kiritimati     1994-12-31 12:00
Pacific/Kiritimati     2026-01-01 12:00  2025-12-31 22:00
Pacific/Kwajalein      1993-08-21 12:00
Pacific/Fakaofo        2011-12-30 12:00
Pacific/Fakaofo        2011-12-31 00:00  2011-12-30 11:00
Pacific/Apia           2011-12-29 23:59  2011-12-30 09:59
Pacific/Apia           2011-12-30 12:00
Pacific/Apia           2011-12-31 00:00  2011-12-30 10:00
Pacific/Apia           2012-04-01 03:30  2012-03-31 13:30  2012-03-31 14:30
Pacific/Apia           2026-01-15 12:00  2026-01-14 23:00
Antarctica/Troll       2026-03-29 02:30
Antarctica/Troll       2026-10-25 01:30  2026-10-24 23:30  2026-10-25 01:30
Antarctica/Casey       2018-03-11 02:00  2018-03-10 15:00  2018-03-10 18:00
"""


def _rows() -> list[tuple[str, datetime, tuple[datetime, ...]]]:
    rows = []
    for line in CASES.strip().splitlines():
        zone, *digits = line.split()
        times = [datetime.fromisoformat(" ".join(digits[at : at + 2])) for at in range(0, len(digits), 2)]
        rows.append((zone, times[0], tuple(each.replace(tzinfo=UTC) for each in times[1:])))
    return rows


ROWS = _rows()


@pytest.mark.parametrize(("zone", "shown", "expected"), [pytest.param(*row, id=f"{row[0]} {row[1]}") for row in ROWS])
def test_a_wall_time_stands_for_these_instants(zone: str, shown: datetime, expected: tuple[datetime, ...]) -> None:
    assert instants(shown, ZoneInfo(zone)) == expected
    assert [wall(instant, ZoneInfo(zone)).replace(fold=0) for instant in expected] == [shown] * len(expected)


def test_there_are_enough_cases_of_each_kind() -> None:
    counts = [len(expected) for _, _, expected in ROWS]
    assert len(counts) >= 80
    assert min(counts.count(0), counts.count(1), counts.count(2)) >= 25


@pytest.mark.parametrize(
    ("zone", "shown", "before", "after"),
    [
        ("Europe/Lisbon", "2027-03-28 01:30", "2027-03-28 00:30", "2027-03-28 02:30"),
        ("America/New_York", "2026-03-08 02:15", "2026-03-08 01:15", "2026-03-08 03:15"),
        ("Europe/Dublin", "2027-03-28 01:00", "2027-03-28 00:00", "2027-03-28 02:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 01:45", "2026-10-04 02:45"),
        ("Asia/Kathmandu", "1986-01-01 00:05", "1985-12-31 23:50", "1986-01-01 00:20"),
        ("Asia/Beirut", "2026-03-29 00:00", "2026-03-28 23:00", "2026-03-29 01:00"),
        ("Antarctica/Troll", "2026-03-29 02:30", "2026-03-29 00:30", "2026-03-29 04:30"),
        ("Pacific/Apia", "2011-12-30 09:00", "2011-12-29 09:00", "2011-12-31 09:00"),
        ("Pacific/Kwajalein", "1993-08-21 09:00", "1993-08-20 09:00", "1993-08-22 09:00"),
    ],
)
def test_a_skipped_time_lies_between_two_real_ones(zone: str, shown: str, before: str, after: str) -> None:
    around = around_gap(datetime.fromisoformat(shown), ZoneInfo(zone))
    assert [wall(instant, ZoneInfo(zone)) for instant in around] == [
        datetime.fromisoformat(before),
        datetime.fromisoformat(after),
    ]


AROUND_THE_CLOCK = WeeklyHours.of(dict.fromkeys(range(7), ((0, 1440),)))


@pytest.mark.parametrize(
    ("zone", "day", "minutes"),
    [
        ("Europe/Lisbon", date(2026, 11, 3), 1440),
        ("Europe/Lisbon", date(2027, 3, 28), 1380),
        ("Europe/Lisbon", date(2026, 10, 25), 1500),
        ("Australia/Lord_Howe", date(2026, 10, 4), 1410),
        ("Australia/Lord_Howe", date(2026, 4, 5), 1470),
        ("Antarctica/Troll", date(2026, 3, 29), 1320),
        ("Asia/Beirut", date(2026, 3, 29), 1380),
        ("America/Santiago", date(2026, 4, 4), 1500),
        ("Asia/Pyongyang", date(2018, 5, 4), 1410),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Pacific/Apia", date(2011, 12, 31), 1440),
    ],
)
def test_a_day_lasts_as_long_as_its_clock_runs(zone: str, day: date, minutes: int) -> None:
    spans = working_spans(AROUND_THE_CLOCK, ZoneInfo(zone), first=day, last=day)
    assert sum((span.duration for span in spans), timedelta(0)) == timedelta(minutes=minutes)


def test_on_both_sides_of_the_date_line_one_date_begins_25_hours_apart() -> None:
    day = date(2026, 11, 4)
    kiritimati, pago_pago = (
        working_spans(AROUND_THE_CLOCK, ZoneInfo(zone), first=day, last=day)[0].starts_at
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    )
    assert (kiritimati, pago_pago) == (datetime(2026, 11, 3, 10, tzinfo=UTC), datetime(2026, 11, 4, 11, tzinfo=UTC))


def test_no_zone_changes_twice_within_six_days() -> None:
    """What `offsets` relies on when it asks a zone once a day."""
    apart = [b - a for zone in available_timezones() for a, b in pairwise(transitions(zone))]
    assert min(apart) > 6 * 86_400


def test_every_change_of_every_zone_is_found() -> None:
    for zone in sorted(available_timezones()):
        info = ZoneInfo(zone)
        real = []
        for seconds in transitions(zone):
            at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
            before = (at - timedelta(seconds=1)).astimezone(info).utcoffset()
            if 2015 <= at.year <= 2030 and at.astimezone(info).utcoffset() != before:
                real.append(at)
        pieces = offsets(info, date(2015, 1, 1), date(2030, 12, 31))
        # After its last listed change a zone goes by a rule, so there may be more.
        assert [start for start, _, _ in pieces[1:]][: len(real)] == real, zone
