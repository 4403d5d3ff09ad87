"""Of somebody whom one has never met no more is said than that a time does not suit, five times a day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from program.roles import House
from scheduling.people import Audience
from tests.bot.drafts import occupied
from tests.chat import Phone
from tests.world import shows_time_to, work

THURSDAY_TEN = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
Making = Callable[[House], Awaitable[None]]


async def busy(house: House) -> None:
    await occupied(house, "chen", THURSDAY_TEN, 60, title="Secret")


async def outside(house: House) -> None:
    await work(house, "chen", {weekday: [(0, 18 * 60)] for weekday in range(5)})


@pytest.fixture
async def stranger(chen: Phone, house: House) -> Phone:
    """Chen shows free time to people he has met, works at any hour, and has not met Ana."""
    await shows_time_to(house, "chen_sg", Audience.MET)
    await work(house, "chen", {weekday: [(0, 1440)] for weekday in range(7)})
    return chen


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize("making", [busy, outside], ids=lambda each: each.__name__)
async def test_why_it_does_not_suit_is_not_said(ana: Phone, house: House, making: Making) -> None:
    await making(house)
    await ana.sends("Review with @chen_sg Thu 10:00")
    said, _, offered = ana.last.text.partition("\n\n")
    assert said == (
        "This does not suit everybody. Review\nThu 5 Nov, 10:00–10:30 (Lisbon)\nThat time does not suit Chen."
    )
    assert len(offered.splitlines()) == 5
    assert "Singapore" not in ana.last.text
    assert [row[0].split()[0] for row in ana.last.rows] == ["Book", "Book", "Book", "15", "Other"]
    await ana.taps(ana.last.labels[0])
    assert ana.last.text.startswith("Booked, and Chen is asked. Review\n")


@pytest.mark.usefixtures("stranger")
async def test_the_keyboards_show_only_ones_own_time(ana: Phone, house: House) -> None:
    await to_the_times(ana)
    before = ana.last
    await ana.taps("Back")
    month = ana.last
    await occupied(house, "chen", datetime(2026, 11, 5, 7, 0, tzinfo=UTC), 12 * 60, title="Secret")
    await ana.taps("Discard")
    await to_the_times(ana)
    assert str(ana.last) == str(before)
    assert "I cannot check for Chen." in ana.last.text
    await ana.taps("Back")
    assert str(ana.last) == str(month)


async def to_the_times(ana: Phone) -> None:
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends("@chen_sg")
    await ana.taps("Next")
    await ana.taps("5")


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize("making", [None, busy], ids=["free", "busy"])
async def test_after_five_questions_nothing_is_told(ana: Phone, house: House, making: Making | None) -> None:
    for hour in ("8:00", "8:30", "9:00", "9:30", "11:30"):
        await ana.sends(f"Review with @chen_sg Thu {hour}")
        assert "Chen is free." in ana.last.text
        await ana.taps("Discard")
    if making:
        await making(house)
    await ana.sends("Review with @chen_sg Thu 10:00")
    assert str(ana.last) == (
        "| Review\n| You have not met Chen here, and I say five times a day whether a time suits them."
        " Nobody has been asked; ask me again tomorrow.\n| [Leave Chen out] / [Edit] [Discard]"
    )
    await ana.taps("Leave Chen out")
    assert ana.last.text.endswith("You are free.")


@pytest.mark.usefixtures("stranger")
async def test_a_quicker_rival_is_not_betrayed(ana: Phone, house: House) -> None:
    await ana.sends("Review with @chen_sg Thu 10:00")
    assert ana.last.text.endswith("Chen is free.")
    await busy(house)
    await ana.taps("Book")
    assert ana.last.text.startswith(
        "This does not suit everybody. Review\nThu 5 Nov, 10:00–10:30 (Lisbon)\nThat time does not suit Chen.\n"
    )


@pytest.mark.usefixtures("stranger")
async def test_moving_shows_no_more_than_booking(ana: Phone, house: House) -> None:
    async def to_thursday() -> tuple[str, str]:
        await ana.taps("Move")
        await ana.taps("Pick a day")
        month = str(ana.last)
        await ana.taps("5")
        times = str(ana.last)
        await ana.taps("Back")
        await ana.taps("Back")
        await ana.taps("Back")
        return month, times

    await ana.sends("Review with @chen_sg Fri 9:00")
    await ana.taps("Book")
    before = await to_thursday()
    assert "I cannot check for Chen." in before[1]
    await busy(house)
    assert await to_thursday() == before
    await ana.taps("Move")
    await ana.taps("Pick a day")
    await ana.taps("5")
    await ana.taps("10:00")
    assert ana.last.text.startswith("Review stays at Fri 6 Nov, 09:00 (Lisbon): the other time does not suit Chen.")
    for hour in ("8:00", "8:30"):
        await ana.taps("Pick a day")
        await ana.sends(f"Thu {hour}")
    await ana.taps("Pick a day")
    await ana.sends("Thu 12:30")
    assert ana.last.text == (
        "Review stays at Fri 6 Nov, 09:00 (Lisbon). You have not met Chen here, and I say five times a day whether a"
        " time suits them; ask me again tomorrow."
    )
    await ana.taps("Back")
    assert ana.last.text.startswith("Review")
