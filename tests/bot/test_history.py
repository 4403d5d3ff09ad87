"""Who changed what about an appointment and when, and what people say beside their answers."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from db import people
from jobs.upkeep import Upkeep
from program.roles import House
from scheduling.clock import MovableClock
from services import appointments
from tests.chat import Phone
from tests.world import IDS, book

Team = tuple[Phone, Phone, Phone]


async def test_the_history_in_each_readers_time(team: Team, house: House, clock: MovableClock) -> None:
    ana, bo, _ = team
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00", minutes=45)
    await bo.taps("Accept")
    await ana.sends("/agenda")
    await ana.taps("1")
    assert "History" not in ana.last.labels
    clock.advance(timedelta(minutes=5))
    await ana.taps("Edit")
    await ana.taps("Place")
    await ana.sends("Room 4")
    clock.advance(timedelta(minutes=5))
    await ana.taps("Edit")
    await ana.taps("People")
    await ana.sends("@chen_sg")
    await ana.taps("Save")
    await ana.taps("History")
    assert str(ana.last) == (
        "| What changed on Review, the newest first (Lisbon):\n"
        "| Tue 3 Nov, 14:15: Ana added Chen.\n"
        "| Tue 3 Nov, 14:10: Ana set the place: Room 4.\n"
        "| [Back]"
    )
    await ana.taps("Back")
    assert ana.last.labels[-1] == "History"
    await bo.taps("History")
    assert bo.last.text.splitlines()[2] == "Tue 3 Nov, 15:10: Ana set the place: Room 4."


async def test_it_is_paged(team: Team, house: House, clock: MovableClock) -> None:
    ana, bo, chen = team
    made = await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    async with house.engine.begin() as connection:
        by = (await people.by_telegram_ids(connection, [IDS["ana"]]))[IDS["ana"]]
        for n in range(1, 11):
            await appointments.edit(connection, made.id, "title", f"Review {n}", by=by, now=clock())
    await house.settled()
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("History")
    assert (len(ana.last.text.splitlines()), ana.last.rows) == (9, [["Older", "Back"]])
    await ana.taps("Older")
    assert ana.last.text.splitlines()[-1] == 'Tue 3 Nov, 14:05: Ana called it "Review 1".'
    assert ana.last.rows == [["Newer", "Back"]]
    assert [bo.last.labels[:3], chen.newest] == [["Accept", "Maybe", "Decline"], None]


async def test_a_comment_stands_beside_the_answer_in_quotes(team: Team, house: House) -> None:
    ana, bo, chen = team
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00", minutes=45)
    await chen.taps("Accept")
    await bo.taps("Accept")
    ana.forget()
    await bo.taps("Change answer")
    await bo.taps("Add a comment")
    await bo.sends("I bring the <slides>")
    assert bo.last.text.splitlines()[0] == 'You accepted Review: "I bring the <slides>"'
    assert 'Ana: organizer · Bo: accepted ("I bring the <slides>")' in chen.last.text.splitlines()
    assert [line for line in ana.transcript if line.startswith(("NEW", "QUIET"))] == []
    assert ana.transcript == [
        'EDIT Bo and Chen accepted Review, Thu 5 Nov, 08:00 (Lisbon). Bo: "I bring the <slides>". '
        "Everybody has answered."
    ]


async def test_new_rules_of_the_clock_stand_in_it_without_a_name(house: House, clock: MovableClock, ana: Phone) -> None:
    await book(house, "ana", "Review", "", "2026-11-05T08:00")
    async with house.engine.begin() as connection:
        # What older rules, by which Lisbon was an hour ahead, had made of it.
        await connection.execute(
            text(
                "UPDATE appointments SET during = tstzrange(lower(during) - :by, upper(during) - :by, '[)'),"
                " utc_offset = utc_offset + :by, tz_version = '2019a'"
            ),
            {"by": timedelta(hours=1)},
        )
    await Upkeep(house.engine, clock).every_minute()
    await house.settled()
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("History")
    assert ana.last.text.splitlines()[1:] == [
        "Tue 3 Nov, 14:05: The rules of the clock changed: it is at Thu 5 Nov, 08:00, was Thu 5 Nov, 07:00."
    ]
