"""The other times that a draft's card offers: everybody's clock at each, and who would miss it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.views.booking import Drafted, several
from scheduling.availability import Suggestion
from scheduling.times import Slot
from texts import Markup, Text, dates, join, lines


def can(drafted: Drafted, suggestions: Sequence[Suggestion], *, brief: bool = False) -> Markup:
    """The other times, each with everybody's own; `brief` says the hours once where they are the same each day."""
    words, count = drafted.words, drafted.known
    first, *rest = [each.starts_at for each in suggestions]
    same = all(_hours(drafted, each) == _hours(drafted, first) for each in rest)
    zone = drafted.zone_at(first)
    without = [_without(drafted, each) for each in suggestions]
    if brief and same and zone == drafted.viewer.zone:
        clocks = join(" · ", drafted.clock(first), _elsewhere(drafted, first))
        return lines(words.html("booking-can-at-once", count=count, clocks=clocks), *without)
    told = [join(" · ", moment(drafted, first), _elsewhere(drafted, first))]
    if same and rest:
        days = dates.days([each.astimezone(zone).date() for each in rest], zone, drafted.language, drafted.now)
        told.append(words.html("booking-same-hours", days=days, count=2 if _elsewhere(drafted, first) else 1))
    else:
        told += [join(" · ", moment(drafted, each), _elsewhere(drafted, each)) for each in rest]
    return lines(words.html("booking-can-at", count=count), *told, *without)


def _without(drafted: Drafted, offer: Suggestion) -> Markup:
    """Who would miss another time, and who has not answered another invitation for it; empty where nobody."""
    return join(" ", missed(drafted, offer), *waiting(drafted, offer.starts_at, offer.soft))


def missed(drafted: Drafted, offer: Suggestion) -> Markup | None:
    """Who would miss another time; None where nobody."""
    missing = [person for person in drafted.people if person.id in offer.missing]
    facts = {"when": moment(drafted, offer.starts_at), **several(drafted, missing)}
    return drafted.words.html("booking-miss-at", **facts) if missing else None


def waiting(drafted: Drafted, at: datetime, soft: Collection[int]) -> list[Markup]:
    """Who has not answered another invitation for a time that is not the one above it."""
    words, when, said = drafted.words, moment(drafted, at), []
    if people := [person for person in drafted.people if person.id in soft]:
        said.append(words.html("booking-soft-at", when=when, **several(drafted, people)))
    if drafted.viewer.id in soft:
        said.append(words.html("booking-soft-you-at", when=when))
    return said


def _hours(drafted: Drafted, at: datetime) -> list[timedelta]:
    """What tells whether two starts have the same hours: everybody's clock, counted from the viewer's midnight."""
    midnight = at.astimezone(drafted.zone_at(at)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    zones = [person.zone_at(at) for person in (drafted.viewer, *drafted.shown)]
    return [at.astimezone(zone).replace(tzinfo=None) - midnight for zone in zones if zone]


def moment(drafted: Drafted, at: datetime) -> Text:
    """A start on the viewer's clock, without the city."""
    return dates.moment(at, drafted.viewer, drafted.now, city=False)


def _elsewhere(drafted: Drafted, at: datetime) -> Text:
    return dates.elsewhere(Slot.lasting(at, drafted.draft.duration), drafted.viewer, drafted.shown)
