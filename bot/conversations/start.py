"""The first start: one question, one tap, and at once what the person came for. Also whose an invitation link is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.buttons import Button
from bot.buttons.start import AnotherCity, AskOrganizer, Here, NewLink, NotMe, Purpose, SamePerson
from bot.conversations import booking_draft, booking_typed, places, sharing, travel
from bot.conversations.places import PLACE
from bot.conversations.wishes import is_wish
from bot.turns import Answer, Handler, Reply, TapHandler, Turn
from bot.views import View, cards, privacy
from bot.views import settings as settings_views
from bot.views import start as views
from db import appointments, invitees, people
from scheduling.appointments import Appointment
from scheduling.holidays import known
from scheduling.people import Person
from scheduling.places import Place
from scheduling.refusals import Cancelled, Gone, LinkExpired, LinkUnknown, LinkUsed, OrganizerBlocked, Refusal
from scheduling.words.commands import read_command
from scheduling.zones import canonical, countries
from services import agenda, invitations
from services import people as services
from services.invitations import Opening, Standing
from texts import Markup
from texts.people import name, stranger

_MOST_SHOWN = 4
"""So many invitations come at once after the first answer; the others stand in the agenda."""


def asks(question: str | None) -> bool:
    """Whether this open question is one that somebody without a zone may answer."""
    return question == PLACE


async def start(turn: Turn) -> Answer:
    """/start, alone or by a link. Changes nothing for somebody who is settled."""
    _, *parameter = turn.typed.split(maxsplit=1)
    if parameter:
        return await by_link(turn, parameter[0])
    if not turn.viewer.settled:
        return await question(turn)
    unseen = await services.unseen(turn.connection, turn.viewer, now=turn.now)
    # Somebody who was away has their old cards far above, if at all.
    waiting = await agenda.page(turn.connection, turn.viewer, agenda.Part.WAITING, first=0, now=turn.now)
    greeted = views.with_waiting(await welcome(turn), waiting, unseen, turn.viewer, turn.words, turn.now)
    return Reply(view=greeted, also=tuple(await _cards(turn, unseen[:_MOST_SHOWN], introduced=False)))


async def unsettled(turn: Turn) -> Answer:
    """Anything from somebody without a zone, who is asked for it first. A wish that they wrote is kept in mind."""
    kept = None
    if turn.message is not None and turn.message.edit_date is not None and turn.message.location is not None:
        # A location that is shared live comes again with every step its owner makes.
        return Reply()
    if turn.message is not None and (turn.typed or turn.message.location):
        if turn.typed and is_wish(turn):
            turn.session.memory["line"] = turn.typed
            kept = turn.words.html("start-kept")
        elif read_command(turn.typed) is None and (answer := await places.found(turn, sure=True)) is not None:
            turn.session.asks = PLACE
            return answer
    return await question(turn, before=kept, fresh=turn.pressed is not None)


async def place_typed(turn: Turn) -> Answer:
    """The answer to the question where they are: typed, sent as a location, or [Back]."""
    if turn.typed == turn.words.button("button-back"):
        if not turn.viewer.settled:
            return await question(turn)
        turn.session.asks = None
        turn.session.memory.pop("settings", None)
        return settings_views.settings(turn.viewer, turn.words, turn.now)
    if turn.viewer.settled and (answer := await travel.said(turn)) is not None:
        return answer
    if is_wish(turn) or (not turn.viewer.settled and read_command(turn.typed) is not None):
        return await welcome(turn) if turn.viewer.settled else await unsettled(turn)
    return await places.found(turn) or await question(turn)


async def question(turn: Turn, *, before: Markup | None = None, fresh: bool = False) -> Answer:
    """What time is it for you now? With the invitation that waits behind the answer, or else what the bot does."""
    turn.session.asks = PLACE
    turn.session.memory.pop("settings", None)
    invitation = await _waiting(turn)
    if invitation is None and before is None and not turn.viewer.settled:
        before = turn.words.html("start-what")
    others = [part.person for part in invitation.others(turn.viewer.id)] if invitation else []
    tag = turn.message.from_user.language_code if turn.message and turn.message.from_user else None
    offered = views.offered(tag or turn.viewer.language, others, turn.now)
    view = views.question(offered, turn.words, turn.now, invitation=invitation, before=before)
    return Reply(view=view, working=True, fresh=fresh)


async def _waiting(turn: Turn) -> Appointment | None:
    """The invitation that the person has opened."""
    wanted = turn.session.memory.get("appointment")
    appointment = await appointments.by_id(turn.connection, wanted) if wanted else None
    if appointment is None or not appointment.live or appointment.part_of(turn.viewer.id) is None:
        return None
    return appointment


async def welcome(turn: Turn, *, before: Markup | None = None, country: str | None = None) -> View:
    """The greeting, with somebody the person knows in its example. The public holidays of `country` are offered."""
    met = await invitees.acquaintances(turn.connection, turn.viewer.id, limit=5)
    knows = next((each.username for each in met if each.username), None)
    return views.greeting(turn.viewer, turn.words, turn.now, knows=knows, before=before, country=country)


# Where somebody is


async def here(button: Here, turn: Turn) -> Answer:
    """A place was tapped, or the [Yes] beside it."""
    zone = canonical(button.zone)
    if zone is None:
        return await question(turn) if not turn.viewer.settled else await welcome(turn)
    if turn.viewer.settled and button.purpose is Purpose.START:
        # An old question, or a second press: what was said first stands, and /settings changes it.
        return await _arrived(turn)
    first = not turn.viewer.settled
    place = Place(places.named(turn, button), zone)
    if button.purpose is Purpose.JOURNEY:
        return await travel.chosen(turn, place)
    before = turn.viewer
    turn.viewer = await services.settle(turn.connection, turn.viewer, place, now=turn.now)
    turn.session.asks = turn.session.card = None
    turn.session.memory.pop(places.WHOLE, None)
    if first:
        return await _arrived(turn, country=await _with_holidays(zone))
    turn.session.memory.pop("settings", None)
    told = await travel.told(turn, before)
    return settings_views.settings(turn.viewer, turn.words, turn.now, before=told)


async def _with_holidays(zone: ZoneInfo) -> str | None:
    """The country of a zone, if its public holidays are known."""
    country = countries().get(zone.key)
    if country is None:
        return None
    # The package behind it takes a third of a second to load, once, while others' turns go on.
    found = await asyncio.to_thread(known, country)
    return country if found else None


async def _arrived(turn: Turn, *, country: str | None = None) -> Answer:
    """At once what they came for: the invitation, what they wrote, or the greeting, with the holidays of `country`."""
    memory = turn.session.memory
    wanted, line = memory.pop("appointment", None), memory.pop("line", None)
    unseen = {each.id: each for each in await services.unseen(turn.connection, turn.viewer, now=turn.now)}
    if wanted is not None and wanted not in unseen:
        opened = await appointments.by_id(turn.connection, wanted)
        if opened is not None and opened.part_of(turn.viewer.id) is not None:
            unseen[wanted] = opened
    first = [unseen.pop(wanted)] if wanted in unseen else []
    cards_ = [*await _cards(turn, first), *await _cards(turn, [*unseen.values()][:_MOST_SHOWN], introduced=False)]
    if cards_:
        return Reply(view=cards_[0], also=tuple(cards_[1:]))
    if line:
        await booking_draft.begin(turn)
        return await booking_typed.begun(turn, line)
    return await welcome(turn, country=country)


async def _cards(turn: Turn, found: Sequence[Appointment], *, introduced: bool = True) -> list[View]:
    """Invitations. `introduced`: the question before has told who sends them."""
    made = []
    for each in found:
        day = await agenda.day_of(turn.connection, each, turn.viewer)
        made.append(cards.card(each, turn.viewer, turn.words, turn.now, day=day, introduced=introduced))
    return made


async def another_city(button: AnotherCity, turn: Turn) -> Answer:
    """[Another city]: asks for it below the text box."""
    if button.purpose is Purpose.JOURNEY:
        return travel.where(turn)
    settled = turn.viewer.settled
    turn.session.asks = PLACE
    turn.session.memory.pop("settings", None)
    if settled:
        turn.session.memory["settings"] = True
    return Reply(working=True, helper=views.city_asked(turn.words))


# Links


async def by_link(turn: Turn, parameter: str) -> Answer:
    """What a link opens, by its start parameter."""
    try:
        opening = await invitations.open_link(turn.connection, parameter, by=turn.viewer, now=turn.now)
    except OrganizerBlocked as refusal:
        return privacy.link_of_blocked(refusal.organizer, parameter, turn.words)
    except Refusal as refusal:
        return await _go_on(turn, _why_not(refusal, turn))
    return await _opened(turn, opening, parameter)


async def _opened(turn: Turn, opening: Opening, parameter: str) -> Answer:
    match opening.standing:
        case Standing.OWN:
            return await _own_link(turn, opening)
        case Standing.FOR_ANOTHER:
            return views.for_another(opening.appointment, opening.part, parameter, turn.words)
        case Standing.WAITING:
            organizer = name(opening.appointment.organizer.person)
            return await _go_on(turn, turn.words.html("start-link-waiting", organizer=organizer))
    turn.session.memory["appointment"] = opening.appointment.id
    return await _arrived(turn) if turn.viewer.settled else await question(turn)


async def _go_on(turn: Turn, said: Markup) -> Answer:
    """What has to be said, and below it the question or the greeting: nobody is left standing at a link."""
    if turn.viewer.settled:
        return await welcome(turn, before=said)
    return await question(turn, before=said)


def _why_not(refusal: Refusal, turn: Turn) -> Markup:
    words = turn.words
    match refusal:
        case LinkUnknown():
            return words.html("start-link-unknown")
        case LinkUsed():
            return words.html("start-link-used")
        case LinkExpired():
            return words.html("start-link-expired")
        case Cancelled(appointment=appointment):
            organizer = stranger(appointment.organizer.person)
            return words.html("start-link-cancelled", title=appointment.title, organizer=organizer)
    raise refusal


async def _own_link(turn: Turn, opening: Opening) -> Answer:
    headline = turn.words.html("start-link-own", name=views.called(opening.part), title=opening.appointment.title)
    return await sharing.drawn(opening.appointment, turn, headline=headline)


async def ask_organizer(button: AskOrganizer, turn: Turn) -> Answer:
    """[Yes, ask Ana]"""
    try:
        opening = await invitations.ask(turn.connection, button.parameter, by=turn.viewer, now=turn.now)
    except OrganizerBlocked as refusal:
        return privacy.link_of_blocked(refusal.organizer, button.parameter, turn.words)
    except Refusal as refusal:
        return await _go_on(turn, _why_not(refusal, turn))
    return await _opened(turn, opening, button.parameter)


async def not_me(_: NotMe, turn: Turn) -> Answer:
    """[No] where a link was for another @name."""
    return await _go_on(turn, turn.words.html("start-link-not-you"))


async def same_person(button: SamePerson, turn: Turn) -> Answer:
    """The organizer's [Yes]."""
    claimant = await _claimant(turn, button.person)
    appointment = await invitations.confirm(turn.connection, button.appointment, claimant, by=turn.viewer, now=turn.now)
    if appointment.part_of(claimant.id) is None:
        return await sharing.drawn(appointment, turn, headline=turn.words.html("card-title", title=appointment.title))
    headline = turn.words.html("start-same-person", who=stranger(claimant), title=appointment.title)
    return await sharing.drawn(appointment, turn, headline=headline)


async def new_link(button: NewLink, turn: Turn) -> Answer:
    """The organizer's [No, new link]: the old one no longer works."""
    claimant = await _claimant(turn, button.person)
    appointment = await invitations.refuse(turn.connection, button.appointment, claimant, by=turn.viewer, now=turn.now)
    return await sharing.drawn(appointment, turn, headline=turn.words.html("start-new-link", title=appointment.title))


async def _claimant(turn: Turn, person_id: int) -> Person:
    found = await people.by_ids(turn.connection, [person_id])
    if person_id not in found:
        raise Gone
    return found[person_id]


TAPS: Mapping[type[Button], TapHandler] = {
    Here: here,
    AnotherCity: another_city,
    AskOrganizer: ask_organizer,
    NotMe: not_me,
    SamePerson: same_person,
    NewLink: new_link,
}
TYPED: Mapping[str, Handler] = {PLACE: place_typed}
COMMANDS: Mapping[str, Handler] = {"start": start}
