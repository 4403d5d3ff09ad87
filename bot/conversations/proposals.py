"""Another time: asked for by an attendee, by a tap or typed; taken or left by the organizer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.buttons import Button
from bot.buttons.proposals import AnotherTime, AskEverybody, AskFor, KeepTime, SuggestTime, TakeWish
from bot.conversations import booking, changing, moving, sharing
from bot.conversations.typed import read_typed
from bot.turns import Answer, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import proposals as views
from scheduling.appointments import Appointment
from scheduling.refusals import DoesNotSuit
from scheduling.times import around_gap, instants
from scheduling.typed import Asked
from services import appointments, proposals
from services import moving as moves
from texts import Markup, quoted
from texts.people import listing, name


async def another_time(button: AnotherTime, turn: Turn) -> Answer:
    """[Another time]: three that suit everybody, or typed."""
    appointment = await proposals.wishable(
        turn.connection, button.appointment, by=turn.viewer, sequence=button.sequence, now=turn.now
    )
    changing.ask(turn, changing.WISH, appointment=appointment.id, sequence=appointment.sequence)
    return await _offered(appointment, turn)


async def typed(turn: Turn) -> Answer:
    """A time, a day and a time: offered as a button when it suits everybody."""
    memory, viewer, words = turn.session.memory, turn.viewer, turn.words
    assert viewer.zone is not None
    appointment = await proposals.wishable(
        turn.connection, memory["appointment"], by=viewer, sequence=memory["sequence"], now=turn.now
    )
    said = read_typed(turn, Asked.DAY)
    present = appointment.starts_at.astimezone(viewer.zone_at(appointment.starts_at))
    if said.rest or said.time is None or (said.day and not said.day.candidates):
        if said.day and said.day.value and not said.rest:
            # A day alone: the times nearest to it.
            wish = instants(
                datetime.combine(said.day.value, present.time()), viewer.zone_on(said.day.value) or viewer.zone
            )
            return await _offered(appointment, turn, wish=wish[0] if wish and wish[0] > turn.now else None)
        return await _offered(appointment, turn, note=words.html("proposal-unread", text=quoted(turn.typed)))
    days = said.day.candidates if said.day else (present.date(),)
    walls = [
        (datetime.combine(day, each), viewer.zone_on(day) or viewer.zone)
        for day in days
        for each in said.time.candidates
    ]
    meant = [at for wall, zone in walls for at in instants(wall, zone) or around_gap(wall, zone)]
    ahead = [at for at in meant if at > turn.now]
    if not ahead:
        return await _offered(appointment, turn, note=words.html("booking-time-no-such", time=quoted(turn.typed)))
    if ahead == [appointment.starts_at]:
        return await _offered(appointment, turn, note=words.html("proposal-same", title=appointment.title))
    checked = {
        at: await moves.misfits(turn.connection, appointment, at, viewer=viewer, now=turn.now)
        for at in ahead
        if at != appointment.starts_at
    }
    if suiting := [at for at, misfits in checked.items() if not misfits]:
        return Reply(views.asked(appointment, suiting, viewer, words, turn.now, wished=True), working=True)
    at, misfits = next(iter(checked.items()))
    note = views.unsuitable(appointment, at, misfits, viewer, words, turn.now)
    anyway = at if moves.askable(appointment, misfits, proposals.wishing(appointment, viewer)) else None
    return await _offered(appointment, turn, note=note, wish=at, anyway=anyway)


async def _offered(
    appointment: Appointment,
    turn: Turn,
    *,
    note: Markup | None = None,
    wish: datetime | None = None,
    anyway: datetime | None = None,
) -> Answer:
    found = await moves.alternatives(turn.connection, appointment, viewer=turn.viewer, now=turn.now, wish=wish)
    # A time that would miss whoever asks for it is none to ask for.
    starts = [each.starts_at for each in found.suggestions if turn.viewer.id not in each.missing]
    view = views.asked(
        appointment, starts, turn.viewer, turn.words, turn.now, note=note, until=found.until, anyway=anyway
    )
    return Reply(view, working=True)


async def ask_for(button: AskFor, turn: Turn) -> Answer:
    """[Ask for Mon 9 Nov, 09:00]"""
    try:
        appointment = await proposals.propose(
            turn.connection,
            button.appointment,
            button.starts_at,
            by=turn.viewer,
            sequence=button.sequence,
            now=turn.now,
            pressed=turn.card,
        )
    except DoesNotSuit as refusal:
        appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
        return views.asked(
            appointment,
            [each.starts_at for each in refusal.suggestions],
            turn.viewer,
            turn.words,
            turn.now,
            note=views.unsuitable(appointment, button.starts_at, refusal.misfits, turn.viewer, turn.words, turn.now),
            until=refusal.until,
        )
    changing.close(turn)
    return views.sent(appointment, button.starts_at, turn.viewer, turn.words, turn.now)


async def take(button: TakeWish, turn: Turn) -> Answer:
    """[Move to Mon 9 Nov, 08:00] on a request."""
    try:
        appointment = await proposals.take(
            turn.connection,
            button.appointment,
            button.proposal,
            by=turn.viewer,
            sequence=button.sequence,
            now=turn.now,
            pressed=turn.card,
        )
    except DoesNotSuit as refusal:
        return await moving.unsuitable(button.appointment, refusal, turn)
    if appointment is None:
        return PopUp(turn.words.popup("proposal-gone"))
    return await moving.moved(appointment, turn)


async def ask_everybody(button: AskEverybody, turn: Turn) -> Answer:
    """[Ask everybody]"""
    asked = await proposals.ask_everybody(
        turn.connection, button.appointment, by=turn.viewer, sequence=button.sequence, now=turn.now
    )
    if not asked:
        return PopUp(turn.words.popup("proposal-gone"))
    listed = listing([name(part.person) for part in asked], turn.words.language)
    return PopUp(turn.words.popup("proposal-others-asked", count=len(asked), names=listed))


async def keep(button: KeepTime, turn: Turn) -> Answer:
    """[Keep Friday]"""
    appointment = await proposals.keep(
        turn.connection,
        button.appointment,
        by=turn.viewer,
        sequence=button.sequence,
        now=turn.now,
        pressed=turn.card,
    )
    headline = views.kept(appointment, turn.words) if appointment.wishes() else None
    return await sharing.drawn(appointment, turn, headline=headline)


async def suggest(button: SuggestTime, turn: Turn) -> Answer:
    """[Suggest a time] on what was called off: a draft of one's own with the same people; the day is asked."""
    appointment = await appointments.load(turn.connection, button.appointment, viewer=turn.viewer)
    return await booking.again(turn, appointment)


TAPS: Mapping[type[Button], TapHandler] = {
    AnotherTime: another_time,
    AskFor: ask_for,
    TakeWish: take,
    AskEverybody: ask_everybody,
    KeepTime: keep,
    SuggestTime: suggest,
}
TYPED: Mapping[str, Handler] = {changing.WISH: typed}
