"""Reminders of one appointment, chosen on its card."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import IDS, book

Team = tuple[Phone, Phone, Phone]

_DUE = text(
    """
    SELECT CAST(extract(epoch FROM lower(a.during) - n.next_at) / 60 AS integer)
    FROM notices n JOIN appointments a ON a.id = n.appointment_id JOIN people p ON p.id = n.recipient_id
    WHERE n.kind = 'reminder' AND n.state = 'due' AND p.telegram_id = :telegram_id AND a.title = :title
    ORDER BY n.next_at
    """
)


async def due(house: House, name: str, title: str = "Review") -> list[int]:
    """Minutes before the start, of a person's reminders that are owed."""
    async with house.engine.connect() as connection:
        return list((await connection.execute(_DUE, {"telegram_id": IDS[name], "title": title})).scalars())


async def test_an_attendee_chooses_for_one_appointment_alone(team: Team, house: House, clock: MovableClock) -> None:
    ana, bo, _ = team
    await book(house, "ana", "Lunch", "bo", "2026-11-05T11:00", minutes=30)
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00", minutes=45)
    usual = await due(house, "bo")
    await bo.taps("Accept")
    await bo.taps("Change answer")
    ana.forget()
    await bo.taps("Reminders")
    await bo.sends("2 h, 10 min, 3 days")
    assert bo.last.text.splitlines()[:2] == [
        "Reminders of Review, for you alone.",
        "I will remind you 2 hours before, and 10 minutes before.",
    ]
    assert bo.last.labels[-2:] == ["As usual", "Back"]
    assert await due(house, "bo") == [120, 10]
    assert (await due(house, "bo", "Lunch"), await due(house, "ana")) == (usual, usual)
    await bo.taps("Back")
    assert "I will remind you 2 hours before, and 10 minutes before." in bo.last.text.splitlines()
    # Other reminders in general leave what was chosen here.
    await bo.sends("/settings")
    await bo.taps("Reminders: 1 day, 15 min")
    await bo.sends("30 min")
    assert (await due(house, "bo"), await due(house, "bo", "Lunch")) == ([120, 10], [30])
    assert ana.transcript == []


async def test_an_organizer_goes_back_to_the_usual(team: Team, house: House, clock: MovableClock) -> None:
    ana, _, _ = team
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00", minutes=45)
    usual = await due(house, "ana")
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Edit")
    await ana.taps("Reminders")
    assert ana.last.labels[-1] == "Back"
    assert "As usual" not in ana.last.labels
    await ana.sends("soonish")
    assert ana.last.text.splitlines()[0] == 'I cannot read "soonish" as a length.'
    await ana.sends("5 min")
    assert await due(house, "ana") == [5]
    await ana.taps("✓ 5 min")
    assert (ana.last.text.splitlines()[1], await due(house, "ana")) == ("No reminder lies ahead.", [])
    await ana.taps("As usual")
    assert await due(house, "ana") == usual
    clock.advance(timedelta(days=3))
    await ana.taps("Back")
    assert ana.last.text.splitlines()[0] == "Review is over"
