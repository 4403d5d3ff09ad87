"""[To my calendar]: a file that calendars read, from the card."""

from __future__ import annotations

from program.roles import House
from tests.chat import Phone
from tests.world import book


async def test_the_appointment_comes_as_a_file(house: House, ana: Phone, bo: Phone) -> None:
    made = await book(house, "ana", "Review", "bo", "2026-11-05T08:00", minutes=45)
    await bo.taps("Accept")
    card = bo.last
    await bo.taps("To my calendar")
    document = bo.last.body["document"]
    assert (document["file_name"], document["mime_type"]) == ("appointment.ics", "text/calendar")
    content = bo.chat.telegram.files[document["file_id"]].content
    lines = content.decode().split("\r\n")
    assert f"UID:{made.uid}" in lines
    assert "DTSTART:20261105T080000Z" in lines
    assert next(message for message in bo.messages if message.id == card.id) == card


async def test_nobody_else_gets_it(house: House, ana: Phone, bo: Phone, chen: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00", minutes=45)
    await bo.taps("Accept")
    await chen.sends("/agenda")
    chen.handset.tap(chen.last.id, bo.last.button("To my calendar"))
    await chen.chat.settle()
    assert await chen.popup() == "These buttons are for somebody else."
    assert "document" not in chen.last.body
