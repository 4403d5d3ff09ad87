"""The search for a time: what the transcripts show, and that it finds exactly what the single check allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.availability import Limits, Misfit, Part, Reason, Timetable, check
from scheduling.hours import DEFAULT_HOURS, WeeklyHours
from scheduling.suggestions import common_starts, free_spans, least_bad, open_days, search
from scheduling.times import BadSearch, Days, ImpossibleTime, Slot, ZoneSpell

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HALF_HOUR = 30 * MINUTE
LISBON, BERLIN, SINGAPORE = ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Singapore")
NEW_YORK = ZoneInfo("America/New_York")
ANA, BO, CHEN, DANA = 1, 2, 3, 4
ana, bo, chen = Timetable(ANA, LISBON), Timetable(BO, BERLIN), Timetable(CHEN, SINGAPORE)
dana = Timetable(DANA, None)


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}").replace(tzinfo=UTC)


def slot(day: int, clock: str, minutes: int) -> Slot:
    return Slot.lasting(at(day, clock), minutes * MINUTE)


def misfits(person: Timetable, meeting: Slot) -> list[tuple[Reason, timedelta]]:
    (fit,) = check(meeting, [person], now=NOW)
    return [(misfit.reason, misfit.by) for misfit in fit.misfits]


# --- one slot --------------------------------------------------------------------------------------------------------


def test_thursday_at_ten_ends_an_hour_and_three_quarters_after_chens_working_day() -> None:
    fits = check(slot(5, "10:00", 45), [ana, bo, chen, dana], now=NOW)
    assert [(fit.person_id, fit.starts, fit.misfits, fit.suits) for fit in fits] == [
        (ANA, datetime(2026, 11, 5, 10), (), True),
        (BO, datetime(2026, 11, 5, 11), (), True),
        (CHEN, datetime(2026, 11, 5, 18), (Misfit(CHEN, Reason.AFTER_HOURS, 105 * MINUTE),), False),
        (DANA, None, (Misfit(DANA, Reason.UNKNOWN),), True),
    ]


LUNCHING = Timetable(5, LISBON, WeeklyHours.of(dict.fromkeys(range(5), ((540, 720), (780, 1080)))))
NIGHT_WATCH = Timetable(6, LISBON, WeeklyHours.of(dict.fromkeys(range(5), ((22 * 60, 30 * 60),))))


@pytest.mark.parametrize(
    ("person", "meeting", "expected"),
    [
        (ana, slot(5, "08:00", 540), []),
        (ana, slot(5, "07:20", 45), [(Reason.BEFORE_HOURS, 40 * MINUTE)]),
        (ana, slot(5, "06:00", 30), [(Reason.BEFORE_HOURS, 120 * MINUTE)]),
        (ana, slot(5, "16:30", 45), [(Reason.AFTER_HOURS, 15 * MINUTE)]),
        (ana, slot(5, "07:00", 660), [(Reason.BEFORE_HOURS, 60 * MINUTE), (Reason.AFTER_HOURS, 60 * MINUTE)]),
        (ana, slot(7, "10:00", 30), [(Reason.DAY_OFF, timedelta(0))]),
        (ana, slot(6, "23:30", 60), [(Reason.AFTER_HOURS, 450 * MINUTE)]),
        (bo, slot(5, "07:30", 30), []),
        (chen, slot(5, "16:30", 30), [(Reason.BEFORE_HOURS, 450 * MINUTE)]),
        (LUNCHING, slot(5, "12:15", 30), [(Reason.BREAK, 30 * MINUTE)]),
        (LUNCHING, slot(5, "11:45", 30), [(Reason.BREAK, 15 * MINUTE)]),
        (NIGHT_WATCH, slot(6, "05:00", 60), []),
        (NIGHT_WATCH, slot(6, "05:30", 60), [(Reason.AFTER_HOURS, 30 * MINUTE)]),
        (NIGHT_WATCH, slot(7, "05:30", 60), [(Reason.AFTER_HOURS, 30 * MINUTE)]),
        # The nearest night counts, also yesterday's, and also on a day off.
        (NIGHT_WATCH, slot(6, "15:00", 60), [(Reason.BEFORE_HOURS, 420 * MINUTE)]),
        (NIGHT_WATCH, slot(6, "12:00", 60), [(Reason.AFTER_HOURS, 420 * MINUTE)]),
        (NIGHT_WATCH, slot(7, "06:15", 30), [(Reason.AFTER_HOURS, 45 * MINUTE)]),
        (NIGHT_WATCH, slot(8, "06:15", 30), [(Reason.DAY_OFF, timedelta(0))]),
        (replace(ana, time_off=(Days(date(2026, 11, 5), date(2026, 11, 6)),)), slot(5, "10:00", 30),
         [(Reason.TIME_OFF, timedelta(0))]),
        (replace(ana, zone_spells=(ZoneSpell(Days(date(2026, 11, 5), date(2026, 11, 6)), SINGAPORE),)),
         slot(5, "10:00", 30), [(Reason.AFTER_HOURS, 90 * MINUTE)]),
        (replace(ana, busy=(slot(5, "09:30", 31),)), slot(5, "10:00", 30), [(Reason.BUSY, timedelta(0))]),
        (replace(ana, busy=(slot(5, "09:30", 30), slot(5, "10:30", 30))), slot(5, "10:00", 30), []),
        (replace(ana, soft=(slot(5, "09:30", 31),)), slot(5, "10:00", 30), [(Reason.MAYBE_BUSY, timedelta(0))]),
        (replace(ana, busy=(slot(5, "09:30", 25),), limits=Limits(before=15 * MINUTE)), slot(5, "10:00", 30),
         [(Reason.BUFFER, 10 * MINUTE)]),
        (replace(ana, busy=(slot(5, "10:35", 25),), limits=Limits(after=15 * MINUTE)), slot(5, "10:00", 30),
         [(Reason.BUFFER, 10 * MINUTE)]),
        (replace(ana, busy=(slot(5, "10:35", 25),), limits=Limits(before=15 * MINUTE)), slot(5, "10:00", 30), []),
        (replace(ana, limits=Limits(notice=timedelta(days=2))), slot(5, "10:00", 30),
         [(Reason.SHORT_NOTICE, 245 * MINUTE)]),
        (replace(ana, busy=(slot(5, "15:00", 30),), limits=Limits(per_day=1)), slot(5, "10:00", 30),
         [(Reason.DAY_FULL, timedelta(0))]),
        (replace(ana, busy=(slot(4, "15:00", 30),), limits=Limits(per_day=1)), slot(5, "10:00", 30), []),
    ],
)  # fmt: skip
def test_a_slot_misses_by_so_much(person: Timetable, meeting: Slot, expected: list[tuple[Reason, timedelta]]) -> None:
    assert misfits(person, meeting) == expected


def test_only_hours_can_be_asked_about_and_only_where_that_is_allowed() -> None:
    late = slot(5, "10:00", 45)
    willing = replace(chen, asks=True)
    busy = replace(willing, busy=(late,))
    fits = check(late, [chen, willing, busy, replace(ana, asks=True)], now=NOW)
    assert [fit.askable for fit in fits] == [False, True, False, False]


# --- everybody -------------------------------------------------------------------------------------------------------


def test_the_second_transcript_offers_thursday_friday_and_monday_at_eight() -> None:
    found = search([ana, bo, chen], duration=45 * MINUTE, wish=at(5, "10:00"), zone=LISBON, now=NOW)
    assert [each.starts_at for each in found.suggestions] == [at(5, "08:00"), at(6, "08:00"), at(9, "08:00")]
    assert found.least_bad == ()


def test_a_moved_appointment_is_offered_other_times_than_its_own() -> None:
    found = search(
        [ana, bo, chen], duration=45 * MINUTE, wish=at(5, "08:00"), zone=LISBON, now=NOW, without=[at(5, "08:00")]
    )
    # On the coarse grid there is one start a day, so Thursday itself has no other.
    assert [each.starts_at for each in found.suggestions] == [at(6, "08:00"), at(9, "08:00"), at(10, "08:00")]


def test_without_a_common_hour_the_least_bad_time_says_who_pays_how_much() -> None:
    people = [ana, Timetable(BO, NEW_YORK), replace(chen, asks=True)]
    found = search(people, duration=45 * MINUTE, wish=at(5, "10:00"), zone=LISBON, now=NOW)
    assert found.suggestions == ()
    assert [(each.starts_at, each.misfits) for each in found.least_bad] == [
        (at(day, "13:00"), (Misfit(CHEN, Reason.AFTER_HOURS, 285 * MINUTE),)) for day in (5, 6, 9)
    ]


def test_the_least_bad_time_costs_less_than_any_other_half_hour() -> None:
    people = [ana, Timetable(BO, NEW_YORK), chen]
    best = least_bad(
        people, duration=60 * MINUTE, wish=at(5, "10:00"), zone=LISBON, now=NOW, latest=NOW + timedelta(days=3)
    )[0]

    def cost(start: datetime) -> timedelta:
        fits = check(Slot.lasting(start, 60 * MINUTE), people, now=NOW)
        return sum((misfit.by or timedelta(days=1) for fit in fits for misfit in fit.misfits), timedelta(0))

    assert cost(best.starts_at) == min(cost(at(4, "00:00") + step * HALF_HOUR) for step in range(96))
    assert sum((misfit.by for misfit in best.misfits), timedelta(0)) == cost(best.starts_at)


def test_an_hour_from_two_is_less_bad_than_a_day_off_from_one() -> None:
    people = [
        replace(ana, hours=WeeklyHours.of({3: ((540, 720),), 4: ((600, 720),)})),
        Timetable(BO, LISBON, WeeklyHours.of({4: ((600, 720),)})),
    ]
    until = NOW + timedelta(days=3)
    best = least_bad(people, duration=180 * MINUTE, wish=at(5, "09:00"), zone=LISBON, now=NOW, latest=until)
    paid = tuple(Misfit(person, Reason.BEFORE_HOURS, 60 * MINUTE) for person in (ANA, BO))
    assert [(each.starts_at, each.misfits) for each in best] == [
        (at(6, "09:00"), paid),
        (at(5, "09:00"), (Misfit(BO, Reason.DAY_OFF),)),
    ]


@pytest.mark.parametrize(("asks", "wish", "expected"), [(BO, "13:00", "10:00"), (ANA, "10:00", "13:00")])
def test_who_may_be_asked_pays_rather_than_who_may_not(asks: int, wish: str, expected: str) -> None:
    people = [
        Timetable(ANA, LISBON, WeeklyHours.of({3: ((540, 720),)}), asks=asks == ANA),
        Timetable(BO, LISBON, WeeklyHours.of({3: ((780, 960),)}), asks=asks == BO),
    ]
    until = NOW + timedelta(days=3)
    (best,) = least_bad(people, duration=120 * MINUTE, wish=at(5, wish), zone=LISBON, now=NOW, latest=until)
    assert (best.starts_at, [misfit.person_id for misfit in best.misfits]) == (at(5, expected), [asks])


def test_the_finer_grid_is_tried_where_the_coarse_one_has_too_few() -> None:
    evening = WeeklyHours.of({3: ((17 * 60 - 50, 17 * 60 - 5),)})
    found = search([replace(ana, hours=evening)], duration=HALF_HOUR, wish=at(5, "16:00"), zone=LISBON, now=NOW)
    assert [each.starts_at for each in found.suggestions] == [at(5, "16:15"), at(5, "16:10"), at(12, "16:15")]


def test_the_grid_lies_on_the_viewers_clock() -> None:
    kathmandu = Timetable(7, ZoneInfo("Asia/Kathmandu"))
    starts = common_starts(
        [kathmandu, ana], duration=HALF_HOUR, step=HALF_HOUR, earliest=NOW, latest=at(5, "23:00"), now=NOW, zone=LISBON
    )
    mornings = ("08:00", "08:30", "09:00", "09:30", "10:00", "10:30")
    assert list(starts) == [at(day, clock) for day in (4, 5) for clock in mornings]


def test_optional_people_never_block_and_are_named() -> None:
    found = search(
        [ana, replace(chen, part=Part.OPTIONAL)], duration=HALF_HOUR, wish=at(5, "10:00"), zone=LISBON, now=NOW
    )
    assert [(each.starts_at, each.missing) for each in found.suggestions] == [
        (at(5, "08:00"), ()),
        (at(5, "10:00"), (CHEN,)),
        (at(6, "08:00"), ()),
    ]


def test_whose_hours_nobody_knows_blocks_nothing() -> None:
    found = search([ana, dana], duration=HALF_HOUR, wish=at(4, "09:30"), zone=LISBON, now=NOW)
    assert found.suggestions[0].starts_at == at(4, "09:00")
    assert search([dana], duration=HALF_HOUR, wish=at(4, "03:00"), zone=None, now=NOW).suggestions[0].starts_at == at(
        4, "03:00"
    )


def test_free_spans_are_everybodys_hours_without_what_is_taken() -> None:
    people = [replace(ana, busy=(slot(4, "09:00", 60),)), bo, dana, replace(chen, part=Part.OPTIONAL)]
    spans = free_spans(people, earliest=at(4, "00:00"), latest=at(4, "23:00"))
    assert [span for span in spans if span.starts_at.day == 4] == [
        Slot(at(4, "08:00"), at(4, "09:00")),
        Slot(at(4, "10:00"), at(4, "16:00")),
    ]


def test_free_spans_keep_notice_buffers_and_full_days() -> None:
    limits = Limits(notice=timedelta(hours=20), before=10 * MINUTE, after=20 * MINUTE, per_day=2)
    busy = (slot(4, "12:00", 60), slot(5, "09:00", 30), slot(5, "11:00", 30))
    spans = free_spans([replace(ana, busy=busy, limits=limits)], earliest=NOW, latest=at(6, "23:00"), now=NOW)
    assert [span for span in spans if span.starts_at.day <= 6] == [
        Slot(at(4, "10:05"), at(4, "11:40")),
        Slot(at(4, "13:10"), at(4, "17:00")),
        Slot(at(6, "08:00"), at(6, "17:00")),
    ]


def test_a_full_day_is_one_where_somebody_is_then() -> None:
    """Ana's Thursday in Singapore begins while it is Wednesday in Lisbon, and is full there."""
    away = ZoneSpell(Days(date(2026, 11, 5), date(2026, 11, 5)), SINGAPORE)
    there = replace(ana, busy=(slot(4, "17:00", 30),), limits=Limits(per_day=1), zone_spells=(away,))
    assert misfits(there, slot(5, "02:00", 30)) == [(Reason.DAY_FULL, timedelta(0))]
    spans = free_spans([there], earliest=at(4, "08:00"), latest=at(6, "08:30"))
    assert [span for span in spans if at(4, "00:00") <= span.starts_at < at(7, "00:00")] == [
        Slot(at(4, "08:00"), at(4, "16:00")),
        Slot(at(6, "08:00"), at(6, "17:00")),
    ]


