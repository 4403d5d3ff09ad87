"""Days, times and lengths, in the exact forms of the sample stories."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling.hours import DEFAULT_HOURS, WeeklyHours
from scheduling.people import Person, Preferences
from scheduling.times import Days, Slot, ZoneSpell
from tests.texts.sample import ANA, BO, CHEN, DANA, NOW, TWELVE
from texts import dates

UTC_ZONE = ZoneInfo("UTC")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def slot(start: str, minutes: int = 45) -> Slot:
    return Slot(utc(start), utc(start) + timedelta(minutes=minutes))


REVIEW = slot("2026-11-05 08:00")


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (date(2026, 11, 5), "Thu 5 Nov"),
        (date(2026, 11, 3), "Tue 3 Nov"),
        (date(2026, 12, 31), "Thu 31 Dec"),
        (date(2027, 1, 1), "Fri 1 Jan"),
        (date(2027, 11, 2), "Tue 2 Nov"),
        (date(2027, 11, 3), "Wed 3 Nov 2027"),
        (date(2028, 2, 29), "Tue 29 Feb 2028"),
        (date(2026, 11, 2), "Mon 2 Nov"),
        (date(2026, 10, 4), "Sun 4 Oct"),
        (date(2026, 10, 3), "Sat 3 Oct 2026"),
        (date(2025, 11, 5), "Wed 5 Nov 2025"),
        (date(2026, 9, 1), "Tue 1 Sep 2026"),
    ],
)
def test_the_year_stands_only_where_the_date_would_be_taken_for_another(when: date, shown: str) -> None:
    assert dates.day(when, UTC_ZONE, "en", NOW) == shown


def test_today_is_the_viewers_today() -> None:
    late = utc("2026-12-31 23:30")
    assert dates.day(late, ZoneInfo("Europe/Lisbon"), "en", late) == "Thu 31 Dec"
    assert dates.day(late, ZoneInfo("Asia/Singapore"), "en", late) == "Fri 1 Jan"


def test_a_span_bears_the_city_that_the_person_named() -> None:
    assert dates.span(REVIEW, BO, NOW) == "Thu 5 Nov, 09:00–09:45 (Berlin)"
    assert dates.span(REVIEW, replace(ANA, city="Porto"), NOW) == "Thu 5 Nov, 08:00–08:45 (Porto)"
    assert dates.span(REVIEW, replace(BO, city=None), NOW) == "Thu 5 Nov, 09:00–09:45 (Berlin)"
    assert dates.span(REVIEW, BO, NOW, city=False) == "Thu 5 Nov, 09:00–09:45"
    assert dates.clocks(REVIEW, BO) == "09:00–09:45"
    assert dates.span(slot("2027-11-04 08:00"), BO, NOW) == "Thu 4 Nov 2027, 09:00–09:45 (Berlin)"


def test_a_span_over_midnight_names_both_days() -> None:
    assert dates.span(slot("2026-11-05 22:30"), BO, NOW) == "Thu 5 Nov, 23:30 – Fri 6 Nov, 00:15 (Berlin)"
    assert dates.span(slot("2026-11-05 22:30", 30), BO, NOW) == "Thu 5 Nov, 23:30–00:00 (Berlin)"
    assert dates.span(slot("2026-11-05 23:00", 1440), BO, NOW) == "Fri 6 Nov, 00:00–00:00 (Berlin)"


def test_moments() -> None:
    assert dates.moment(REVIEW.starts_at, ANA, NOW) == "Thu 5 Nov, 08:00 (Lisbon)"
    assert dates.moment(REVIEW.starts_at, BO, NOW, city=False) == "Thu 5 Nov, 09:00"


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("2026-11-05 08:00", "9:00–9:45 am"),
        ("2026-11-05 10:30", "11:30 am–12:15 pm"),
        ("2026-11-05 11:00", "12:00–12:45 pm"),
        ("2026-11-04 23:00", "12:00–12:45 am"),
    ],
)
def test_a_clock_of_twelve_hours(start: str, shown: str) -> None:
    assert dates.clocks(slot(start), replace(BO, prefs=TWELVE)) == shown


def test_elsewhere_leaves_out_the_viewers_own_time_and_says_another_date() -> None:
    assert dates.elsewhere(REVIEW, BO, [ANA, BO, CHEN]) == "Lisbon 08:00 · Singapore 16:00"
    assert dates.elsewhere(slot("2026-11-05 16:30"), ANA, [BO, CHEN]) == "Berlin 17:30 · Singapore Fri 00:30"
    assert dates.elsewhere(REVIEW, BO, [BO, DANA]) == ""
    assert dates.elsewhere(REVIEW, ANA, [replace(ANA, id=9, city="Porto"), CHEN]) == "Singapore 16:00"
    oslo = Person(8, "Eve", zone=ZoneInfo("Europe/Oslo"), city="Oslo")
    assert (
        dates.elsewhere(REVIEW, ANA, [BO, CHEN, oslo, replace(oslo, id=10)]) == "Berlin, Oslo 09:00 · Singapore 16:00"
    )


def test_zones_that_agree_today_and_part_tomorrow_are_told_by_the_instant() -> None:
    phoenix = Person(8, "Eve", zone=ZoneInfo("America/Phoenix"), city="Phoenix")
    denver = Person(9, "Eli", zone=ZoneInfo("America/Denver"), city="Denver")
    assert dates.elsewhere(slot("2026-11-05 16:00"), phoenix, [denver]) == ""
    assert dates.elsewhere(slot("2026-07-06 16:00"), phoenix, [denver]) == "Denver 10:00"


def test_a_city_is_user_text() -> None:
    person = replace(BO, city="תל אביב\n\u202e")
    assert dates.place(person) == "\u2068תל אביב \u2069"


def test_a_span_can_be_tapped_unless_it_lies_too_far_ahead() -> None:
    assert dates.tappable(REVIEW, replace(BO, city="<b>"), NOW) == (
        '<tg-time unix="1793865600">Thu 5 Nov, 09:00–09:45 (&lt;b&gt;)</tg-time>'
    )
    assert dates.tappable(slot("2030-11-05 08:00"), ANA, NOW) == "Tue 5 Nov 2030, 08:00–08:45 (Lisbon)"


def test_who_has_no_zone_cannot_be_shown_a_time() -> None:
    with pytest.raises(ValueError, match="person 4 has not said what time it is for them"):
        dates.span(REVIEW, DANA, NOW)
    with pytest.raises(ValueError, match="an instant is aware"):
        dates.clock(datetime(2026, 11, 5), UTC_ZONE, "en")


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0 min"),
        (0.5, "1 min"),
        (45, "45 min"),
        (60, "1 h"),
        (90, "1 h 30 min"),
        (105, "1 h 45 min"),
        (24 * 60, "1 day"),
        (50 * 60 + 5, "2 days 2 h 5 min"),
    ],
)
def test_lengths(minutes: float, shown: str) -> None:
    assert dates.length(timedelta(minutes=minutes), "en") == shown


def test_a_length_is_not_negative() -> None:
    with pytest.raises(ValueError, match="not negative"):
        dates.length(timedelta(minutes=-1), "en")


@pytest.mark.parametrize(
    ("minutes", "english", "indonesian"),
    [
        (1, "1 minute", "1 menit"),
        (15, "15 minutes", "15 menit"),
        (60, "1 hour", "1 jam"),
        (90, "90 minutes", "90 menit"),
        (1440, "1 day", "1 hari"),
        (2880, "2 days", "2 hari"),
    ],
)
def test_lengths_in_words(minutes: int, english: str, indonesian: str) -> None:
    assert dates.length_in_words(timedelta(minutes=minutes), "en") == english
    assert dates.length_in_words(timedelta(minutes=minutes), "id") == indonesian


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (59, "just now"),
        (60, "1 minute ago"),
        (299, "4 minutes ago"),
        (3599, "59 minutes ago"),
        (2 * 3600 - 1, "1 hour ago"),
        (26 * 3600, "1 day ago"),
    ],
)
def test_ago(seconds: int, shown: str) -> None:
    assert dates.ago(NOW - timedelta(seconds=seconds), NOW, "en") == shown


def test_names_of_days_and_months() -> None:
    assert dates.weekday(REVIEW.starts_at, UTC_ZONE, "en") == "Thursday"
    assert dates.weekday(REVIEW.starts_at, UTC_ZONE, "en", short=True) == "Thu"
    assert dates.weekdays("en")[0] == "Monday"
    assert dates.weekday_heads("en") == ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    assert dates.weekday_heads("en", 6) == ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa")
    assert dates.month_title(2026, 11, "en") == "November 2026"
    assert [dates.month_name(month, "en", short=True) for month in (1, 9)] == ["Jan", "Sep"]


@pytest.mark.parametrize(
    ("several", "shown"),
    [
        ([date(2026, 11, 6)], "Fri 6 Nov"),
        ([date(2026, 11, 6), date(2026, 11, 9)], "Fri 6 and Mon 9 Nov"),
        ([date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)], "Fri 27, Mon 30 Nov and Tue 1 Dec"),
    ],
)
def test_several_days_name_the_month_once(several: list[date], shown: str) -> None:
    assert dates.days(several, UTC_ZONE, "en", NOW) == shown


def test_working_hours() -> None:
    assert dates.week(DEFAULT_HOURS, "en") == "Mon–Fri, 08:00–17:00"
    split = WeeklyHours.of(
        {0: ((540, 720), (780, 1080)), 1: ((540, 720), (780, 1080)), 4: ((1320, 1560),), 6: ((0, 1440),)}
    )
    assert dates.week(split, "en") == "Mon–Tue, 09:00–12:00, 13:00–18:00; Fri, 22:00–02:00; Sun, 00:00–24:00"
    assert dates.week(DEFAULT_HOURS, "en", 12) == "Mon–Fri, 8:00 am–5:00 pm"
    assert dates.week(WeeklyHours.of({}), "en") == ""


def test_indonesian() -> None:
    jakarta = ZoneInfo("Asia/Jakarta")
    assert dates.day(REVIEW.starts_at, jakarta, "id", NOW) == "Kam 5 Nov"
    assert dates.clock(REVIEW.starts_at, jakarta, "id") == "15.00"
    assert dates.weekday(REVIEW.starts_at, jakarta, "id") == "Kamis"
    assert dates.month_title(2026, 8, "id") == "Agustus 2026"
    assert dates.days([date(2026, 11, 6), date(2026, 11, 9)], jakarta, "id", NOW) == "Jum 6 dan Sen 9 Nov"
    assert dates.ago(NOW - timedelta(minutes=4), NOW, "id") == "4 menit yang lalu"
    assert dates.ago(NOW, NOW, "id") == "baru saja"
    assert [dates.length(timedelta(minutes=each), "id") for each in (45, 90, 3005)] == [
        "45 mnt",
        "1 jam 30 mnt",
        "2 hari 2 jam 5 mnt",
    ]
    assert dates.weekday_heads("id") == ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
    assert [dates.month_name(month, "id", short=True) for month in (5, 8, 10, 12)] == ["Mei", "Agu", "Okt", "Des"]


def test_a_reader_of_indonesian() -> None:
    adi = replace(CHEN, language="id", zone=ZoneInfo("Asia/Jakarta"), city="Jakarta")
    assert dates.span(REVIEW, adi, NOW) == "Kam 5 Nov, 15.00–15.45 (Jakarta)"
    assert dates.elsewhere(REVIEW, adi, [ANA, BO]) == "Lisbon 08.00 · Berlin 09.00"
    assert dates.week(DEFAULT_HOURS, "id") == "Sen–Jum, 08.00–17.00"
    assert dates.clock_of(24 * 60, "id") == "24.00"
    twelve = replace(adi, prefs=TWELVE)
    assert dates.clocks(REVIEW, twelve) == "3.00–3.45 PM"


def test_a_language_that_nobody_knows_is_english() -> None:
    assert dates.day(REVIEW.starts_at, UTC_ZONE, "tlh", NOW) == "Thu 5 Nov"
    assert dates.length(timedelta(minutes=90), "tlh") == "1 h 30 min"
    assert dates.span(REVIEW, replace(BO, language="tlh"), NOW) == "Thu 5 Nov, 09:00–09:45 (Berlin)"


def test_a_time_that_exists_twice_keeps_its_clock() -> None:
    # Lisbon's clocks go back on 25 Oct 2026 at 01:00 UTC: 01:30 comes twice.
    assert dates.moment(utc("2026-10-25 00:30"), ANA, NOW) == "Sun 25 Oct, 01:30 (Lisbon)"
    assert dates.moment(utc("2026-10-25 01:30"), ANA, NOW) == "Sun 25 Oct, 01:30 (Lisbon)"


TRAVELS = replace(
    ANA,
    prefs=Preferences(spells=(ZoneSpell(Days(date(2026, 11, 5), date(2026, 11, 6)), ZoneInfo("Asia/Tokyo"), "Tokyo"),)),
)


def test_on_a_journey_times_are_those_of_where_one_is_by_then() -> None:
    assert dates.span(REVIEW, TRAVELS, NOW) == "Thu 5 Nov, 17:00–17:45 (Tokyo)"
    assert dates.moment(REVIEW.starts_at, TRAVELS, NOW, city=False) == "Thu 5 Nov, 17:00 (Tokyo)"
    assert dates.clocks(REVIEW, TRAVELS) == "17:00–17:45"
    assert dates.heading(REVIEW.starts_at, TRAVELS, NOW) == "Thu 5 Nov (Tokyo)"
    assert dates.elsewhere(REVIEW, TRAVELS, [BO]) == "Lisbon 08:00 · Berlin 09:00"
    assert dates.elsewhere(REVIEW, BO, [TRAVELS]) == "Tokyo 17:00"
    there = TRAVELS.at(REVIEW.starts_at)
    assert dates.moment(REVIEW.starts_at, there, NOW, city=False) == "Thu 5 Nov, 17:00"
    assert dates.moment(NOW, there, NOW, city=False) == "Tue 3 Nov, 14:05 (Lisbon)"
