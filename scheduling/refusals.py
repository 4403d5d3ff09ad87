"""Expected noes. Each carries what its words need (`texts`, key `refusal-<name>`).

`DoesNotSuit` and `NotTold` have none: whoever asks catches them, and offers other times or looks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduling.appointments import Appointment
    from scheduling.availability import Misfit, Suggestion
    from scheduling.people import Person


class Refusal(Exception):
    """An expected no: nothing was changed, and the person is told why and how to go on."""


@dataclass
class DoesNotSuit(Refusal):
    """Somebody is outside their hours or busy. `misfits` says who and how; nobody has been asked.

    `until` is how far ahead `suggestions` were looked for, None where the first two weeks had some.
    """

    misfits: Sequence[Misfit]
    suggestions: Sequence[Suggestion] = ()
    until: datetime | None = None


class NotTold(Refusal):
    """Whether a time suits a stranger would be learned by booking it; it must be asked, and counted, first."""


@dataclass
class ToldEnough(Refusal):
    """Whether a time suits `people`, whom the asker has not met, is said no more today; `appointment` stays."""

    appointment: Appointment
    people: Sequence[Person]


@dataclass
class InvitedEnough(Refusal):
    """The organizer has never met some of them, and may invite only so many such people a day; nobody is asked.

    `left_out` go beyond that, until `again_at`. `appointment` is the one that they were to be added to, if any.
    """

    left_out: Sequence[Person]
    again_at: datetime
    appointment: Appointment | None = None


@dataclass
class BusyThen(Refusal):
    """The person who wants to accept has meanwhile accepted `other`, their own appointment, so it may be named.

    `other` is None when only the database's constraint knew of it.
    """

    appointment: Appointment
    other: Appointment | None


@dataclass
class Changed(Refusal):
    """The button was drawn for an older time; `appointment` is as it is now, `answered_for` the sequence pressed."""

    appointment: Appointment
    answered_for: int


@dataclass
class Cancelled(Refusal):
    """The appointment was called off."""

    appointment: Appointment


@dataclass
class Over(Refusal):
    """The appointment has ended."""

    appointment: Appointment


@dataclass
class TooLateToUndo(Refusal):
    """A cancelled appointment cannot come back: everybody knows already (`told`), or the hour is taken."""

    appointment: Appointment
    told: bool


@dataclass
class InThePast(Refusal):
    """The wished start is over. `appointment` is the one that it was wished for, None for a new one."""

    starts_at: datetime
    appointment: Appointment | None = None


class NotYours(Refusal):
    """Not a participant, or not the organizer: nothing about the appointment is shown."""


class Gone(Refusal):
    """There is no such appointment (any more); said in the words of NotYours, so that ids cannot be probed."""


class BadDuration(Refusal):
    """Shorter than MIN_DURATION or longer than a working day."""


@dataclass
class TooManyPeople(Refusal):
    """More participants than MAX_PARTICIPANTS. `appointment` is the one that they were to be added to, if any."""

    limit: int
    appointment: Appointment | None = None


@dataclass
class OrganizerBlocked(Refusal):
    """The invitation behind the link is of an organizer whom the viewer has blocked; nobody hears of the opening."""

    organizer: Person


class LinkUsed(Refusal):
    """The invitation link was opened by somebody before."""


class LinkExpired(Refusal):
    """The appointment behind the link has begun."""


class LinkUnknown(Refusal):
    """No such link, or it was revoked: both read the same."""
