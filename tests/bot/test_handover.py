"""Handing an appointment over in the chat: who is asked, who says no, and who takes it."""

from __future__ import annotations

from datetime import timedelta

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import book

Team = tuple[Phone, Phone, Phone]


async def test_asked_refused_asked_again_and_taken(team: Team, house: House, clock: MovableClock) -> None:
    ana, bo, chen = team
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00", minutes=45)
    await bo.taps("Accept")
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Edit")
    await ana.taps("People")
    await ana.taps("Hand over")
    assert str(ana.last) == (
        "| Who shall arrange Review from now on? They are asked first, and you stay in it.\n"
        "| [Bo] [Chen] / [Back] / [Back to agenda]"
    )
    await ana.taps("Chen")
    assert ana.last.text.splitlines()[0] == "Chen is asked to take it over; until then it stays yours. Review"
    assert str(chen.last) == (
        "| Ana asks you to take over Review: then you are the one who moves it, changes it or cancels it.\n"
        "| Thu 5 Nov, 16:00–16:45 (Singapore)\n"
        "| Lisbon 08:00 · Berlin 09:00\n"
        "| [Take over] [No] [Open]"
    )
    await chen.taps("No")
    assert chen.last.text == "You do not take over Review. Ana will know."
    assert str(ana.last) == (
        "| Chen does not take over Review, Thu 5 Nov, 08:00 (Lisbon). It stays yours.\n| [Hand over] [Open]"
    )
    clock.advance(timedelta(minutes=5))
    await ana.taps("Hand over")
    await ana.taps("Chen")
    request = chen.last
    await ana.taps("Edit")
    await ana.taps("People")
    await ana.taps("Hand over")
    assert str(ana.last) == (
        "| Chen is asked to take over Review, and has not answered; until then it stays yours. Ask somebody else, or"
        " nobody any more?\n| [Bo] / [Ask no longer] [Back]"
    )
    waits = ana.last
    await ana.taps("Ask no longer")
    assert ana.last.text.splitlines()[0] == "Chen is no longer asked to take it over. Review"
    await ana.taps("Ask no longer", on=waits)
    assert ana.last.text == "Who shall arrange Review from now on? They are asked first, and you stay in it."
    await chen.taps("Take over", on=request)
    assert await chen.popup() == "Nobody asks you to take over Review any more."
    await ana.taps("Bo")
    chen.forget()
    await bo.taps("Take over")
    assert str(bo.last) == (
        "| You arrange it from now on, and Ana stays in it. Review\n"
        "| Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "| Lisbon 08:00 · Singapore 16:00\n"
        "| Ana: accepted · Chen: not answered\n"
        "| [Move] [Edit] [Cancel it] / [To my calendar] [History]"
    )
    assert ana.last.text == "Bo has taken over Review, Thu 5 Nov, 08:00 (Lisbon). You stay in it."
    assert [line for line in chen.transcript if line.startswith("NEW")] == []
    await bo.taps("History")
    assert [line.split(": ", 1)[1] for line in bo.last.text.splitlines()[1:]] == [
        "Bo took it over.",
        "Ana asked Bo to take it over.",
        "Ana no longer asks Chen to take it over.",
        "Ana asked Chen to take it over.",
        "Chen did not take it over.",
        "Ana asked Chen to take it over.",
    ]
    await ana.taps("Open")
    assert ana.last.text.splitlines()[0] == "You accepted Review"
    assert ana.last.text.splitlines()[3] == "Bo: organizer · Chen: not answered"


async def test_who_leaves_is_offered_it_first_and_an_old_request_says_so(team: Team, house: House) -> None:
    ana, bo, _chen = team
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await ana.sends("/delete")
    assert "What the others want to keep, hand over first: whoever you ask has to agree." in ana.last.text.splitlines()
    await ana.taps("Hand over Review")
    await ana.taps("Bo")
    await bo.taps("Take over")
    old = bo.last
    await ana.taps("Open")
    await ana.taps("Change answer")
    await ana.taps("Decline")
    await bo.taps("Move")
    assert old.text.startswith("You arrange it from now on")
    await ana.sends("/delete")
    assert "Hand over Review" not in ana.last.labels


async def test_who_was_added_and_not_saved_is_not_lost_by_it(team: Team, house: House) -> None:
    ana, _, _ = team
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await ana.sends("/agenda")
    for label in ("1", "Edit", "People"):
        await ana.taps(label)
    await ana.sends("@chen_sg")
    asked = ana.last
    await ana.taps("Hand over")
    assert ana.last.text == f"First save what you chose here, or take it back; then hand it over.\n{asked.text}"
    assert ana.last.rows == asked.rows
    await ana.taps("Save")
    for label in ("Edit", "People", "Hand over"):
        await ana.taps(label)
    assert ana.last.rows[0] == ["Bo", "Chen"]
