"""People who need not come: tapped twice or said in a word, in nobody's way, and told that they may stay away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from program.roles import House
from scheduling.people import Audience
from tests.bot.drafts import occupied
from tests.chat import Phone
from tests.world import shows_time_to

Team = tuple[Phone, Phone, Phone]


async def test_a_second_tap_spares_somebody_and_a_third_leaves_them_out(acquainted: Team) -> None:
    ana, _, chen = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("Bo")
    await ana.taps("Chen")
    await ana.taps("✓ Chen")
    assert str(ana.last) == (
        "| Budget. Who should come? Tap, or type @names.\n"
        "| Who is optional is in nobody's way. One more tap leaves them out.\n"
        "| [✓ Bo] [✓ Chen, optional] / [From my contacts] / [Next] / [Back] [Discard]"
    )
    await ana.taps("✓ Chen, optional")
    assert ana.last.rows[0] == ["✓ Bo", "Chen"]
    await ana.sends("@chen_sg (optional)")
    await ana.taps("Next")
    await ana.taps("5")
    assert ana.last.text.splitlines()[1].startswith("Both are free at these times;")
    await ana.taps("10:00")
    assert ana.last.text == (
        "Budget\n"
        "Thu 5 Nov, 10:00–10:30 (Lisbon)\n"
        "Berlin 11:00 · Singapore 18:00\n"
        "Bo is free.\n"
        "Optional, and would miss it: Chen: 18:00 in Singapore, ends 1 h 30 min after the working day"
    )
    await ana.taps("Book")
    assert ana.last.text.splitlines()[-1] == "Bo: not answered · Chen: not answered, optional"
    assert "You are optional: it takes place without you too." in chen.last.text.splitlines()


async def test_a_refusal_names_only_who_is_needed_and_other_times_say_who_would_miss_them(
    team: Team, house: House
) -> None:
    ana, _, _ = team
    await occupied(house, "bo", datetime(2026, 11, 5, 10, 0, tzinfo=UTC))
    await occupied(house, "chen", datetime(2026, 11, 5, 11, 0, tzinfo=UTC), 30, "bo")
    await ana.sends("Review with @bo_berlin, @chen_sg optional Thu 10:00")
    assert ana.last.text == (
        "This does not suit everybody. Review\n"
        "Thu 5 Nov, 10:00–10:30 (Lisbon)\n"
        "Bo: 11:00 in Berlin, busy\n"
        "\n"
        "Both can at:\n"
        "Thu 5 Nov, 08:00 · Berlin 09:00 · Singapore 16:00\n"
        "Thu 5 Nov, 09:00 · Berlin 10:00 · Singapore 17:00\n"
        "Fri 6 Nov, 08:00 · Berlin 09:00 · Singapore 16:00\n"
        "Thu 5 Nov, 09:00: without Chen.\n"
        "Nobody has been asked yet."
    )
    await ana.sends("Lunch with @bo_berlin Thu 15:00 optional: @chen_sg")
    assert ana.last.text.splitlines()[-2:] == [
        "Bo is free.",
        "Optional, and would miss it: Chen: 23:00 in Singapore, ends 6 h 30 min after the working day",
    ]


@pytest.mark.usefixtures("chen")
async def test_of_a_stranger_who_need_not_come_nothing_is_asked_and_nothing_said(ana: Phone, house: House) -> None:
    await shows_time_to(house, "chen_sg", Audience.MET)
    for day in ("Wed", "Thu", "Fri", "Mon", "Tue 10 Nov", "Wed 11 Nov", "Thu 12 Nov"):
        await ana.sends(f"Review with @chen_sg optional {day} 15:00")
        assert ana.last.text.splitlines()[-2:] == ["You are free.", "Chen is optional."]
    await ana.taps("Book")
    assert ana.last.text.startswith("Booked, and Chen is asked. Review")
