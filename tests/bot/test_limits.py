"""Limits: what else shall hold, besides the hours, when others book somebody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from program.roles import House
from scheduling.fits import Limits
from tests.bot.drafts import occupied
from tests.chat import Phone
from tests.world import as_known


async def test_limits_are_tapped_kept_and_said(ana: Phone, bo: Phone, house: House) -> None:
    await bo.sends("/settings")
    await bo.taps("Mon–Fri, 08:00–17:00")
    await bo.taps("Limits")
    assert bo.last.rows == [
        ["✓ No notice", "2 h", "1 day"],
        ["✓ No gap", "15 min", "30 min"],
        ["✓ No limit", "3 a day", "6 a day"],
        ["Back"],
    ]
    for label in ("1 day", "30 min", "3 a day"):
        await bo.taps(label)
    assert bo.last.rows[:3] == [
        ["No notice", "2 h", "✓ 1 day"],
        ["No gap", "15 min", "✓ 30 min"],
        ["No limit", "✓ 3 a day", "6 a day"],
    ]
    half = timedelta(minutes=30)
    assert (await as_known(house, "bo_berlin")).prefs.limits == Limits(timedelta(days=1), half, half, 3)

    await occupied(house, "bo", datetime(2026, 11, 4, 10, 0, tzinfo=UTC), title="Secret")
    await ana.sends("Review with @bo_berlin tomorrow 9:45")
    assert ana.last.text.splitlines()[2] == "Bo: 10:45 in Berlin, busy"
    await bo.sends("/why tomorrow 10:30")
    assert str(bo.last) == (
        "| Wed 4 Nov, 10:30–11:00 (Berlin)\n| You: too close to another appointment, by 30 min\n"
        "| You: 4 h 35 min sooner than others may book you\n| [Limits] [Book then]"
    )
    await bo.taps("Limits")
    assert bo.last.rows[0] == ["No notice", "2 h", "✓ 1 day"]


async def test_an_own_limit_in_the_way_of_a_draft_is_a_tap_away(ana: Phone, house: House) -> None:
    await occupied(house, "ana", datetime(2026, 11, 4, 10, 0, tzinfo=UTC))
    await ana.sends("/settings")
    for label in ("Mon–Fri, 08:00–17:00", "Limits", "30 min"):
        await ana.taps(label)
    await ana.sends("Review with @bo_berlin tomorrow 9:15")
    refused = ana.last
    assert refused.text.splitlines()[2] == "You: too close to another appointment, by 15 min"
    assert refused.labels.count("Limits") == 1
    await ana.taps("Limits")
    assert ana.last.rows[1] == ["No gap", "15 min", "✓ 30 min"]
    assert ana.last.id != refused.id


async def test_a_full_day_is_named_to_whose_limit_it_is_and_to_nobody_else(ana: Phone, bo: Phone, house: House) -> None:
    for hour in (9, 11, 13):
        await occupied(house, "bo", datetime(2026, 11, 5, hour, 0, tzinfo=UTC))
    await ana.sends("Review with @bo_berlin Fri 10:00")
    await bo.sends("/settings")
    for label in ("Mon–Fri, 08:00–17:00", "Limits", "3 a day"):
        await bo.taps(label)

    await ana.sends("Thu 10:00")
    assert ana.last.text.splitlines()[0] == (
        "Review no longer suits everybody. Thu 5 Nov, 10:00 (Lisbon) is 11:00 in Berlin, and that does not suit Bo."
    )
    await bo.sends("Review with @ana_lisbon Thu 11:00")
    assert bo.last.text.splitlines()[2] == "You: as many appointments that day as you allow"
