"""Typed answers, and what they are read as on Tuesday 3 November 2026."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.typed import (
    Answer,
    Asked,
    Fault,
    PeopleReading,
    Reading,
    read_answer,
    read_day,
    read_duration,
    read_people,
    read_reminders,
    read_time,
)
from scheduling.words import Correction, closest

TODAY = date(2026, 11, 3)


def days(*written: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(each) for each in written)


def times(*written: str) -> tuple[time, ...]:
    return tuple(time.fromisoformat(each) for each in written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thu", ["2026-11-05"]),
        ("Thursday", ["2026-11-05"]),
        ("on thu.", ["2026-11-05"]),
        ("tue", ["2026-11-03", "2026-11-10"]),
        ("this tue", ["2026-11-03"]),
        ("next tue", ["2026-11-10"]),
        ("next Mon", ["2026-11-09"]),
        ("next Friday", ["2026-11-06", "2026-11-13"]),
        ("this friday", ["2026-11-06"]),
        ("today", ["2026-11-03"]),
        ("tomorrow", ["2026-11-04"]),
        ("the day after tomorrow", ["2026-11-05"]),
        ("yesterday", ["2026-11-02"]),
        ("in 3 days", ["2026-11-06"]),
        ("in a week", ["2026-11-10"]),
        ("in two weeks", ["2026-11-17"]),
        ("5 Nov", ["2026-11-05"]),
        ("Nov 5", ["2026-11-05"]),
        ("5th of November", ["2026-11-05"]),
        ("Thursday, November 5th", ["2026-11-05"]),
        ("5 nov 2027", ["2027-11-05"]),
        ("3 Nov", ["2026-11-03"]),
        ("2 Nov", ["2027-11-02"]),
        ("1 Jan", ["2027-01-01"]),
        ("29 Feb", ["2028-02-29"]),
        ("5.11.", ["2026-11-05"]),
        ("5.11", ["2026-11-05"]),
        ("5. 11.", ["2026-11-05"]),
        ("05.11.2026", ["2026-11-05"]),
        ("5.11.26", ["2026-11-05"]),
        ("2026-11-05", ["2026-11-05"]),
        ("5/11", ["2026-11-05", "2027-05-11"]),
        ("Thu 5/11", ["2026-11-05"]),
        ("13/5", ["2027-05-13"]),
        ("5/5", ["2027-05-05"]),
        ("5", ["2026-11-05"]),
        ("the 5th", ["2026-11-05"]),
        ("2", ["2026-12-02"]),
        ("31", ["2026-12-31"]),
        ("٥ nov", ["2026-11-05"]),
        ("５．１１．", ["2026-11-05"]),
    ],
)
def test_days(text: str, expected: list[str]) -> None:
    assert read_day(text, TODAY) == Reading(days(*expected))


@pytest.mark.parametrize(
    ("text", "fault", "expected"),
    [
        ("31 Feb", Fault.NO_SUCH_DATE, []),
        ("31.02.2027", Fault.NO_SUCH_DATE, []),
        ("29.2.2027", Fault.NO_SUCH_DATE, []),
        ("32", Fault.NO_SUCH_DATE, []),
        ("0", Fault.NO_SUCH_DATE, []),
        ("13/13", Fault.NO_SUCH_DATE, []),
        ("5 Nov 9999", Fault.TOO_FAR, []),
        ("in 9999 weeks", Fault.TOO_FAR, []),
        ("Fri 5 Nov", Fault.WRONG_WEEKDAY, ["2026-11-05", "2026-11-06"]),
        ("", Fault.NOT_UNDERSTOOD, []),
        ("soon", Fault.NOT_UNDERSTOOD, []),
        ("next week", Fault.NOT_UNDERSTOOD, []),
        ("munday", Fault.NOT_UNDERSTOOD, []),
        ("5 Nov 10:00", Fault.NOT_UNDERSTOOD, []),
    ],
)
def test_days_that_must_be_asked_about(text: str, fault: Fault, expected: list[str]) -> None:
    reading = read_day(text, TODAY)
    assert (reading.fault, reading.candidates) == (fault, days(*expected))


def test_the_order_of_day_and_month_can_be_known() -> None:
    assert read_day("5/11", TODAY, day_first=True).candidates == days("2026-11-05")
    assert read_day("5/11", TODAY, day_first=False).candidates == days("2027-05-11")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("tomorow", "tomorrow"), ("wendesday", "wednesday"), ("thrusday", "thursday"), ("firday", "friday")],
)
def test_slips_are_forgiven_and_told(text: str, meant: str) -> None:
    assert read_day(text, TODAY) == Reading(read_day(meant, TODAY).candidates, (Correction(text, meant),))


def test_two_months_that_are_as_near_are_not_chosen_between() -> None:
    assert read_day("5 Jule", TODAY) == Reading(rest="5 Jule", fault=Fault.NOT_UNDERSTOOD)
    assert closest("minuts", {"minute": 1, "minutes": 1}) == "minute"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10", ["10:00"]),
        ("8", ["08:00"]),
        ("12", ["12:00"]),
        ("0", ["00:00"]),
        ("10.30", ["10:30"]),
        ("10:30", ["10:30"]),
        ("10h30", ["10:30"]),
        ("10 30", ["10:30"]),
        ("1030", ["10:30"]),
        ("930", ["09:30"]),
        ("10h", ["10:00"]),
        ("15:00", ["15:00"]),
        ("3pm", ["15:00"]),
        ("3 p.m.", ["15:00"]),
        ("3:15 PM", ["15:15"]),
        ("12am", ["00:00"]),
        ("12 pm", ["12:00"]),
        ("7", ["07:00", "19:00"]),
        ("7:30", ["07:30", "19:30"]),
        ("3", ["15:00", "03:00"]),
        ("07", ["07:00"]),
        ("07:30", ["07:30"]),
        ("7 in the morning", ["07:00"]),
        ("noon", ["12:00"]),
        ("12 noon", ["12:00"]),
        ("midnight", ["00:00"]),
        ("half past 10", ["10:30"]),
        ("quarter to 3", ["14:45", "02:45"]),
        ("quarter to 3 pm", ["14:45"]),
        ("at 10 o'clock", ["10:00"]),
        ("ten", ["10:00"]),
        ("１０：３０", ["10:30"]),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    assert read_time(text) == Reading(times(*expected))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("25:00", Fault.NO_SUCH_TIME),
        ("24:00", Fault.NO_SUCH_TIME),
        ("24", Fault.NO_SUCH_TIME),
        ("10:60", Fault.NO_SUCH_TIME),
        ("13pm", Fault.NO_SUCH_TIME),
        ("0am", Fault.NO_SUCH_TIME),
        ("", Fault.NOT_UNDERSTOOD),
        ("10:5", Fault.NOT_UNDERSTOOD),
        ("10:", Fault.NOT_UNDERSTOOD),
        ("-1", Fault.NOT_UNDERSTOOD),
        ("later", Fault.NOT_UNDERSTOOD),
        ("10 11 12", Fault.NOT_UNDERSTOOD),
        ("9" * 5000, Fault.NOT_UNDERSTOOD),
    ],
)
def test_times_that_no_clock_shows(text: str, fault: Fault) -> None:
    reading = read_time(text)
    assert (reading.fault, reading.candidates) == (fault, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@bo @chen, t.me/dana_porto", PeopleReading(("bo", "chen", "dana_porto"))),
        ("@Bo_Berlin; https://t.me/Chen_SG?start=x.", PeopleReading(("bo_berlin", "chen_sg"))),
        ("tg://resolve?domain=ana_lisbon and bo_berlin.t.me", PeopleReading(("ana_lisbon", "bo_berlin"))),
        ("bo_berlin", PeopleReading(("bo_berlin",))),
        ("(@bo_berlin).", PeopleReading(("bo_berlin",))),
        ("Bo, Ana-Maria and José", PeopleReading((), ("Bo", "Ana-Maria", "José"))),
        ("@bo_berlin @BO_BERLIN", PeopleReading(("bo_berlin",), repeated=("bo_berlin",))),
        ("bo@example.org @1st t.me/+abc t.me/joinchat/x", PeopleReading(
            rest=("bo@example.org", "@1st", "t.me/+abc", "t.me/joinchat/x"))),
        ("@" + "x" * 33, PeopleReading(rest=("@" + "x" * 33,))),
        ("", PeopleReading()),
        ("@bo optional @chen", PeopleReading(("bo", "chen"), optional=("bo",))),
        ("@bo, opcional @chen", PeopleReading(("bo", "chen"), optional=("chen",))),
        ("@bo (Optional), @chen", PeopleReading(("bo", "chen"), optional=("bo",))),
        ("@ana, @bo, opsional", PeopleReading(("ana", "bo"), optional=("bo",))),
        ("@ana; optional: @bo and @chen", PeopleReading(("ana", "bo", "chen"), optional=("bo", "chen"))),
        ("Bo optional", PeopleReading((), ("Bo",), optional=("Bo",))),
        ("optional", PeopleReading()),
    ],
)  # fmt: skip
def test_people(text: str, expected: PeopleReading) -> None:
    assert read_people(text) == expected


THURSDAY: Reading[date] = Reading(days("2026-11-05"))


def minutes(number: int) -> Reading[timedelta]:
    return Reading((timedelta(minutes=number),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:15, 50 min", Answer(time=Reading(times("14:15")), duration=minutes(50))),
        ("14:15,50 min", Answer(time=Reading(times("14:15")), duration=minutes(50))),
        ("50 min at 14:15", Answer(time=Reading(times("14:15")), duration=minutes(50))),
        ("at 10 for 45 min", Answer(time=Reading(times("10:00")), duration=minutes(45))),
        ("10 45", Answer(time=Reading(times("10:00")), duration=minutes(45))),
        ("10", Answer(time=Reading(times("10:00")))),
        ("45", Answer(duration=minutes(45))),
        ("1h30", Answer(duration=minutes(90))),
        ("1,5 h", Answer(duration=minutes(90))),
        ("10h30 2h", Answer(time=Reading(times("10:30")), duration=minutes(120))),
        ("10 h 30, 2 h", Answer(time=Reading(times("10:30")), duration=minutes(120))),
        ("30 h", Answer(duration=Reading(fault=Fault.TOO_LONG))),
        ("10-11:30", Answer(time=Reading(times("10:00")), duration=minutes(90))),
        ("3-4", Answer(time=Reading(times("15:00", "03:00")), duration=minutes(60))),
        ("10 to 2", Answer(time=Reading(times("10:00")), duration=minutes(240))),
        ("thu 10 45 min", Answer(THURSDAY, Reading(times("10:00")), minutes(45))),
        ("thu 10-11", Answer(THURSDAY, Reading(times("10:00")), minutes(60))),
        ("Thu, 5 Nov, 10", Answer(THURSDAY, Reading(times("10:00")))),
        ("5.11. 10", Answer(THURSDAY, Reading(times("10:00")))),
        ("in 2 days 10:00 45 min", Answer(THURSDAY, Reading(times("10:00")), minutes(45))),
        ("31.12 9:00", Answer(Reading(days("2026-12-31")), Reading(times("09:00")))),
        ("thu 25:00", Answer(THURSDAY, Reading(fault=Fault.NO_SUCH_TIME))),
        ("15:00, 0 min", Answer(time=Reading(times("15:00")), duration=Reading(fault=Fault.TOO_SHORT))),
        ("Lunch with @bo_berlin thu 12:30",
         Answer(THURSDAY, Reading(times("12:30")), people=("bo_berlin",), rest=("Lunch",))),
        ("whatever suits", Answer(rest=("whatever", "suits"))),
        ("thu with bo_berlin", Answer(THURSDAY, people=("bo_berlin",))),
        ("10:00 11:00", Answer(time=Reading(times("10:00")), rest=("11:00",))),
        ("", Answer()),
    ],
)  # fmt: skip
def test_several_things_in_one_answer(text: str, expected: Answer) -> None:
    assert read_answer(text, today=TODAY) == expected


def test_what_was_asked_settles_what_a_bare_number_means() -> None:
    assert read_answer("5", today=TODAY, asked=Asked.DAY) == Answer(THURSDAY)
    assert read_answer("10.30", today=TODAY, asked=Asked.DAY) == Answer(time=Reading(times("10:30")))
    assert read_answer("31.2.", today=TODAY, asked=Asked.DAY) == Answer(Reading(fault=Fault.NO_SUCH_DATE))
    assert read_answer("10", today=TODAY, asked=Asked.DURATION) == Answer(duration=minutes(10))
    assert read_answer("thu 10", today=TODAY, asked=Asked.DAY) == Answer(THURSDAY, Reading(times("10:00")))
    assert read_answer("tomorow 10", today=TODAY).corrections == (Correction("tomorow", "tomorrow"),)


odd_texts = st.text(max_size=80) | st.text("0123456789.:-/,; hHapmthunov½@_’–\n", max_size=40)


@given(odd_texts)
def test_no_text_is_too_strange_to_answer(text: str) -> None:
    for reading in (read_day(text, TODAY), read_time(text), read_duration(text), read_reminders(text)):
        assert bool(reading.candidates) or reading.fault is not None
    read_people(text)
    for asked in Asked:
        read_answer(text, today=TODAY, asked=asked)


@given(odd_texts, st.sampled_from([date.min, date.max]))
def test_no_day_is_too_early_or_late_to_answer(text: str, today: date) -> None:
    for written in (text, "yesterday", "tomorrow", "thu", "next fri", "in 3 weeks", "5 Nov", "31", "29 Feb", "5/11"):
        reading = read_day(written, today)
        assert bool(reading.candidates) or reading.fault is not None


def test_who_need_not_come_is_one_of_the_people_and_no_word_is_lost() -> None:
    today = date(2026, 11, 3)
    both = read_answer("thu 10:00 @bo optional", today=today)
    assert (both.people, both.optional, both.rest) == (("bo",), ("bo",), ())
    neither = read_answer("thu optional", today=today)
    assert (neither.people, neither.optional, neither.rest) == ((), (), ("optional",))