# --- what the search finds is what the check allows ------------------------------------------------------------------

minutes_of_week = st.integers(0, 5 * 1440)
a_slot = st.tuples(minutes_of_week, st.integers(5, 400)).map(
    lambda pair: Slot.lasting(NOW + pair[0] * MINUTE, pair[1] * MINUTE)
)
slots = st.lists(a_slot, max_size=4).map(tuple)
limits = st.builds(
    Limits,
    notice=st.sampled_from([timedelta(0), timedelta(hours=20)]),
    before=st.sampled_from([timedelta(0), 10 * MINUTE]),
    after=st.sampled_from([timedelta(0), 25 * MINUTE]),
    per_day=st.sampled_from([None, 1, 2]),
)
someone = st.builds(
    Timetable,
    person_id=st.integers(1, 10**6),
    zone=st.sampled_from([LISBON, BERLIN, NEW_YORK, ZoneInfo("Asia/Kolkata"), None]),
    hours=st.sampled_from([DEFAULT_HOURS, LUNCHING.hours, WeeklyHours.of(dict.fromkeys(range(7), ((0, 1440),)))]),
    busy=slots,
    limits=limits,
    time_off=st.sampled_from([(), (Days(date(2026, 11, 5), date(2026, 11, 5)),)]),
    zone_spells=st.sampled_from([(), (ZoneSpell(Days(date(2026, 11, 6), date(2026, 11, 9)), SINGAPORE),)]),
    part=st.sampled_from(list(Part)),
)


