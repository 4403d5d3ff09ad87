"""What one says to a reminder that no other card offers."""

from __future__ import annotations

from bot.buttons.reminders import Snooze
from bot.turns import Answer, PopUp, Turn
from scheduling.refusals import Changed
from services import appointments, reminders


async def snooze(button: Snooze, turn: Turn) -> Answer:
    """[Again in 5 min]: once more, and the message stays as it is."""
    appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
    if appointment.sequence != button.sequence:
        raise Changed(appointment, button.sequence)
    again = await reminders.snooze(turn.connection, appointment, turn.viewer, now=turn.now)
    key = "snoozed" if again is not None else "snooze-too-late"
    return PopUp(turn.words.popup(key, title=appointment.title))


TAPS = {Snooze: snooze}
TYPED: dict[str, object] = {}
COMMANDS: dict[str, object] = {}
