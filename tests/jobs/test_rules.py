"""New rules of zones: what was agreed keeps its hour where it was agreed, and whoever reads another hour is told once.

The rules of a test do not change; instead the row says what older rules had made of the same wall time.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import text

from db import people, timeoff
from db.rules import Agreed
from jobs.upkeep import Upkeep
from scheduling.appointments import Appointment, Partstat
from scheduling.hours import WeeklyHours
from scheduling.times import Days, tz_version
from services import moving
from services.rules import derived
from tests.jobs.conftest import THURSDAY_NINE, World, heard

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def as_older_rules_had_it(world: World, appointment: Appointment, by: timedelta, version: str = "2019a") -> None:
    """The older rules had Lisbon's clocks `by` so much ahead, so that the same wall time was so much earlier."""
    async with world.engine.begin() as connection:
        await connection.execute(
            text(
                "UPDATE appointments SET during = tstzrange(lower(during) - :by, upper(during) - :by, '[)'),"
                " utc_offset = utc_offset + :by, tz_version = :version WHERE id = :id"
            ),
            {"id": appointment.id, "by": by, "version": version},
        )


async def upkeep(world: World, version: str | None = None) -> None:
    """One minute of it, and all that it owes is delivered."""
    await Upkeep(world.engine, world.clock, version=version).every_minute()
    await world.delivers()


async def rows(world: World) -> list[tuple[datetime, timedelta, str]]:
    async with world.engine.begin() as connection:
        found = await connection.execute(
            text("SELECT lower(during), utc_offset, tz_version FROM appointments ORDER BY id")
        )
        return [tuple(row) for row in found]


async def test_everybody_elsewhere_is_told_once_and_answers_stay(world: World) -> None:
    review = await world.books(world.bo, world.chen, at=THURSDAY_NINE - HOUR)
    await world.answers(review, world.bo, Partstat.ACCEPTED)
    await as_older_rules_had_it(world, review, HOUR)
    async with world.engine.begin() as connection:
        await people.set_hours(connection, world.chen.id, WeeklyHours.of({3: [(480, 960)]}))
        await timeoff.add(connection, world.bo.id, Days(date(2026, 11, 5), date(2026, 11, 5)))
    await world.delivers()
    for key in ("ana", "bo", "chen"):
        world.phone(key).forget()

    await upkeep(world)
    await upkeep(world)

    assert await rows(world) == [(THURSDAY_NINE - HOUR, timedelta(0), tz_version())]
    assert [line for line in world.phone("bo").transcript if line.startswith("NEW")] == [
        "NEW New rules for the clocks in Lisbon have moved Review\n"
        "Thu 5 Nov, 09:00–09:30 (Berlin), was Thu 5 Nov, 08:00\n"
        "Lisbon 08:00 · Singapore 16:00\n"
        "You: away that day"
    ]
    assert "You: ends 30 min after the working day" in world.phone("chen").last.text
    assert str(world.phone("ana").last) == (
        "| Review keeps its hour in Lisbon, where the rules for clocks have changed. For others it has moved:\n"
        "| Thu 5 Nov, 08:00–08:30 (Lisbon)\n"
        "| Bo: 09:00 in Berlin, was 08:00\n"
        "| Chen: 16:00 in Singapore, was 15:00\n"
        "| [Keep the hour there] / [Open]"
    )
    async with world.engine.begin() as connection:
        found = await connection.execute(text("SELECT partstat, blocks FROM participants ORDER BY id"))
        assert [tuple(row) for row in found] == [("accepted", True), ("accepted", True), ("needs-action", False)]


