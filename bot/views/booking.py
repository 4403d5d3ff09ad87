"""The steps of a booking: title, people, place and notes, and the drafts that were left or lost.

The month and the times stand in `booking_time`, the card and what does not suit in `booking_card`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.buttons.agenda import Agenda
from bot.buttons.booking import (
    Alone,
    Change,
    Clear,
    Contacts,
    Discard,
    Go,
    GoOn,
    MakeOptional,
    Replace,
    StartAgain,
    StartNew,
    Step,
    Toggle,
)
from bot.buttons.settings import Help, Settings
from bot.views import Key, Press, Rows, View, fit, press
from scheduling.drafts import Draft
from scheduling.people import Person, Reach
from scheduling.pools import Pool
from texts import Markup, Text, Words, join, lines, shorten
from texts import dates as texts_dates
from texts.people import listing, names

_NAMED = 4
"""So many people are named in a row; of more, the first three and how many others."""

NOWHERE = UUID(int=0)
"""In place of a draft's id, where there was none: only a title was typed."""

_LABEL = 24
"""Names longer than this are cut on buttons."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What every step of a booking is drawn from. `people` are the others, in the order in which they were named.

    `editing` says that one field of a complete draft is being changed; `only` that it is the first of a series and
    nothing else of it can be booked; `unsaid` that the line it came in did not say how long; `note` is a line above the
    question.
    """

    draft: Draft
    viewer: Person
    people: Sequence[Person]
    words: Words
    now: datetime
    editing: bool = False
    only: bool = False
    unsaid: bool = False
    note: Markup | None = None
    strangers: frozenset[int] = frozenset()
    """Those of `people` of whom no more may be said than whether a time suits them: nor where they are."""

    optional: frozenset[int] = frozenset()
    """Those of `people` who are in nobody's way and need not come."""

    pool: Pool | None = None
    """Those of `people` of whom only some are needed."""

    @property
    def shown(self) -> list[Person]:
        """The others whose time and place may be shown."""
        return [person for person in self.people if person.id not in self.strangers]

    @property
    def there(self) -> Person:
        """The viewer by the clock of the draft's day."""
        return self.viewer.on(self.draft.day) if self.draft.day else self.viewer

    @property
    def zone(self) -> ZoneInfo:
        """That in which its day and its times are read."""
        zone = self.there.zone
        assert zone is not None
        return zone

    def zone_at(self, instant: datetime) -> ZoneInfo:
        """The viewer's at an instant."""
        return self.viewer.zone_at(instant) or self.zone

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def title(self) -> str:
        return self.draft.title or ""

    @property
    def titled(self) -> str:
        """Whether there is a title, as the texts ask: "yes" or "no"."""
        return "yes" if self.draft.title else "no"

    @property
    def what(self) -> Markup:
        """The title, and who comes."""
        names = company(self.words, self.people)
        return self.words.html(
            "booking-what", titled=self.titled, title=self.title, count=len(self.people), names=names
        )

    @property
    def begun(self) -> Markup:
        """As `what`, where a sentence begins with it."""
        return self._begun(self.people)

    @property
    def alone(self) -> Markup:
        """As `begun`, without the people."""
        return self._begun(())

    def _begun(self, people: Sequence[Person]) -> Markup:
        names, count = company(self.words, people), len(people)
        if self.draft.title is None:
            return self.words.html("booking-untitled", count=count, names=names)
        return self.words.html("booking-what", titled="yes", title=self.title, count=count, names=names)

    @property
    def when(self) -> str | None:
        """The start, or the day alone."""
        if self.draft.starts_at is not None:
            return texts_dates.moment(self.draft.starts_at, self.viewer, self.now)
        zone = self.viewer.zone_on(self.draft.day) if self.draft.day else None
        return texts_dates.day(self.draft.day, zone, self.language, self.now) if self.draft.day and zone else None

    @property
    def known(self) -> int:
        """How many people, the organizer included, have hours that can be checked and must suit; 0 with a `pool`."""
        return 0 if self.pool else 1 + sum(person.settled for person in self.people if person.id not in self.optional)

    @property
    def counted(self) -> int:
        """Those of `known` by whom the keyboards of days and times are drawn: all but strangers."""
        return 0 if self.pool else 1 + sum(person.settled for person in self.shown if person.id not in self.optional)

    def called(self) -> dict[int, Text]:
        """What everybody is called beside the others."""
        return names((self.viewer, *self.people))

    def length(self, duration: timedelta) -> str:
        return texts_dates.length(duration, self.language)

    def day(self, when: datetime) -> str:
        return texts_dates.day(when, self.zone_at(when), self.language, self.now)

    def clock(self, instant: datetime) -> str:
        return texts_dates.clock(instant, self.zone_at(instant), self.language, self.viewer.prefs.hour_cycle)

    def said(self, *parts: str | None) -> Markup:
        """The note, if there is one, and below it the parts."""
        return lines(self.note, *parts)

    def foot(self, back: Step) -> tuple[Key, ...]:
        """[Back] [Discard]; a field that is being changed leads back to the card."""
        return (
            press(self.words.button("button-back"), Go(self.draft.id, Step.CARD if self.editing else back)),
            press(self.words.button("button-discard"), Discard(self.draft.id)),
        )


