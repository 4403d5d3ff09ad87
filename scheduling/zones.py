"""IANA's names of zones: which stand, and what the older ones are called today.

From the `tzdata` package itself, so that a name that is accepted here always has rules: `zone.tab` lists one name for
each part of each country, `tzdata.zi` what else each zone was ever called.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo


def canonical(name: str) -> ZoneInfo | None:
    """The zone of a name, case aside and under its present name (Europe/Kiev is Europe/Kyiv); None if there is none.

    A country's own name stays although its rules are another's: Europe/Amsterdam does not become Europe/Brussels.
    Abbreviations such as CST and IST mean several zones and are none of these.
    """
    known = _names().get(name.strip().replace(" ", "_").lower())
    return ZoneInfo(known) if known else None


def countries() -> dict[str, str]:
    """The ISO 3166-1 code of the country each of `zone.tab`'s zones lies in."""
    return {zone: country for country, zone in _table()}


def _table() -> list[tuple[str, str]]:
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[2]) for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every accepted name in lower case -> the name that stands."""
    standing = {zone for _, zone in _table()} | {"Etc/UTC"}
    links = {}
    with files("tzdata").joinpath("zoneinfo", "tzdata.zi").open(encoding="utf-8") as rules:
        for line in rules:
            if line.startswith("L "):
                _, target, name = line.split()
                links[name] = target
    names = {zone.lower(): zone for zone in standing}
    for name in links:
        target = name
        while target in links and target not in standing:
            target = links[target]
        # What stands under no country are abbreviations and offsets: nobody lives in EST.
        if target in standing and ("/" in name or name == "UTC"):
            names.setdefault(name.lower(), target)
    return names
