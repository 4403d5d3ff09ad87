"""People as the rules see them: who they are, where they are, when they work and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scheduling.fits import Limits
from scheduling.hours import DEFAULT_HOURS, WeeklyHours
from scheduling.times import Days, ZoneSpell

DEFAULT_REMINDERS = (timedelta(days=1), timedelta(minutes=15))
"""How long before the start a person is reminded unless they chose otherwise."""

DEFAULT_DURATION = timedelta(minutes=30)
"""The length of an appointment when nobody said one and the person has no usual one."""

MAX_REMINDERS = 5

_DAY = timedelta(days=1)


class Reach(StrEnum):
    """Whether Telegram lets us write to a person."""

    UNKNOWN = "unknown"
    """Never opened the bot: Telegram refuses a first message from us."""
    REACHABLE = "reachable"
    """Has opened the bot and not blocked it."""
    BLOCKED = "blocked"
    """Blocked the bot; opening it again restores them."""
    GONE = "gone"
    """The account was deleted."""


class OutsideHours(StrEnum):
    """What happens to a request outside a person's working hours."""

    REFUSE = "refuse"
    """The organizer is told, and nothing is sent."""
    ASK = "ask"
    """The organizer may have the person asked anyway."""


class Audience(StrEnum):
    """Who may see when a person is free, or invite them."""

    MET = "met"
    """Whoever shares an appointment that the person made or said yes or maybe to."""
    EVERYBODY = "everybody"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose in /settings. Stored as one jsonb document, so every field has a default.

    `reminders` are elapsed times before the start, longest first. `first_weekday` is 0 for Monday to 6 for Sunday.
    `hour_cycle` is 24 or 12 and `day_first` how they write 05/06; None while they have not said it (clocks then show
    24 hours, and what is ambiguous is asked). `duration` is the usual length of the appointments this person makes.
    `holidays` is whose public holidays they take off, as in `scheduling.holidays`; None for nobody's. `quiet` are the
    minutes of the day from and to which they want no sound, and `morning` the one at which their agenda comes: each
    day, or `weekly`.
    """

    reminders: tuple[timedelta, ...] = DEFAULT_REMINDERS
    duration: timedelta = DEFAULT_DURATION
    hour_cycle: int | None = None
    first_weekday: int = 0
    day_first: bool | None = None
    free_to: Audience = Audience.MET
    invited_by: Audience = Audience.EVERYBODY
    """To all others they are somebody who never opened the bot, whatever they let them see."""
    holidays: str | None = None
    language: str | None = None
    """The one they chose to be written to in; None while Telegram's will do."""
    quiet: tuple[int, int] | None = None
    morning: int | None = None
    weekly: bool = False
    spells: tuple[ZoneSpell, ...] = ()
    """Their journeys, in order; no two share a date. They stand here because whoever reads a person needs them."""
    limits: Limits = field(default=Limits())
    """What shall hold, besides their hours, when somebody books them."""


class Home(NamedTuple):
    """Where somebody lives while they are elsewhere."""

    zone: ZoneInfo
    city: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone known to the program, by Telegram id or only by a @username someone typed.

    `id` is ours and never changes. `username` is lower case without "@". `language` is the one they chose, or else
    the one that Telegram says (IETF, without the country). `zone` and `city` are None until the person
    said what time it is for them; `city` is the name they used, and is what they read later. Both are those of a
    journey for a person `at` an instant that lies on one; `home` is then where they live.
    """

    id: int
    first_name: str
    telegram_id: int | None = None
    last_name: str | None = None
    username: str | None = None
    language: str = "en"
    zone: ZoneInfo | None = None
    city: str | None = None
    hours: WeeklyHours = DEFAULT_HOURS
    outside_hours: OutsideHours = OutsideHours.REFUSE
    reach: Reach = Reach.UNKNOWN
    prefs: Preferences = field(default_factory=Preferences)
    home: Home | None = None

    @property
    def settled(self) -> bool:
        """Whether the person told us their zone, so that times can be shown and checked for them."""
        return self.zone is not None

    def at(self, instant: datetime) -> Person:
        """The same person by the clock that they live by at an instant."""
        if not self.prefs.spells and self.home is None:
            return self
        return self._by(next((each for each in self.prefs.spells if each.holds(instant)), None))

    def on(self, day: date) -> Person:
        """The same person by the clock that they live by on a date."""
        if not self.prefs.spells:
            return self.at_home
        return self._by(next((each for each in self.prefs.spells if each.days.contains(day)), None))

    def _by(self, spell: ZoneSpell | None) -> Person:
        if spell is None or self.zone is None:
            return self.at_home
        home = self.home or Home(self.zone, self.city)
        return replace(self, zone=spell.zone, city=spell.city, home=home)

    def zone_at(self, instant: datetime) -> ZoneInfo | None:
        """The zone that they live by at an instant."""
        return self.at(instant).zone

    def zone_on(self, day: date) -> ZoneInfo | None:
        """The zone that they live by on a date."""
        return self.on(day).zone

    def stretches(self, first: date, last: date) -> list[tuple[Days, ZoneInfo | None]]:
        """The dates from `first` to `last`, both included, in order: each run of them that one clock counts for."""
        begins = {first, *(edge for each in self.prefs.spells for edge in (each.days.first, each.days.last + _DAY))}
        starts = sorted(each for each in begins if first <= each <= last)
        ends = [*(each - _DAY for each in starts[1:]), last]
        return [(Days(begin, end), self.zone_on(begin)) for begin, end in zip(starts, ends, strict=True)]

    @property
    def at_home(self) -> Person:
        """The same person by the clock of where they live."""
        return self if self.home is None else replace(self, zone=self.home.zone, city=self.home.city, home=None)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name
