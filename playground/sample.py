"""The people of the playground: three phones side by side, one who never opened the bot, one without @name, a group."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from playground.people import Person
from playground.telegram import Telegram

TOKEN = "1000001:playground-needs-no-secret-token-at-all"  # noqa: S105 - it opens nothing but the playground
GROUP = -4001


_PEOPLE = """
7001 ana  Ana  Silva  ana_lisbon pt Lisbon    Europe/Lisbon   38.7223  -9.1393 +351910000001
7002 bo   Bo   Keller bo_berlin  de Berlin    Europe/Berlin   52.5200  13.4050 +491510000002
7003 chen Chen Lim    chen_sg    en Singapore Asia/Singapore   1.3521 103.8198 +6580000003
7004 dana Dana Costa  dana_porto pt Porto     Europe/Lisbon   41.1579  -8.6291 +351910000004
7005 eve  Eve  Ito    -          en Toronto   America/Toronto 43.6532 -79.3832 +14160000005
"""


def people() -> list[Person]:
    """Return them anew: Ana, Bo and Chen work together, Dana has never opened the bot, Eve has no @name."""
    made = []
    for line in _PEOPLE.strip().splitlines():
        number, key, first, last, username, language, city, zone, latitude, longitude, phone = line.split()
        name = None if username == "-" else username
        place = float(latitude), float(longitude)
        made.append(Person(key, int(number), first, last, name, language, city, zone, place, phone))
    return made


def fill(telegram: Telegram) -> None:
    """Let the sample people and their group be there; nobody has pressed Start yet."""
    for person in people():
        telegram.add_person(person)
    telegram.add_group(GROUP, "Team", ["ana", "bo", "chen", "eve"])


def sample_telegram(clock: Callable[[], datetime]) -> Telegram:
    """Make a Telegram with the sample people; `start_over` brings them back."""
    telegram = Telegram(clock, TOKEN)
    telegram.sample = fill
    fill(telegram)
    return telegram
