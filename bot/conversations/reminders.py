"""What one says to a reminder that no other card offers."""

from __future__ import annotations

from bot.buttons.reminders import SayComing, Snooze
from bot.turns import Answer, PopUp, Turn
from bot.views import lateness as views
from scheduling.refusals import Changed
from services import appointments, lateness, reminders


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


TAPS = {Snooze: snooze, SayComing: coming}
TYPED: dict[str, object] = {}
COMMANDS: dict[str, object] = {}