async def test_of_many_each_hears_in_one_message(world: World) -> None:
    made = [
        await world.books(*others, at=THURSDAY_NINE - HOUR + DAY * at, title=title)
        for title, at, others in (
            ("Review", 0, (world.bo,)),
            ("Plan", 1, (world.bo, world.chen)),
            ("Call", 4, (world.bo,)),
            ("Alone", 5, ()),
            ("Sync", 6, (world.bo,)),
            ("Demo", 7, (world.bo,)),
            ("Retro", 8, (world.bo,)),
            ("Notes", 11, (world.bo,)),
        )
    ]
    await world.answers(made[2], world.bo, Partstat.DECLINED)
    await world.delivers()
    for each in made:
        await as_older_rules_had_it(world, each, HOUR)
    for key in ("ana", "bo", "chen"):
        world.phone(key).forget()

    await upkeep(world)
    await upkeep(world)

    assert [line.splitlines()[0] for line in world.phone("bo").transcript if line.startswith("NEW")] == [
        "NEW New rules for clocks have moved some of your appointments, for you or for others:"
    ]
    assert str(world.phone("bo").last) == (
        "| New rules for clocks have moved some of your appointments, for you or for others:\n"
        "| 1  Review: Thu 5 Nov, 09:00 (Berlin), was Thu 5 Nov, 08:00\n"
        "| 2  Plan: Fri 6 Nov, 09:00 (Berlin), was Fri 6 Nov, 08:00\n"
        "| 3  Sync: Wed 11 Nov, 09:00 (Berlin), was Wed 11 Nov, 08:00\n"
        "| 4  Demo: Thu 12 Nov, 09:00 (Berlin), was Thu 12 Nov, 08:00\n"
        "| 5  Retro: Fri 13 Nov, 09:00 (Berlin), was Fri 13 Nov, 08:00\n"
        "| and 1 more\n"
        "| [1] [2] [3] / [4] [5] / [Agenda]"
    )
    # Of one alone it is told as before, with its card.
    assert world.phone("chen").last.text.startswith("New rules for the clocks in Lisbon have moved Plan\n")
    assert [line for line in world.phone("ana").transcript if line.startswith("NEW")][1:] == []
    told = world.phone("ana").last
    assert told.text.splitlines()[1:3] == [
        "1  Review: Thu 5 Nov, 08:00 (Lisbon) as before, but not for Bo",
        "2  Plan: Fri 6 Nov, 08:00 (Lisbon) as before, but not for Bo and Chen",
    ]
    assert told.rows[2:4] == [["Keep the hour there (1)"], ["Keep the hour there (2)"]]


async def test_reminders_follow(world: World) -> None:
    review = await world.books()
    await as_older_rules_had_it(world, review, HOUR)
    await upkeep(world)
    assert heard(world.phone("ana")) == []
    world.clock.advance_to(THURSDAY_NINE - timedelta(minutes=15))
    await world.delivers()
    assert heard(world.phone("ana"))[-1] == "NEW In 15 minutes: Review"


async def test_neighbours_pass_over_each_others_old_time(world: World) -> None:
    first = await world.books(at=THURSDAY_NINE)
    second = await world.books(at=THURSDAY_NINE + HOUR / 2, title="Next")
    for each in (second, first):
        await as_older_rules_had_it(world, each, -HOUR / 2)
    await upkeep(world)
    assert [row[0] for row in await rows(world)] == [THURSDAY_NINE, THURSDAY_NINE + HOUR / 2]
    async with world.engine.begin() as connection:
        assert (await connection.execute(text("SELECT bool_and(blocks) FROM participants"))).scalar_one() is True


