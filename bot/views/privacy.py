"""Privacy in /settings: who may see when one is free, who may invite one, and who is blocked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons.cards import Open
from bot.buttons.privacy import Block, BlockOrganizer, BlockWhom, InvitedBy, Privacy, Unblock, UnblockToOpen
from bot.buttons.settings import FreeTo, Settings
from bot.views.start import ways_on
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment, Role
from scheduling.people import Audience, Person
from texts import Markup, Words, lines, shorten
from texts.people import name, stranger

PAGE = 2
"""So many of the blocked are on the page at once, and can be unblocked."""

OFFERED = 6
"""So many of those who have invited one lately can be blocked."""

_NAME = 24
_AUDIENCES = (Audience.EVERYBODY, Audience.MET, Audience.NOBODY)


def label(viewer: Person, words: Words) -> Key:
    """The way here, with who may invite the viewer."""
    return press(words.button("button-privacy", audience=viewer.prefs.invited_by.value), Privacy())


def privacy(
    viewer: Person, blocked: Sequence[Person], words: Words, *, first: int = 0, before: Markup | None = None
) -> View:
    """All of it on one page: each choice is a tap. `blocked` are shown from the number `first` on."""
    first = first if 0 <= first < len(blocked) else 0
    shown = blocked[first : first + PAGE]
    text = lines(
        before,
        words.html("privacy-free", audience=viewer.prefs.free_to.value),
        words.html("privacy-invited", audience=viewer.prefs.invited_by.value),
        words.html("privacy-blocked", count=len(blocked)) if blocked else None,
        Markup("\n" + words.html("privacy-how")),
    )
    free: list[Key] = [
        press(_label(f"button-see-{each.value}", words, chosen=each is viewer.prefs.free_to), FreeTo(each))
        for each in _AUDIENCES
    ]
    invited: list[Key] = [
        press(_label(f"button-invited-{each.value}", words, chosen=each is viewer.prefs.invited_by), InvitedBy(each))
        for each in _AUDIENCES
    ]
    foot: list[Key] = [press(words.button("button-block-somebody"), BlockWhom())]
    if first + PAGE < len(blocked):
        foot.append(press(words.button("button-more"), Privacy(first + PAGE)))
    foot.append(press(words.button("button-back"), Privacy() if first else Settings()))
    return View(text, (*fit(free), *fit(invited), *((_unblock(each, words),) for each in shown), *fit(foot)))


def whom(inviters: Sequence[Person], words: Words) -> View:
    """Who may be blocked: those who have invited the viewer lately."""
    text = words.html("privacy-block-whom" if inviters else "privacy-block-nobody")
    keys: list[Key] = [press(words.button("button-block", name=_short(each)), Block(each.id)) for each in inviters]
    return View(text, (*((key,) for key in keys), (press(words.button("button-back"), Privacy()),)))


def organizer_blocked(organizer: Person, appointment_id: int, words: Words) -> View:
    """After [Block Ana] on a card, with the way back."""
    keys = [_unblock(organizer, words), press(words.button("button-back"), Open(appointment_id))]
    return View(now_blocked(organizer, words), fit(keys))


def now_blocked(person: Person, words: Words) -> Markup:
    """What blocking somebody means, once it is done."""
    return words.html("privacy-blocked-now", who=stranger(person))


def unblocked(person: Person, words: Words) -> Markup:
    """That they may invite again."""
    return words.html("privacy-unblocked", who=stranger(person))


def link_of_blocked(organizer: Person, parameter: str, words: Words) -> View:
    """A link of somebody blocked: it opens nothing, unless the viewer wants it to."""
    open_it = press(words.button("button-unblock-open"), UnblockToOpen(parameter))
    return View(words.html("privacy-link-blocked", who=stranger(organizer)), ((open_it,), *ways_on(words)))


def block_organizer(appointment: Appointment, viewer: Person, words: Words) -> list[Key]:
    """[Block Ana], in a quiet place of an appointment that somebody else made."""
    part = appointment.part_of(viewer.id)
    if part is None or part.role is Role.ORGANIZER:
        return []
    organizer = appointment.organizer.person
    return [press(words.button("button-block", name=shorten(name(organizer), _NAME)), BlockOrganizer(appointment.id))]


def _unblock(person: Person, words: Words) -> Key:
    return press(words.button("button-unblock", name=_short(person)), Unblock(person.id))


def _label(key: str, words: Words, *, chosen: bool) -> str:
    said = words.button(key)
    return words.button("button-day-on", day=said) if chosen else said


def _short(person: Person) -> str:
    return shorten(name(person) if not person.last_name else person.full_name, _NAME)
