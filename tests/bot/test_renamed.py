"""People who are called otherwise than before: their cards say so, and a name that was invited is asked about."""

from __future__ import annotations

from datetime import timedelta

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import book


async def test_cards_bear_the_new_name_without_a_sound(ana: Phone, bo: Phone, chen: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00")
    await ana.sends("/agenda")
    await ana.taps("1")
    assert "Bo: not answered · Chen: not answered" in ana.last.text
    for phone in (ana, bo, chen):
        phone.forget()
    bo.handset.person.first_name = "Bob"
    await bo.sends("/help")
    assert "Bob: not answered · Chen: not answered" in ana.last.text
    assert [line.split(" ")[0] for line in (*ana.transcript, *chen.transcript)] == ["EDIT", "EDIT"]
    assert "With Bob." in chen.last.text
    for phone in (ana, chen):
        phone.forget()
    await bo.sends("/help")
    assert (*ana.transcript, *chen.transcript) == ()


async def test_whoever_takes_an_invited_name_is_asked_about_once(ana: Phone, bo: Phone, clock: MovableClock) -> None:
    await ana.sends("Coffee with @bo_new tomorrow 9:30")
    await ana.taps("Book and get the link")
    shared = await ana.taps("Send the link")
    ana.forget()
    bo.handset.rename("bo_new")
    await bo.sends("/help")
    asked = ana.last
    assert asked.text.startswith("Bo Keller (@bo_new) ")
    assert asked.rows == [["Yes", "No, new link"]]
    await bo.sends("/help")
    assert len(ana.transcript) == 1
    await ana.taps("No, new link")
    ana.forget()
    clock.advance(timedelta(minutes=1))
    await bo.sends("/help")
    assert ana.transcript == []
    # The link of before is over; the new one opens for whoever bears the name.
    assert shared is not None
    await bo.opens(shared.split("\n", 1)[0])
    assert bo.last.text.startswith("I do not know this link, or it has been replaced.")
    shared = await ana.taps("Send the link")
    assert shared is not None
    await bo.opens(shared.split("\n", 1)[0])
    assert bo.last.text.splitlines()[0] == "Coffee"


async def test_with_the_organizers_yes_the_invitation_comes(ana: Phone, bo: Phone) -> None:
    await ana.sends("Coffee with @bo_new tomorrow 9:30")
    await ana.taps("Book and get the link")
    bo.handset.rename("bo_new")
    await bo.sends("/help")
    bo.forget()
    await ana.taps("Yes")
    assert bo.transcript[0].startswith("NEW Ana invites you to Coffee\n")