async def test_who_is_taken_twice_now_hears_of_it(world: World) -> None:
    review = await world.books(world.bo)
    await world.answers(review, world.bo, Partstat.ACCEPTED)
    await as_older_rules_had_it(world, review, HOUR)
    async with world.engine.begin() as connection:
        # Something of Bo's own, by rules that have not changed.
        await connection.execute(
            text(
                "WITH a AS (INSERT INTO appointments (uid, organizer_id, title, during, wall, zone, utc_offset,"
                " tz_version, created_at) VALUES (gen_random_uuid(), :bo, 'Own', tstzrange(:at, :at + :long, '[)'),"
                " '2026-11-05 10:00', 'Europe/Berlin', '1 h', :version, :at) RETURNING id, during)"
                " INSERT INTO participants (appointment_id, during, person_id, role, partstat, blocks)"
                " SELECT id, during, person, role, 'accepted', true FROM a, (VALUES (:bo, 'organizer'),"
                " (:ana, 'required')) AS of (person, role)"
            ),
            {"bo": world.bo.id, "ana": world.ana.id, "at": THURSDAY_NINE, "long": HOUR, "version": tz_version()},
        )
    await upkeep(world)
    assert "You have something else then, so please answer again." in world.phone("bo").last.text
    assert "Accept" in world.phone("bo").last.labels
    # Who arranged it cannot be asked again, but is told, and may keep the hour that it had.
    assert str(world.phone("ana").last) == (
        "| Review keeps its hour in Lisbon, where the rules for clocks have changed. For others it has moved:\n"
        "| Thu 5 Nov, 09:00–09:30 (Lisbon)\n"
        "| You have something else then.\n"
        "| Bo: 10:00 in Berlin, was 09:00\n"
        "| [Keep the hour there] / [Open]"
    )
    async with world.engine.begin() as connection:
        found = await connection.execute(
            text("SELECT partstat, blocks FROM participants WHERE appointment_id = :id ORDER BY id"), {"id": review.id}
        )
        assert [tuple(row) for row in found] == [("accepted", False), ("needs-action", False)]
        kept = await moving.move(
            connection, review.id, THURSDAY_NINE - HOUR, by=world.ana, sequence=0, now=world.clock()
        )
        assert kept.starts_at == THURSDAY_NINE - HOUR
        found = await connection.execute(
            text("SELECT blocks FROM participants WHERE appointment_id = :id ORDER BY id"), {"id": review.id}
        )
        assert list(found.scalars()) == [True, False]


async def test_who_keeps_the_hour_is_told_only_of_a_clash(world: World) -> None:
    review = await world.books()
    await as_older_rules_had_it(world, review, HOUR)
    await world.books(title="Call")
    world.phone("ana").forget()
    await upkeep(world)
    assert str(world.phone("ana").last) == (
        "| Review keeps its hour in Lisbon, where the rules for clocks have changed:\n"
        "| Thu 5 Nov, 09:00–09:30 (Lisbon)\n"
        "| You have something else then.\n"
        "| [Keep the hour there] / [Open]"
    )


async def test_of_several_that_are_kept_each_clash_is_told(world: World) -> None:
    for day in (0, 1):
        review = await world.books(at=THURSDAY_NINE + DAY * day)
        await as_older_rules_had_it(world, review, HOUR)
        await world.books(at=THURSDAY_NINE + DAY * day, title="Call")
    world.phone("ana").forget()
    await upkeep(world)
    assert world.phone("ana").last.text.splitlines()[1:] == [
        "1  Review: Thu 5 Nov, 09:00 (Lisbon) as before; you have something else then",
        "2  Review: Fri 6 Nov, 09:00 (Lisbon) as before; you have something else then",
    ]


async def test_only_forward_and_nothing_that_has_begun(world: World) -> None:
    review = await world.books()
    await as_older_rules_had_it(world, review, HOUR, version="2999a")
    await upkeep(world)
    assert (await rows(world))[0][0] == THURSDAY_NINE - HOUR
    await as_older_rules_had_it(world, review, timedelta(0))
    world.clock.advance_to(THURSDAY_NINE)
    await upkeep(world)
    assert (await rows(world))[0][0] == THURSDAY_NINE - HOUR


async def test_what_keeps_its_instant_is_only_noted(world: World) -> None:
    review = await world.books(world.bo)
    await world.delivers()
    await as_older_rules_had_it(world, review, timedelta(0))
    world.phone("bo").forget()
    await upkeep(world)
    assert await rows(world) == [(THURSDAY_NINE, timedelta(0), tz_version())]
    assert heard(world.phone("bo")) == []


async def test_a_skipped_hour_is_read_as_long_after_midnight_as_it_was_meant(world: World) -> None:
    agreed = Agreed(1, datetime(2027, 3, 28, 1, 30), "Europe/Lisbon", THURSDAY_NINE)
    assert derived(agreed).isoformat() == "2027-03-28T01:30:00+00:00"
