"""Privacy in /settings: who may invite one, blocking, and what the other side sees of it, which is nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.buttons import unpack
from bot.buttons.privacy import Privacy, Unblock
from bot.views import Press
from bot.views import privacy as views
from program.roles import House
from scheduling.people import Person
from services import blocks as services
from tests.bot.drafts import occupied
from tests.chat import Chat, Phone
from tests.world import as_known, book, move_in
from texts import languages, words


async def blocks(house: House, username: str, blocked: str) -> None:
    """Somebody blocks somebody else, by sample @usernames."""
    person, other = await as_known(house, username), await as_known(house, blocked)
    async with house.engine.begin() as connection:
        await services.block(connection, person, other)


async def reads(phone: Phone, username: str) -> list[str]:
    """All that somebody reads who invites @username, to an hour that may not be theirs and again by the keyboard."""
    seen = []

    def read() -> None:
        shown = f"{phone.last.text}\n{phone.last.rows}"
        seen.append(shown.replace(username, "NAME").replace("Porto", "Lisbon"))

    await phone.sends(f"Tea with @{username} optional Fri 16:30")
    assert phone.last.text.splitlines()[-1].endswith(" is optional.")
    read()
    await phone.taps("Discard")
    await phone.sends(f"Coffee with @{username} Fri 16:30")
    read()
    await phone.taps("Book and get the link")
    read()
    await phone.sends(f"/free @{username} thu")
    read()
    await phone.sends("/new Budget")
    read()
    await phone.sends(f"@{username}")
    read()
    await phone.taps("Next")
    read()
    await phone.taps("5")
    read()
    await phone.taps("Discard")
    return seen


async def test_to_whom_one_has_blocked_one_never_opened_the_bot(
    ana: Phone, bo: Phone, chat: Chat, house: House
) -> None:
    await occupied(house, "bo", datetime(2026, 11, 5, 9, 0, tzinfo=UTC), 60)
    await blocks(house, "bo_berlin", "ana_lisbon")
    other = await move_in(chat, house, "dana")
    blocked, never = await reads(ana, "bo_berlin"), await reads(other, "nobody_yet")
    assert blocked == never
    assert bo.transcript == []


async def test_blocking_on_a_card_leaves_what_was_agreed(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await bo.taps("Accept")
    await bo.taps("Change answer")
    await bo.taps("Block Ana")
    assert str(bo.last) == (
        "| You have blocked Ana Silva (@ana_lisbon). From now on it looks to them as if you had never opened me. "
        "What they have invited you to before stays.\n"
        "| [Unblock Ana Silva] [Back]"
    )
    bo.forget()
    await ana.sends("/new Budget")
    await ana.taps("Bo")
    assert ana.last.text == (
        "Budget. Who should come? Tap, or type @names.\nBo has not opened me yet. You get a link to send."
    )
    assert ana.last.rows[0] == ["✓ Bo"]
    await ana.taps("Next")
    await ana.taps("6")
    await ana.taps("08:00")
    await ana.taps("Book and get the link")
    assert "Bo: not reached" in ana.last.text
    assert bo.transcript == []
    await bo.taps("Back")
    assert bo.last.text.startswith("You accepted Review\n")


async def test_a_link_of_somebody_blocked_opens_when_they_are_unblocked(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await bo.sends("/settings")
    await bo.taps("Privacy: invited by anybody")
    await bo.taps("Block somebody")
    assert bo.last.rows == [["Block Ana Silva"], ["Back"]]
    await bo.taps("Block Ana Silva")
    assert bo.last.text.startswith("You have blocked Ana Silva (@ana_lisbon). From now on")
    assert bo.last.rows == [
        ["✓ See: all", "See: met", "See: none"],
        ["✓ Ask: all", "Ask: met", "Ask: none"],
        ["Unblock Ana Silva"],
        ["Block somebody", "Back"],
    ]
    await ana.sends("Coffee with @bo_berlin tomorrow 9:30")
    await ana.taps("Book and get the link")
    shared = await ana.taps("Send the link")
    ana.forget()
    assert shared is not None
    await bo.opens(shared.split("\n", 1)[0])
    assert bo.last.text == (
        "You have blocked Ana Silva (@ana_lisbon), so this invitation stays closed. "
        "They do not hear that you opened the link."
    )
    assert ana.transcript == []
    await bo.taps("Unblock and open")
    assert bo.last.text.splitlines()[0] == "Coffee"
    (told,) = [line for line in ana.transcript if line.startswith("QUIET")]
    assert told.startswith("QUIET Bo opened the invitation to Coffee")
    await bo.sends("/settings")
    await bo.taps("Privacy: invited by anybody")
    await bo.taps("Ask: none")
    assert bo.last.rows[1] == ["Ask: all", "Ask: met", "✓ Ask: none"]
    assert "Nobody may invite you." in bo.last.text
    await bo.taps("Back")
    assert "Privacy: invited by nobody" in bo.last.labels


async def test_who_has_invited_enough_strangers_reads_who_is_too_many(ana: Phone, bo: Phone, house: House) -> None:
    who = await as_known(house, "ana_lisbon")
    async with house.engine.begin() as connection:
        await connection.execute(
            text("INSERT INTO allowances VALUES (:ana, 'invites', '2026-11-03', 20)"), {"ana": who.id}
        )
    await ana.sends("Coffee with @bo_berlin Thu 10:00")
    await ana.taps("Book")
    assert str(ana.last) == (
        "| Coffee\n"
        "| You have not met Bo here, and you can invite at most twenty such people a day. Nobody has been asked. Leave "
        "them out, or try again from Wed 4 Nov, 00:00 (Lisbon) on.\n"
        "| [Leave Bo out] / [Edit] [Discard]"
    )
    assert bo.transcript == []
    await ana.taps("Leave Bo out")
    await ana.taps("Book")
    assert ana.last.text.startswith("Booked. Coffee\n")


@pytest.mark.parametrize("language", languages())
def test_however_many_are_blocked_each_can_be_unblocked(language: str) -> None:
    blocked = [Person(n, "Maximiliane-Antoinette", last_name="Oberhuber") for n in range(2, 302)]
    seen, first = [], 0
    while True:
        view = views.privacy(Person(1, "Bo"), blocked, words(language), first=first)
        assert len(view.rows) <= 8
        assert len(view.text) < 1000
        buttons = [unpack(key.data) for row in view.rows for key in row if isinstance(key, Press)]
        seen += [button.person for button in buttons if isinstance(button, Unblock)]
        more = [button.first for button in buttons if isinstance(button, Privacy) and button.first]
        if not more:
            break
        (first,) = more
    assert seen == [person.id for person in blocked]
