"""What a stop has cost is made good: Telegram drops presses that waited for 150 seconds."""

from __future__ import annotations

from datetime import timedelta

from db import settings
from jobs.upkeep import Upkeep
from program.roles import House
from scheduling.clock import MovableClock
from tests.bot.conftest import ana, bo, chat, house
from tests.chat import Phone
from tests.world import book

__all__ = ["ana", "bo", "chat", "house"]

AWAY = "I was away for a while. If you have pressed a button since, please press it again."


async def stopped_for(house: House, clock: MovableClock, minutes: float) -> None:
    """The program was last alive `minutes` ago, and starts now."""
    async with house.engine.begin() as connection:
        await settings.alive(connection, clock())
    clock.advance(timedelta(minutes=minutes))
    await Upkeep(house.engine, clock).at_start()
    await house.settled()


async def test_after_a_long_stop_open_invitations_ask_for_the_press_again(
    house: House, clock: MovableClock, ana: Phone, bo: Phone
) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    bo.forget()
    await stopped_for(house, clock, 3)
    assert [line.split(" ")[0] for line in bo.transcript] == ["EDIT"]
    assert bo.last.text.splitlines()[-1] == AWAY
    assert bo.last.rows[0] == ["Accept", "Maybe", "Decline"]


async def test_after_a_short_stop_or_an_answer_nothing_changes(
    house: House, clock: MovableClock, ana: Phone, bo: Phone
) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    bo.forget()
    await stopped_for(house, clock, 1)
    assert bo.transcript == []
    await bo.taps("Accept")
    bo.forget()
    await stopped_for(house, clock, 5)
    assert bo.transcript == []
