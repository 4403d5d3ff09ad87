"""What one says to a reminder that no other card offers, and when one is reminded of a single appointment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.buttons import Button
from bot.buttons.reminders import OwnLead, OwnReminders, SayComing, Snooze, UsualReminders
from bot.conversations import booking_typed, changing
from bot.conversations.settings import SHORTEST_LEAD
from bot.conversations.wishes import is_wish
from bot.turns import Answer, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import lateness as views
from bot.views import leads, settings
from scheduling.appointments import Appointment
from scheduling.people import MAX_REMINDERS
from scheduling.refusals import Changed
from scheduling.typed import EARLIEST_REMINDER, read_reminders
from services import appointments, lateness, reminders
from texts import Markup, quoted


async def snooze(button: Snooze, turn: Turn) -> Answer:
    """[Again in 5 min]: once more, and the message stays as it is."""
    appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
    if appointment.sequence != button.sequence:
        raise Changed(appointment, button.sequence)
    again = await reminders.snooze(turn.connection, appointment, turn.viewer, now=turn.now)
    key = "snoozed" if again is not None else "snooze-too-late"
    return PopUp(turn.words.popup(key, title=appointment.title))


async def coming(button: SayComing, turn: Turn) -> Answer:
    """[On my way] [10 min late] [On time after all]"""
    said = await lateness.say(
        turn.connection,
        button.appointment,
        button.coming.minutes,
        by=turn.viewer,
        sequence=button.sequence,
        now=turn.now,
        pressed=turn.card,
    )
    if not said.news:
        return PopUp(views.known_already(said.appointment, turn.viewer, turn.words))
    return views.own(said.appointment, turn.viewer, turn.words)


# Of one appointment


async def own(button: OwnReminders, turn: Turn) -> Answer:
    """[Reminders] of this appointment: when, to tap or to type."""
    return _own(await _ahead(button.appointment, turn), turn)


async def own_lead(button: OwnLead, turn: Turn) -> Answer:
    """One reminder more or less, of this appointment alone."""
    appointment = await _ahead(button.appointment, turn)
    chosen = set(appointment.leads_of(turn.viewer))
    if not SHORTEST_LEAD <= button.lead <= EARLIEST_REMINDER:
        return _own(appointment, turn)
    if button.wanted and len(chosen | {button.lead}) > MAX_REMINDERS:
        return PopUp(turn.words.popup("popup-reminders-many"))
    chosen = chosen | {button.lead} if button.wanted else chosen - {button.lead}
    kept = await reminders.choose(turn.connection, appointment.id, sorted(chosen), by=turn.viewer, now=turn.now)
    return _own(kept, turn)


async def usual(button: UsualReminders, turn: Turn) -> Answer:
    """[As usual]"""
    return _own(await reminders.choose(turn.connection, button.appointment, None, by=turn.viewer, now=turn.now), turn)


async def leads_typed(turn: Turn) -> Answer:
    """ "2 h, 10 min" replaces what there was."""
    asked = turn.session.memory["appointment"]
    appointment = await _ahead(asked, turn)
    reading = read_reminders(turn.typed, language=turn.words.language)
    if reading.value is None:
        if is_wish(turn):
            changing.close(turn)
            wish = await booking_typed.line(turn)
            if wish is not None:
                return wish
        return _own(appointment, turn, settings.reminders_unread(reading, quoted(turn.typed), turn.words))
    kept = await reminders.choose(turn.connection, appointment.id, reading.value, by=turn.viewer, now=turn.now)
    return _own(kept, turn, settings.reminders_kept(reading, turn.words))


def _own(appointment: Appointment, turn: Turn, before: Markup | None = None) -> Reply:
    changing.ask(turn, changing.LEADS, appointment=appointment.id)
    return Reply(view=leads.own(appointment, turn.viewer, turn.words, turn.now, before=before))


async def _ahead(appointment_id: int, turn: Turn) -> Appointment:
    appointment = await appointments.load(turn.connection, appointment_id, viewer=turn.viewer)
    appointments.still_on(appointment, turn.now)
    return appointment


TAPS: Mapping[type[Button], TapHandler] = {
    Snooze: snooze,
    SayComing: coming,
    OwnReminders: own,
    OwnLead: own_lead,
    UsualReminders: usual,
}
TYPED: Mapping[str, Handler] = {changing.LEADS: leads_typed}
COMMANDS: Mapping[str, Any] = {}
