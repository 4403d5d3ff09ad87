"""Somebody who never opened the bot: the link, who may claim it, and what each reads."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Chat, Phone


async def link_of(ana: Phone) -> str:
    """The address behind [Send the link], as it lands in the other chat."""
    shared = await ana.taps("Send the link")
    assert shared is not None
    return shared.split("\n", 1)[0]


@pytest.fixture
async def coffee(ana: Phone) -> str:
    """Ana has booked a coffee with @dana_porto, Wed 4 Nov, 09:30 in Lisbon. The link to it."""
    await ana.sends("Coffee with @dana_porto tomorrow 9:30")
    await ana.taps("Book and get the link")
    link = await link_of(ana)
    ana.forget()
    return link


async def test_the_link_is_sent_with_its_time(ana: Phone, coffee: str) -> None:
    url = ana.last.button("Send the link")["url"]
    assert (urlsplit(url).netloc, urlsplit(url).path) == ("t.me", "/share/url")
    assert parse_qs(urlsplit(url).query)["text"] == [
        "Coffee, Wed 4 Nov, 09:30 (Lisbon). Tap to see it in your time and answer."
    ]
    parameter = parse_qs(urlsplit(coffee).query)["start"][0]
    assert len(parameter) <= 64
    assert parameter.replace("-", "").replace("_", "").isalnum()


async def test_opening_it_asks_for_the_time_and_shows_the_invitation(
    ana: Phone, dana: Phone, coffee: str, house: House
) -> None:
    card = ana.last
    assert "@dana_porto: not reached" in card.text
    await dana.opens(coffee)
    asked = await dana.sees(
        "Ana Silva (@ana_lisbon) invites you to Coffee, Wed 4 Nov, 09:30 (Lisbon).\n"
        "What time is it for you now? Then I can show it in your time."
    )
    assert asked.rows == [["11:05 São Paulo", "14:05 Lisbon"], ["15:05 Luanda", "Another city"]]
    assert [each.text.splitlines()[-1] for each in ana.messages if each.id == card.id] == ["Dana: not answered"]
    told = "Dana opened the invitation to Coffee, Wed 4 Nov, 09:30 (Lisbon). Dana has not answered."
    assert (ana.last.text, ana.last.silent) == (told, True)
    await dana.taps("14:05 Lisbon")
    assert str(dana.last) == (
        "| Coffee\n"
        "| Wed 4 Nov, 09:30–10:00 (Lisbon)\n"
        "| Ana invites you. You have nothing else that day.\n"
        "| [Accept] [Maybe] [Decline] / [Another time]"
    )
    assert dana.last.id == asked.id
    await dana.taps("Accept")
    assert "Ana: organizer" in dana.last.text
    assert ana.last.text.startswith("Dana accepted Coffee")
    async with house.engine.begin() as connection:
        owed = await connection.execute(
            text(
                "SELECT p.first_name, n.lead FROM notices n JOIN people p ON p.id = n.recipient_id"
                " WHERE n.kind = 'reminder' AND n.state = 'due' ORDER BY 1, 2"
            )
        )
        assert [tuple(row) for row in owed] == [("Ana", timedelta(minutes=15)), ("Dana", timedelta(minutes=15))]


async def test_it_opens_again_for_the_same_person(dana: Phone, coffee: str) -> None:
    await dana.opens(coffee)
    await dana.taps("14:05 Lisbon")
    invitation = dana.last.text
    await dana.opens(coffee)
    assert dana.last.text == invitation


async def test_it_is_night_for_whom_opens_it(dana: Phone, coffee: str, house: House) -> None:
    await dana.opens(coffee)
    await dana.sends("America/Toronto")
    await dana.taps("Yes")
    assert "This is 04:30 for you (Toronto), outside your working day." in dana.last.text
    assert "Accept anyway" in dana.last.labels


async def test_another_account_needs_the_organizers_yes(chat: Chat, ana: Phone, coffee: str) -> None:
    eve = chat.phone("eve")
    await eve.opens(coffee)
    asked = await eve.sees("This invitation is for @dana_porto. Is that you?")
    assert asked.rows == [["Yes, ask Ana", "No"]]
    assert ana.transcript == []
    await eve.taps("Yes, ask Ana")
    assert eve.last.text == (
        "I have asked Ana. After their yes the invitation comes here.\n"
        "What time is it for you now? Then I can show everything in your time."
    )
    question = await ana.sees("Eve Ito opened the link for @dana_porto. Is it the same person?")
    assert (question.rows, question.silent) == ([["Yes", "No, new link"]], False)
    await eve.taps("09:05 New York")
    assert eve.last.text.startswith("Hello Eve.")
    assert not any("04:30" in line for line in eve.transcript)
    eve.forget()
    await ana.taps("Yes")
    assert ana.last.text.startswith("Eve Ito has the invitation now. Coffee")
    assert ana.last.text.endswith("Eve: not answered")
    assert eve.last.text.startswith("Ana invites you to Coffee\nWed 4 Nov, 04:30–05:00 (New York)")
    assert eve.transcript[-1].startswith("NEW ")


async def test_the_organizer_says_no_and_the_old_link_is_over(chat: Chat, ana: Phone, dana: Phone, coffee: str) -> None:
    eve = chat.phone("eve")
    await eve.opens(coffee)
    await eve.taps("Yes, ask Ana")
    await ana.taps("No, new link")
    assert ana.last.text.startswith("The old link no longer works; here is a new one. Coffee")
    told = eve.last
    assert told.text == (
        "Ana says that this invitation is for somebody else. "
        "If it is meant for you after all, ask for a link of your own."
    )
    assert (told.silent, told.rows) == (True, [])
    new = await link_of(ana)
    assert new != coffee
    await dana.opens(coffee)
    assert dana.last.text == (
        "I do not know this link, or it has been replaced. Ask whoever sent it for a new one.\n"
        "What time is it for you now? Then I can show everything in your time."
    )
    await dana.opens(new)
    assert dana.last.text.startswith("Ana Silva (@ana_lisbon) invites you to Coffee")


async def test_who_was_not_meant_says_so(chat: Chat, bo: Phone, ana: Phone, coffee: str) -> None:
    await bo.opens(coffee)
    await bo.taps("No")
    assert bo.last.text.startswith("Then it stays with whom it was meant for.\nHello Bo.")
    assert ana.transcript == []


async def test_a_used_link_says_so(bo: Phone, dana: Phone, coffee: str) -> None:
    await dana.opens(coffee)
    await bo.opens(coffee)
    assert bo.last.text.startswith("Somebody has opened this invitation before, and it is theirs now.")
    assert bo.last.rows == [["New appointment", "Agenda"], ["Settings", "Help"]]


async def test_an_expired_link_says_so(dana: Phone, coffee: str, clock: MovableClock) -> None:
    clock.advance(timedelta(days=2))
    await dana.opens(coffee)
    assert dana.last.text.startswith("This invitation is over. Ask whoever sent it for another time.")
    assert "Another city" in dana.last.labels


async def test_a_forged_link_says_so(bo: Phone) -> None:
    for parameter in ("x", "i" + "A" * 32, "i" + "A" * 63):
        await bo.opens(f"https://t.me/{bo.chat.telegram.username}?start={parameter}")
        assert bo.last.text.startswith("I do not know this link, or it has been replaced.")


async def test_a_cancelled_invitation_says_so(ana: Phone, dana: Phone, coffee: str) -> None:
    await ana.taps("Cancel it")
    await ana.taps("Cancel it")
    await dana.opens(coffee)
    assert dana.last.text.startswith("Coffee was cancelled by Ana Silva (@ana_lisbon).")


async def test_the_organizer_opens_it_instead_of_sending_it(ana: Phone, coffee: str) -> None:
    await ana.opens(coffee)
    assert ana.last.text.startswith("This is the link for @dana_porto; send it to them. Coffee")
    assert ana.last.labels[0] == "Send the link"


async def test_the_name_alone_claims_nothing(ana: Phone, dana: Phone, coffee: str) -> None:
    await dana.sends("/start")
    await dana.taps("14:05 Lisboa")
    assert dana.last.text.startswith("Hello Dana.")
    question = await ana.sees(
        "Dana Costa (@dana_porto) has opened me. Is it the @dana_porto whom you invited to Coffee?"
    )
    assert question.rows == [["Yes", "No, new link"]]
    await ana.taps("Yes")
    assert dana.last.text.startswith("Ana invites you to Coffee")


async def test_only_the_organizer_may_say_yes(chat: Chat, house: House, ana: Phone, bo: Phone, coffee: str) -> None:
    eve = chat.phone("eve")
    await eve.opens(coffee)
    await eve.taps("Yes, ask Ana")
    await bo.sends("/start")
    bo.handset.tap(bo.last.id, ana.last.button("Yes"))
    await chat.settle()
    assert await bo.popup() == "These buttons are for somebody else."
    async with house.engine.begin() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM links WHERE used_by IS NOT NULL"))).scalar() == 0


async def test_an_invitation_that_could_not_be_sent_comes_when_the_bot_is_unblocked(
    ana: Phone, bo: Phone, chat: Chat, house: House
) -> None:
    await bo.blocks()
    await ana.sends("Review with @bo_berlin Thu 5 Nov 10:00")
    await ana.taps("Book and get the link")
    assert ana.last.text.endswith("Bo: not reached")
    await bo.unblocks()
    assert bo.last.text.startswith("Ana invites you to Review\nThu 5 Nov, 11:00")
    assert ana.last.text.endswith("Bo: not answered")
    async with house.engine.begin() as connection:
        reminders = "SELECT count(*) FROM notices WHERE kind = 'reminder' AND state = 'due'"
        assert (await connection.execute(text(reminders))).scalar() == 4


async def test_who_was_picked_from_the_contacts_finds_the_invitation_without_the_link(
    ana: Phone, dana: Phone, house: House
) -> None:
    await ana.sends("/new")
    await ana.sends("Coffee")
    await ana.taps("From my contacts")
    await ana.taps("Choose from my contacts", people=["dana"])
    await ana.taps("Next")
    await ana.sends("tomorrow 9:30")
    await ana.taps("Book and get the link")
    assert ana.last.text.endswith("Dana: not reached")
    await dana.sends("/start")
    await dana.taps("14:05 Lisboa")
    assert dana.last.text.startswith("Ana invites you to Coffee\nWed 4 Nov, 09:30–10:00 (Lisboa)")
    assert ana.last.text.endswith("Dana: not answered")
    dana.forget()
    await dana.sends("/start")
    assert [line.split("\n")[0] for line in dana.transcript] == [
        "NEW Hello Dana. It is 14:05 in Lisboa. Write one line and I do the rest:"
    ]


async def test_the_first_story_to_the_letter(chat: Chat, ana: Phone, chen: Phone, house: House) -> None:
    """Transcript 1: Bo, who has never opened the bot, is invited with Chen."""
    bo = chat.phone("bo")
    await ana.sends("Review with @bo_berlin and @chen_sg Thu 5 Nov 8:00 45 min")
    await ana.taps("Book and get the link")
    ana.forget()
    await bo.opens(await link_of(ana))
    assert str(bo.last) == (
        "| Ana Silva (@ana_lisbon) invites you to Review, Thu 5 Nov, 08:00 (Lisbon).\n"
        "| What time is it for you now? Then I can show it in your time.\n"
        "| [14:05 Lisbon] [15:05 Berlin] / [22:05 Singapore] [Another city]"
    )
    await bo.taps("15:05 Berlin")
    assert str(bo.last) == (
        "| Review\n"
        "| Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "| Lisbon 08:00 · Singapore 16:00\n"
        "| Ana invites you and Chen. You have nothing else that day.\n"
        "| [Accept] [Maybe] [Decline] / [Another time]"
    )
    await bo.taps("Accept")
    assert str(bo.last) == (
        "| You accepted Review\n"
        "| Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "| Lisbon 08:00 · Singapore 16:00\n"
        "| Ana: organizer · Chen: not answered\n"
        "| \n"
        "| I will remind you on Wed 4 Nov, 09:00, and 15 minutes before.\n"
        "| You can be booked Mon–Fri, 08:00–17:00.\n"
        "| [To my calendar] [Change my hours] / [Change answer]"
    )
    # Her card changes as well; which of the two comes first is nobody's promise.
    assert [line for line in ana.transcript if not line.startswith("EDIT Review")] == [
        "QUIET Bo opened the invitation to Review, Thu 5 Nov, 08:00 (Lisbon). Bo and Chen have not answered.",
        "EDIT Bo accepted Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered.",
    ]
    await bo.taps("Change my hours")
    assert bo.last.text.startswith("When can you be booked (Berlin)?")
    assert bo.transcript[-1].startswith("NEW ")
    await bo.taps("Back")
    await bo.sends("/start")
    assert bo.last.text == (
        "Hello Bo. It is 15:05 in Berlin. Write one line and I do the rest:\nCoffee with @ana_lisbon tomorrow 10:00"
    )
