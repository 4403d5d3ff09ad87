"""How somebody reads times and dates: a tap each, and every text follows."""

from __future__ import annotations

from program.roles import House
from tests.chat import Phone
from tests.world import as_known


async def test_each_choice_is_one_tap(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("14:05, Mon first")
    assert str(ana.last) == (
        "| How do you read times, which day begins your week, and what is Tue 3 Nov in figures?\n"
        "| [✓ 14:05] [2:05 pm] / [✓ Monday] [Saturday] [Sunday] / [3/11] [11/3] / [Back]"
    )
    await ana.taps("2:05 pm")
    await ana.taps("Sunday")
    await ana.taps("11/3")
    assert ana.last.rows[:3] == [["14:05", "✓ 2:05 pm"], ["Monday", "Saturday", "✓ Sunday"], ["3/11", "✓ 11/3"]]
    prefs = (await as_known(house, "ana_lisbon")).prefs
    assert (prefs.hour_cycle, prefs.first_weekday, prefs.day_first) == (12, 6, False)
    await ana.taps("Back")
    assert "2:05 pm, Sun, 11/3" in ana.last.labels
    await ana.sends("/why 11/12 14:00")
    assert ana.last.text.splitlines()[0] == "Thu 12 Nov, 2:00–2:30 pm (Lisbon)"