def further(until: datetime | None, found: int, viewer: Person, words: Words, now: datetime) -> Markup | None:
    """How far ahead so many other times were looked for, where the first two weeks had none."""
    zone = viewer.zone_at(until) if until else None
    if until is None or zone is None:
        return None
    return words.html("booking-further", found=found, day=texts_dates.day(until, zone, words.language, now))


def company(words: Words, people: Sequence[Person]) -> Text:
    """ "Bo and Chen", "Bo, Chen, Dana and 5 others"; empty for nobody."""
    return _listed(words, people, names(people))


def _listed(words: Words, people: Sequence[Person], called: Mapping[int, Text]) -> Text:
    named: list[str] = [called[person.id] for person in people]
    if len(named) > _NAMED:
        named = [*named[:3], words.plain("booking-others", count=len(named) - 3)]
    return listing(named, words.language)


def needed(words: Words, people: Iterable[Person], pool: Pool | None) -> Markup | None:
    """ "Any 2 of Bo, Chen and Dana are needed."; None where there is no choice."""
    if pool is None:
        return None
    names = company(words, [person for person in people if person.id in pool.people])
    return words.html("needed-some", count=pool.need, names=names)


def several(drafted: Drafted, people: Sequence[Person]) -> dict[str, str | int]:
    """`names` and `count`, as the texts about some of the people want them."""
    return {"names": _listed(drafted.words, people, drafted.called()), "count": len(people)}


def title(drafted: Drafted) -> View:
    """What is it about?"""
    words, draft = drafted.words, drafted.draft
    if draft.title is None:
        rows: Rows = ((press(words.button("button-discard"), Discard(draft.id)),),)
        what = join(", ", drafted.begun, drafted.when)
        return View(drafted.said(words.html("booking-title-asked", what=what)), rows)
    keys: list[Key] = []
    if not drafted.editing:
        keys.append(press(words.button("button-next"), Go(draft.id, Step.PEOPLE)))
    else:
        keys.append(press(words.button("button-back"), Go(draft.id, Step.CARD)))
    keys.append(press(words.button("button-discard"), Discard(draft.id)))
    return View(drafted.said(words.html("booking-title-known", title=draft.title)), fit(keys))


def people(drafted: Drafted, offered: Sequence[Person], *, alone: bool) -> View:
    """Who should come? `offered` are the people to tap, besides those who are in already."""
    words, draft = drafted.words, drafted.draft
    shown = {person.id: person for person in (*offered, *drafted.people)}
    called = names((*shown.values(), drafted.viewer))
    keys: list[Key] = []
    for person in shown.values():
        chosen = person.id in draft.people
        name = shorten(called[person.id], _LABEL)
        if person.id in draft.optional:
            keys.append(press(words.button("button-chosen-optional", name=name), Toggle(draft.id, person.id, False)))
        elif chosen:
            keys.append(press(words.button("button-chosen", name=name), MakeOptional(draft.id, person.id)))
        else:
            keys.append(press(name, Toggle(draft.id, person.id, True)))
    if not draft.people:
        label = words.button("button-just-me")
        keys.append(press(words.button("button-chosen", name=label) if alone else label, Alone(draft.id)))
    rows = [*fit(keys)[:6], (press(words.button("button-from-contacts"), Contacts(draft.id)),)]
    if drafted.editing:
        rows.append((press(words.button("button-done"), Go(draft.id, Step.CARD)),))
    elif draft.people or alone:
        rows.append((press(words.button("button-next"), Go(draft.id, _behind_people(draft))),))
    rows.append(drafted.foot(Step.TITLE))
    strangers = [person for person in drafted.people if person.reach is Reach.UNKNOWN]
    text = drafted.said(
        words.html("booking-people-asked", what=drafted.alone),
        words.html("booking-people-optional") if draft.optional else None,
        needed(words, drafted.people, drafted.pool) or _hint(drafted),
        words.html("booking-people-link", **several(drafted, strangers)) if strangers else None,
    )
    return View(text, tuple(rows))