@given(
    st.lists(someone, min_size=1, max_size=6, unique_by=lambda person: person.person_id), st.integers(0, 6), st.data()
)
def test_a_start_is_found_exactly_if_the_check_allows_it(
    people: list[Timetable], need: int, data: st.DataObject
) -> None:
    some = [person for person in people if person.part is Part.ANY]
    needed = need if 1 <= need <= len(some) else None
    duration = data.draw(st.sampled_from([HALF_HOUR, 75 * MINUTE]))
    latest = NOW + timedelta(days=5)
    found = common_starts(
        people, duration=duration, step=HALF_HOUR, earliest=NOW, latest=latest, now=NOW, zone=LISBON, need=needed
    )
    expected = {}
    start = NOW.replace(minute=30)
    while start <= latest:
        fits = {fit.person_id: fit.suits for fit in check(Slot.lasting(start, duration), people, now=NOW)}
        there = sum(fits[person.person_id] for person in some)
        required = all(fits[person.person_id] for person in people if person.part is Part.REQUIRED)
        if required and there >= (len(some) if needed is None else needed):
            expected[start] = {person.person_id for person in people if not fits[person.person_id]}
        start += HALF_HOUR
    assert {start: set(missing) for start, missing in found.items()} == expected


@given(
    st.lists(someone, min_size=1, max_size=6, unique_by=lambda person: person.person_id),
    st.sampled_from([5 * MINUTE, HALF_HOUR, 75 * MINUTE]),
    st.sampled_from([LISBON, NEW_YORK, SINGAPORE]),
    st.integers(0, 6),
)
def test_an_open_day_is_one_with_a_start(
    people: list[Timetable], duration: timedelta, zone: ZoneInfo, need: int
) -> None:
    latest = NOW + timedelta(days=5)
    some = sum(person.part is Part.ANY for person in people)
    needed = need if 1 <= need <= some else None
    starts = common_starts(
        people, duration=duration, step=5 * MINUTE, earliest=NOW, latest=latest, now=NOW, need=needed
    )
    days = open_days(people, duration=duration, earliest=NOW, latest=latest, now=NOW, zone=zone, need=needed)
    assert days == {start.astimezone(zone).date() for start in starts}


