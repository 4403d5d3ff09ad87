"""Running late, by a tap on the reminder: told to the others once, corrected, and seen on their cards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import book

Team = tuple[Phone, Phone, Phone]


@pytest.fixture
async def soon(house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone) -> Team:
    """A quarter of an hour before Ana's review with Bo and Chen, Thu 5 Nov, 08:00 in Lisbon; both have accepted."""
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00", minutes=45)
    await ana.chat.settle()
    await bo.taps("Accept")
    await chen.taps("Accept")
    clock.advance(timedelta(days=1, hours=17, minutes=40))
    await house.settled()
    for phone in (ana, bo, chen):
        phone.forget()
    return ana, bo, chen


async def test_on_my_way_changes_cards_without_a_sound(soon: Team) -> None:
    ana, bo, chen = soon
    assert str(bo.last) == (
        "| In 15 minutes: Review\n"
        "| Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "| With Ana and Chen\n"
        "| [On my way] [10 min late] / [Can't come] [Again in 5 min]"
    )
    await bo.taps("On my way")
    assert str(bo.last) == "| Ana and Chen see that you are on the way to Review.\n| [10 min late] [Can't come]"
    assert [line for line in ana.transcript + chen.transcript if line.startswith(("NEW", "QUIET"))] == []
    assert "Bo: on the way" in "".join(line for line in chen.transcript if line.startswith("EDIT"))


async def test_being_late_is_told_once_and_corrected(soon: Team) -> None:
    ana, bo, chen = soon
    reminder = bo.last
    await bo.taps("10 min late")
    assert str(bo.last) == ("| Ana and Chen know: you come at about 09:10.\n| [20 min late] [On time after all]")
    assert [line for line in ana.transcript if line.startswith("NEW")] == [
        "NEW Bo will be about 10 minutes late for Review, Thu 5 Nov: about 08:10 (Lisbon)."
    ]
    assert (ana.last.rows, chen.last.rows) == ([["Open", "Move"]], [["Open"]])
    await bo.taps("10 min late", on=reminder)
    assert await bo.popup() == "Ana and Chen know already."
    await bo.taps("20 min late")
    assert bo.last.rows == [["10 min late", "On time after all"]]
    await bo.taps("On time after all")
    assert [line for line in chen.transcript if line.startswith("NEW")] == [
        "NEW Bo will be about 10 minutes late for Review, Thu 5 Nov: about 16:10 (Singapore).",
        "NEW Bo will be about 20 minutes late for Review, Thu 5 Nov: about 16:20 (Singapore).",
        "NEW Bo will be on time after all for Review, Thu 5 Nov, 16:00 (Singapore).",
    ]


async def test_who_has_blocked_the_bot_is_not_said_to_know(soon: Team) -> None:
    ana, bo, chen = soon
    reminder = bo.last
    await chen.blocks()
    await bo.taps("10 min late")
    assert bo.last.text == "Ana knows: you come at about 09:10. Chen cannot be reached."
    await bo.taps("On time after all")
    assert bo.last.text == "Ana sees that you are on the way to Review. Chen cannot be reached."
    await ana.blocks()
    await bo.taps("10 min late")
    assert bo.last.text == "Ana and Chen cannot be reached."
    await bo.taps("10 min late", on=reminder)
    assert await bo.popup() == "Ana and Chen cannot be reached."


async def test_cannot_come_is_still_at_hand(soon: Team) -> None:
    _, bo, _ = soon
    await bo.taps("Can't come")
    assert str(bo.last) == "| Decline Review, or ask for another time?\n| [Decline] [Another time] / [Back]"


async def test_who_has_not_answered_is_not_late(house: House, clock: MovableClock, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Call", "bo", "2026-11-05T08:00")
    clock.advance(timedelta(days=1, hours=17, minutes=40))
    await house.settled()
    assert bo.last.rows == [["Accept", "Maybe", "Decline"], ["Again in 5 min"]]
    assert ana.last.rows == [["On my way", "10 min late"], ["Open", "Again in 5 min"]]


async def test_a_reminder_that_comes_just_after_it_began_says_so(
    house: House, clock: MovableClock, ana: Phone, bo: Phone
) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await bo.taps("Accept")
    clock.advance_to(datetime(2026, 11, 5, 8, 0, 40, tzinfo=UTC))
    await house.settled()
    assert ana.last.text.splitlines()[0] == "Late reminder: Review began just now, Thu 5 Nov, 08:00 (Lisbon)."
