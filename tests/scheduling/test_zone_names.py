"""Only zones with rules, under the name that stands."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

import pytest

from scheduling.languages import likely_places
from scheduling.zones import _names, canonical, countries


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("America/New York", "America/New_York"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("US/Pacific", "America/Los_Angeles"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_a_zone_is_known_by_its_old_names_too(name: str, standing: str) -> None:
    assert canonical(name) == ZoneInfo(standing)


@pytest.mark.parametrize("name", ["CST", "IST", "EST5EDT", "Etc/GMT+3", "Lisbon", "", "../etc/passwd", "Europe/Narnia"])
def test_abbreviations_and_inventions_are_no_zones(name: str) -> None:
    assert canonical(name) is None


def test_every_accepted_zone_has_rules() -> None:
    assert set(_names().values()) - available_timezones() == set()
    assert countries()["Europe/Lisbon"] == "PT"


def test_a_language_offers_where_it_is_spoken() -> None:
    assert [place.name for place in likely_places("de")] == ["Berlin", "Wien", "Zürich"]
    assert [place.name for place in likely_places("pt-PT")] == ["Lisboa", "São Paulo", "Luanda"]
    assert [place.name for place in likely_places("pt_br")] == ["São Paulo", "Lisboa", "Luanda"]
    assert likely_places("tlh") == likely_places("en")