# --- bad input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"duration": timedelta(0)},
        {"duration": -HALF_HOUR},
        {"horizon": timedelta(0)},
        {"horizon": timedelta(days=-1)},
        {"horizon": timedelta(days=61)},
        {"need": 1},
        {"need": -1},
    ],
)
def test_a_search_that_makes_no_sense_is_refused(wrong: dict[str, timedelta | int]) -> None:
    sound = {"duration": HALF_HOUR, "wish": at(5, "10:00"), "zone": LISBON, "now": NOW}
    with pytest.raises(BadSearch):
        search([ana], **{**sound, **wrong})  # type: ignore[arg-type]  # the wrong values are the point


def test_two_hundred_people_and_a_long_meeting_are_still_answered() -> None:
    people = [Timetable(number, (LISBON, BERLIN, SINGAPORE)[number % 3]) for number in range(200)]
    found = search(people, duration=timedelta(hours=24), wish=at(5, "10:00"), zone=LISBON, now=NOW)
    assert (found.suggestions, len(found.least_bad)) == ((), 3)


def test_negative_limits_are_refused() -> None:
    for wrong in (Limits, lambda **_: Limits(notice=-MINUTE), lambda **_: Limits(before=-MINUTE)):
        with pytest.raises(ImpossibleTime):
            wrong(per_day=0)


def test_a_least_bad_time_names_who_has_another_invitation_then() -> None:
    asked = replace(chen, asks=True, soft=(slot(5, "13:00", 30),))
    people = [ana, Timetable(BO, NEW_YORK), asked]
    found = search(people, duration=45 * MINUTE, wish=at(5, "10:00"), zone=LISBON, now=NOW)
    assert [(each.starts_at, each.soft) for each in found.least_bad] == [
        (at(5, "13:00"), (CHEN,)),
        (at(6, "13:00"), ()),
        (at(9, "13:00"), ()),
    ]
