"""The address that opens Telegram's list of chats with an invitation link filled in, to be sent to somebody."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from scheduling.appointments import Appointment
from scheduling.people import Person
from texts import Words, dates


def share_url(link: str, text: str) -> str:
    """Telegram's own sharing address (core.telegram.org/widgets/share): the link first, then the text."""
    return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(text, safe='')}"


def invitation_text(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> str:
    """ "Coffee, Wed 4 Nov, 09:30 (Lisbon). Tap to see it in your time and answer.", in the sender's time."""
    when = dates.moment(appointment.starts_at, viewer, now)
    return words.plain("start-share", title=appointment.title, when=when)
