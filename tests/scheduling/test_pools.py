"""People of whom only some are needed: the days and times that suit enough of them, and the least bad ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduling.availability import Misfit, Part, Reason, Suggestion, Timetable, check
from scheduling.fits import Fit
from scheduling.hours import WeeklyHours
from scheduling.pools import Pool
from scheduling.suggestions import least_bad, open_days
from scheduling.times import Days, Slot
from tests.scheduling.test_suggestions import BO, CHEN, HALF_HOUR, LISBON, NOW, ana, at, bo, chen, someone


@pytest.mark.parametrize(
    ("people", "need", "expected"),
    [
        ((1, 2, 3), 2, Pool(frozenset((1, 2, 3)), 2)),
        ((1, 2, 2), 1, Pool(frozenset((1, 2)), 1)),
        ((1, 2, 3), 3, None),
        ((1, 2), 3, None),
        ((1, 2), 0, None),
        ((), 1, None),
        ((1, 2, 3), None, None),
    ],
)
def test_where_all_are_needed_there_is_nothing_to_choose(
    people: tuple[int, ...], need: int | None, expected: Pool | None
) -> None:
    assert Pool.of(people, need) == expected


def test_somebody_in_the_place_of_another_and_somebody_gone() -> None:
    pool = Pool(frozenset((1, 2, 3)), 2)
    assert pool.instead({3: 30}) == Pool(frozenset((1, 2, 30)), 2)
    assert pool.instead({3: None}) is None
    assert [pool.besides(people) for people in ((), (1, 9), (1, 2, 3))] == [2, 1, 0]


def test_who_cannot_come_is_in_the_way_only_where_too_few_others_can() -> None:
    def fit(person: int, part: Part, *misfits: Reason, asks: bool = False) -> Fit:
        return Fit(person, part, None, None, tuple(Misfit(person, each) for each in misfits), asks)

    required = fit(1, Part.REQUIRED, Reason.BUSY)
    free, busy = fit(2, Part.ANY, Reason.MAYBE_BUSY), fit(3, Part.ANY, Reason.BUSY)
    late = fit(4, Part.ANY, Reason.AFTER_HOURS, asks=True)
    everybody = [required, free, busy, late]
    ids = frozenset((2, 3, 4))
    assert Pool(ids, 1).settled(everybody) == everybody
    assert [each.person_id for each in everybody if each.spared] == [3, 4]
    needed = [replace(each, part=Part.REQUIRED) for each in everybody]
    assert Pool(ids, 2).settled(everybody) == needed
    assert Pool(ids, 2).settled(everybody, anyway=True) == everybody
    assert not any(each.spared for each in needed)


def test_a_day_off_of_one_of_them_closes_no_day_where_another_will_do() -> None:
    away = replace(bo, part=Part.ANY, time_off=(Days(date(2026, 11, 4), date(2026, 11, 5)),))
    people = [ana, away, replace(chen, part=Part.ANY)]
    around = {"duration": HALF_HOUR, "earliest": at(4, "00:00"), "latest": at(6, "23:00"), "now": NOW, "zone": LISBON}
    days = [open_days(people, **around, need=need) for need in (1, 2, None)]  # type: ignore[arg-type]  # as declared
    assert days == [{date(2026, 11, day) for day in found} for found in ((4, 5, 6), (6,), (6,))]


@given(
    st.lists(
        st.builds(replace, someone, part=st.sampled_from([Part.ANY, Part.ANY, Part.REQUIRED]), asks=st.booleans()),
        min_size=3,
        max_size=5,
        unique_by=lambda person: person.person_id,
    ),
    st.data(),
)
@settings(max_examples=40)
def test_the_least_bad_time_is_that_of_the_cheapest_choice_of_as_many_people_as_are_needed(
    people: list[Timetable], data: st.DataObject
) -> None:
    some = [person for person in people if person.part is Part.ANY]
    assume(len(some) > 1)
    # Somebody arranges it, here at any hour: so the same times are looked at whoever is chosen.
    people = [replace(ana, person_id=0, hours=WeeklyHours.of(dict.fromkeys(range(7), ((0, 1440),)))), *people]
    need = data.draw(st.integers(1, len(some) - 1))
    asked = {"duration": HALF_HOUR, "wish": at(5, "10:00"), "zone": LISBON, "now": NOW}
    latest = NOW + timedelta(days=3)

    def cost(found: list[Suggestion]) -> list[tuple[bool, timedelta, int]]:
        asks = {person.person_id for person in people if person.asks}
        paid = [{misfit.person_id for misfit in each.misfits} for each in found]
        return [
            (
                not ids <= asks,
                sum((misfit.by or timedelta(hours=24) for misfit in each.misfits), timedelta(0)),
                len(ids),
            )
            for ids, each in zip(paid, found, strict=True)
        ]

    found = least_bad(people, **asked, latest=latest, need=need, limit=1)  # type: ignore[arg-type]  # as declared
    required = [person for person in people if person.part is Part.REQUIRED]
    choices = [
        least_bad([*required, *chosen], **asked, latest=latest, limit=1)  # type: ignore[arg-type]  # as declared
        for chosen in combinations(some, need)
    ]
    assert cost(found) == sorted(each for choice in choices for each in cost(choice))[:1]
    for each in found:
        # Who is said to miss it could not come, and enough others come, or pay for it.
        slot = Slot.lasting(each.starts_at, HALF_HOUR)
        able = {fit.person_id for fit in check(slot, some, now=NOW) if fit.suits}
        paying = {misfit.person_id for misfit in each.misfits}
        ids = {person.person_id for person in some}
        assert set(each.missing) == ids - able - paying
        assert len((able | paying) & ids) >= need


def test_who_is_asked_at_a_bad_time_is_who_allows_it() -> None:
    # 22:00 in Lisbon is 23:00 in Berlin and 6:00 in Singapore: Chen is nearer, Bo allows it.
    bo_asks, chen_refuses = replace(bo, part=Part.ANY, asks=True), replace(chen, part=Part.ANY)
    owl = replace(ana, hours=WeeklyHours.of(dict.fromkeys(range(7), ((22 * 60, 22 * 60 + 30),))))
    (best,) = least_bad(
        [owl, bo_asks, chen_refuses],
        duration=HALF_HOUR,
        wish=at(4, "22:00"),
        zone=LISBON,
        now=NOW,
        latest=at(5, "12:00"),
        need=1,
        limit=1,
    )
    assert (best.starts_at, [misfit.person_id for misfit in best.misfits], best.missing) == (
        at(4, "22:00"),
        [BO],
        (CHEN,),
    )
