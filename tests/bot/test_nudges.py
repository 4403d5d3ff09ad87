"""Who was reached: one nudge by itself, one by hand, and word of a link that nobody opened; what is over closes."""

from __future__ import annotations

from datetime import UTC, datetime

from jobs.upkeep import Upkeep
from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import book

Team = tuple[Phone, Phone, Phone]


async def later(house: House, clock: MovableClock, at: str) -> None:
    clock.advance_to(datetime.fromisoformat(at).replace(tzinfo=UTC))
    await house.settled()


async def test_who_has_not_answered_is_asked_once_more_and_once_by_hand(
    team: Team, house: House, clock: MovableClock
) -> None:
    ana, bo, chen = team
    await book(house, "ana", "Review", "bo chen", "2026-11-06T08:00", minutes=45)
    await chen.taps("Accept")
    for phone in team:
        phone.forget()
    # Half-way is 23:02 on Wednesday in Lisbon: at 08:00 in Berlin on Thursday, a day before the start.
    await later(house, clock, "2026-11-05T07:00")
    assert [line.splitlines()[0] for line in bo.transcript] == ["QUIET You have not answered Review"]
    assert bo.last.labels[:3] == ["Accept", "Maybe", "Decline"]
    assert chen.transcript == []
    await later(house, clock, "2026-11-05T07:30")
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Edit")
    await ana.taps("People")
    await ana.taps("Bo")
    bo.forget()
    await ana.taps("Remind")
    assert await ana.popup() == "Bo is reminded."
    await ana.taps("Remind")
    assert await ana.popup() == "Bo has been reminded already."
    assert [line.splitlines()[0] for line in bo.transcript] == ["QUIET Ana would like your answer to Review"]


async def test_a_link_that_nobody_opened(ana: Phone, house: House, clock: MovableClock) -> None:
    await ana.sends("Coffee with @dana_porto tomorrow 9:30")
    await ana.taps("Book and get the link")
    ana.forget()
    await later(house, clock, "2026-11-03T16:05")
    assert ana.transcript == ["NEW @dana_porto has not opened the link. Coffee, Wed 4 Nov, 09:30 (Lisbon)."]
    assert ana.last.rows == [["Send again", "Cancel it"]]
    await ana.taps("Send again")
    assert ana.last.rows[0] == ["Send the link"]


async def test_a_past_invitation_closes(team: Team, house: House, clock: MovableClock) -> None:
    _, bo, _ = team
    upkeep = Upkeep(house.engine, clock)
    await upkeep.at_start()
    await book(house, "ana", "Review", "bo", "2026-11-04T08:00", minutes=45)
    invitation = bo.last.id
    await later(house, clock, "2026-11-04T08:45")
    await upkeep.every_minute()
    await house.settled()
    closed = next(message for message in bo.messages if message.id == invitation)
    assert (closed.text.splitlines()[0], closed.rows) == ("Review is over", [])
