"""Weekly hours: what may be kept, and what typed hours are read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.hours import DEFAULT_HOURS, BadHours, HoursFault, Range, WeeklyHours, read_hours
from scheduling.words import Correction

NINE_TO_FIVE = (540, 1020)
EIGHT_TO_FIVE = (480, 1020)


def test_hours_survive_the_database() -> None:
    hours = WeeklyHours.of({0: [(480, 720), (780, 1020)], 4: [(1320, 1800)]})
    assert hours.to_json() == {"0": [[480, 720], [780, 1020]], "4": [[1320, 1800]]}
    assert WeeklyHours.from_json(hours.to_json()) == hours
    assert (hours[1], hours.longest, WeeklyHours.of({}).empty) == ((), 540, True)
    assert DEFAULT_HOURS.days == ((EIGHT_TO_FIVE,),) * 5 + ((),) * 2
    assert DEFAULT_HOURS.replaced(4, []).days == ((EIGHT_TO_FIVE,),) * 4 + ((),) * 3


@pytest.mark.parametrize(
    ("days", "fault", "weekday", "span"),
    [
        ({0: [(540, 540)]}, HoursFault.EMPTY, 0, (540, 540)),
        ({1: [(1020, 540)]}, HoursFault.EMPTY, 1, (1020, 540)),
        ({2: [(1440, 1500)]}, HoursFault.NO_SUCH_TIME, 2, (1440, 1500)),
        ({2: [(-5, 60)]}, HoursFault.NO_SUCH_TIME, 2, (-5, 60)),
        ({3: [(0, 2881)]}, HoursFault.NO_SUCH_TIME, 3, (0, 2881)),
        ({3: [(60, 1501)]}, HoursFault.TOO_LONG, 3, (60, 1501)),
        ({4: [(480, 720), (700, 1020)]}, HoursFault.OVERLAP, 4, (700, 1020)),
        ({4: [(1320, 1800)], 5: [(300, 400)]}, HoursFault.OVERLAP, 5, (300, 400)),
        ({6: [(1320, 1800)], 0: [(300, 400)]}, HoursFault.OVERLAP, 0, (300, 400)),
        ({7: [(480, 1020)]}, HoursFault.NO_SUCH_DAY, 7, None),
    ],
)
def test_hours_that_contradict_themselves_are_refused(
    days: dict[int, list[Range]], fault: HoursFault, weekday: int, span: Range | None
) -> None:
    with pytest.raises(BadHours) as refused:
        WeeklyHours.of(days)
    assert (refused.value.fault, refused.value.weekday, refused.value.span) == (fault, weekday, span)


def test_ranges_may_touch_and_run_to_midnight_and_past_it() -> None:
    hours = WeeklyHours.of({0: [(720, 1440), (0, 720)], 6: [(1320, 1440)], 3: [(1320, 1800)], 4: [(360, 400)]})
    assert hours[0] == ((0, 720), (720, 1440))
    assert WeeklyHours.of(dict.fromkeys(range(7), ((0, 1440),))).longest == 1440


LUNCH = (540, 720), (780, 1080)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Mon-Thu 9-12, 13-18; Fri off", {**dict.fromkeys(range(4), LUNCH), 4: ()}),
        ("mon–thu 9–12, 13–18\nfri off", {**dict.fromkeys(range(4), LUNCH), 4: ()}),
        ("9-17", dict.fromkeys(range(5), (NINE_TO_FIVE,))),
        ("9-5", dict.fromkeys(range(5), (NINE_TO_FIVE,))),
        ("9am - 5pm", dict.fromkeys(range(5), (NINE_TO_FIVE,))),
        ("from 9 to 17", dict.fromkeys(range(5), (NINE_TO_FIVE,))),
        ("Mon, Wed, Fri 9-17", dict.fromkeys((0, 2, 4), (NINE_TO_FIVE,))),
        ("Mon and Wed 9.00-17.00", dict.fromkeys((0, 2), (NINE_TO_FIVE,))),
        ("Monday: 09:00 – 17:00", {0: (NINE_TO_FIVE,)}),
        ("every day 8:30-17", dict.fromkeys(range(7), ((510, 1020),))),
        ("weekdays 9-17, weekend off", {**dict.fromkeys(range(5), (NINE_TO_FIVE,)), 5: (), 6: ()}),
        ("Sat-Mon 10-14", dict.fromkeys((5, 6, 0), ((600, 840),))),
        ("Mon 9-12 and 1-5", {0: ((540, 720), (780, 1020))}),
        ("Tue 9h-12h30, 14h-18h", {1: ((540, 750), (840, 1080))}),
        ("Fri 22-6", {4: ((1320, 1800),)}),
        ("Fri 10pm-6am", {4: ((1320, 1800),)}),
        ("Fri 0-24", {4: ((0, 1440),)}),
        ("Sat 13-24:00", {5: ((780, 1440),)}),
        ("Mon 9-12\nTue -\nWed closed", {0: ((540, 720),), 1: (), 2: ()}),
        ("Mon 9-12 / 13-18", {0: LUNCH}),
        ("Mon 12-5", {0: ((720, 1020),)}),
        ("Mon-Fri 0900-1700", dict.fromkeys(range(5), (NINE_TO_FIVE,))),
        ("Mon-Tue 9-18, lunch break 12-1; Fri 9-17", {**dict.fromkeys(range(2), LUNCH), 4: (NINE_TO_FIVE,)}),
        ("lunch from 12 to 13", dict.fromkeys(range(5), ((480, 720), (780, 1020)))),
        ("9-17, no Fridays", {**dict.fromkeys(range(4), (NINE_TO_FIVE,)), 4: ()}),
        (
            "weekdays 9-17, closed on Wed and Thu, Sat 10-14",
            {**dict.fromkeys((0, 1, 4), (NINE_TO_FIVE,)), 2: (), 3: (), 5: ((600, 840),)},
        ),
        ("mo-do 9-12".replace("do", "th"), dict.fromkeys(range(4), ((540, 720),))),
    ],
)
def test_typed_hours_are_read(text: str, changed: dict[int, tuple[Range, ...]]) -> None:
    reading = read_hours(text)
    assert reading.hours is not None
    assert reading.hours.days == tuple(changed.get(day, DEFAULT_HOURS[day]) for day in range(7))
    assert (reading.mentioned, reading.not_understood, reading.fault) == (frozenset(changed), (), None)


def test_what_was_not_understood_is_quoted_and_the_rest_is_read() -> None:
    reading = read_hours("Mon 9-12 Lunch Tue off, 14")
    assert reading.hours == DEFAULT_HOURS.replaced(0, [(540, 720)]).replaced(1, [])
    assert reading.not_understood == ("Lunch", "14")
    night = read_hours("Mon 22-6, break 7-8, off")
    assert (night.hours, night.not_understood) == (DEFAULT_HOURS.replaced(0, [(1320, 1800)]), ("7-8", "off"))


def test_slips_in_weekdays_are_forgiven_and_told() -> None:
    reading = read_hours("Wendesday 9-17")
    assert reading.hours == DEFAULT_HOURS.replaced(2, [NINE_TO_FIVE])
    assert reading.corrections == (Correction("Wendesday", "wednesday"),)


@pytest.mark.parametrize(
    ("text", "not_understood", "fault"),
    [
        ("", (), None),
        ("whenever", ("whenever",), None),
        ("Thu", ("Thu",), None),
        ("off", ("off",), None),
        ("Mon 25-26", ("25-26",), HoursFault.NO_SUCH_TIME),
        ("Mon 24-3", ("24-3",), HoursFault.NO_SUCH_TIME),
        ("Mon 9:60-12", ("9:60-12",), HoursFault.NO_SUCH_TIME),
        ("Mon 13pm-15", ("13pm-15",), HoursFault.NO_SUCH_TIME),
        ("Mon-Fri 9-25, 13-18", ("9-25",), HoursFault.NO_SUCH_TIME),
        ("Mon 9-12, 11-13", (), HoursFault.OVERLAP),
        ("Sun 22-6, Mon 5-9", (), HoursFault.OVERLAP),
    ],
)
def test_hours_that_cannot_be_kept_are_not(
    text: str, not_understood: tuple[str, ...], fault: HoursFault | None
) -> None:
    reading = read_hours(text)
    assert reading.hours is None
    assert (reading.not_understood, reading.fault and reading.fault.fault) == (not_understood, fault)


@given(st.text(max_size=60) | st.text("MonTuesdayfri0123456789-:;,. \n–ampoff", max_size=60))
def test_no_text_is_too_strange_to_answer(text: str) -> None:
    reading = read_hours(text)
    assert reading.hours is None or reading.fault is None


@pytest.mark.parametrize(
    "typed",
    ["Mon-Fri 22:00-02:00, 03:00-06:00; Sat off", "Mon-Fri 22:00-06:00, break 02:00-03:00", "Mon-Fri 22-6, lunch 2-3"],
)
def test_a_break_in_the_night_belongs_to_the_day_behind_midnight(typed: str) -> None:
    read = read_hours(typed)
    assert read.not_understood == ()
    assert read.hours == WeeklyHours.of(
        {0: [(1320, 1560)], **{day: [(180, 360), (1320, 1560)] for day in range(1, 5)}, 5: [(180, 360)]}
    )


def test_a_morning_typed_behind_a_night_is_no_part_of_it() -> None:
    read = read_hours("Mon 22-2, 9-12")
    assert read.hours is not None
    assert read.hours[0] == ((540, 720), (1320, 1560))