def _hint(drafted: Drafted) -> Markup | None:
    """How to say that not all are needed, once there is a choice of some."""
    return drafted.words.html("booking-people-some") if len(drafted.draft.needed) > 2 else None


def _behind_people(draft: Draft) -> Step:
    """Where [Next] leads: what is known already is not asked."""
    return Step.DAY if draft.day is None else Step.TIME if draft.starts_at is None else Step.CARD


def place(drafted: Drafted) -> View:
    """Where is it?"""
    words, now = drafted.words, drafted.draft.place
    text = (
        words.html("booking-place-known", what=drafted.begun, place=now)
        if now
        else words.html("booking-place-asked", what=drafted.begun)
    )
    return View(drafted.said(text), _field(drafted, Step.PLACE, "button-no-place" if now else None))


def notes(drafted: Drafted) -> View:
    """What should everybody read with it?"""
    words, now = drafted.words, drafted.draft.note
    text = (
        words.html("booking-notes-known", what=drafted.begun, note=now)
        if now
        else words.html("booking-notes-asked", what=drafted.begun)
    )
    return View(drafted.said(text), _field(drafted, Step.NOTES, "button-no-notes" if now else None))


def _field(drafted: Drafted, step: Step, clear: str | None) -> Rows:
    foot = (
        press(drafted.words.button("button-back"), Go(drafted.draft.id, Step.CARD)),
        press(drafted.words.button("button-discard"), Discard(drafted.draft.id)),
    )
    if clear is None:
        return (foot,)
    return ((press(drafted.words.button(clear), Clear(drafted.draft.id, step)),), foot)


def fields(drafted: Drafted) -> Rows:
    """Each field of the card, to change it alone."""
    labels = {
        Step.TITLE: "button-title",
        Step.PEOPLE: "button-people",
        Step.DAY: "button-day",
        Step.TIME: "button-time",
        Step.PLACE: "button-place",
        Step.NOTES: "button-notes",
    }
    return fit([press(drafted.words.button(key), Change(drafted.draft.id, step)) for step, key in labels.items()])


def kept(drafted: Drafted) -> View:
    """A draft was left lying, and /new was said."""
    words, draft = drafted.words, drafted.draft
    keys = (
        press(words.button("button-go-on"), GoOn(draft.id)),
        press(words.button("button-start-new"), StartNew(draft.id)),
    )
    return View(drafted.said(words.html("booking-kept", what=drafted.what)), fit(keys))


def instead(drafted: Drafted, title: str) -> View:
    """A title that was offered earlier is to be an appointment now, while another draft is open."""
    words, draft = drafted.words, drafted.draft
    keys = (
        press(words.button("button-go-on"), GoOn(draft.id)),
        press(words.button("button-start-new"), Replace(draft.id)),
    )
    return View(drafted.said(words.html("booking-instead", title=title, what=drafted.what)), fit(keys))


def lost(
    words: Words,
    *,
    draft: UUID,
    what: Markup | None,
    when: str | None,
    again: StartAgain,
    live: Drafted | None,
) -> View:
    """The draft of a tapped button is gone; `what` and `when` are what its message still says of it.

    `live` is another draft that is being worked on.
    """
    keys: list[Press] = [press(words.button("button-start-again"), again)]
    if live is not None:
        keys.insert(0, press(words.button("button-go-on"), GoOn(live.draft.id)))
    keys.append(press(words.button("button-discard"), Discard(draft)))
    text = lines(
        words.html("booking-lost", what=what) if what else words.html("booking-lost-untitled"),
        words.html("booking-lost-when", when=when) if when else None,
        words.html("booking-lost-other", what=live.what) if live else None,
    )
    return View(text, fit(keys))


def offered_title(words: Words, title: str) -> View:
    """A line without day, time and people: perhaps the title of something new."""
    keys = [
        press(words.button("button-new-appointment"), StartAgain(NOWHERE, None, None)),
        press(words.button("button-agenda"), Agenda()),
        press(words.button("button-settings"), Settings()),
        press(words.button("button-help"), Help()),
    ]
    return View(words.html("booking-offered-title", title=title), fit(keys))


def lost_typed(words: Words, title: str, since: str) -> View:
    """Somebody answers a question that is gone with its draft; what they typed may have been the title."""
    keys = (
        press(words.button("button-start-again"), StartAgain(NOWHERE, None, None)),
        press(words.button("button-discard"), Discard(NOWHERE)),
    )
    return View(words.html("booking-lost-typed", when=since, title=title), fit(keys))
