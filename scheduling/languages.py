"""Languages by their tags, and where each is likely to be spoken: the cities offered to somebody who opens the bot.

An offer only, never an assumption: the language of a phone says little about where it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.places import Place

# language -> its places by the name they have in it, most speakers first.
_CITIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "ar": (("القاهرة", "EG", "Africa/Cairo"), ("الرياض", "SA", "Asia/Riyadh"), ("دبي", "AE", "Asia/Dubai")),
    "bg": (("София", "BG", "Europe/Sofia"),),
    "bn": (("ঢাকা", "BD", "Asia/Dhaka"), ("কলকাতা", "IN", "Asia/Kolkata")),
    "ca": (("Barcelona", "ES", "Europe/Madrid"),),
    "cs": (("Praha", "CZ", "Europe/Prague"),),
    "da": (("København", "DK", "Europe/Copenhagen"),),
    "de": (("Berlin", "DE", "Europe/Berlin"), ("Wien", "AT", "Europe/Vienna"), ("Zürich", "CH", "Europe/Zurich")),
    "el": (("Αθήνα", "GR", "Europe/Athens"),),
    "en": (
        ("London", "GB", "Europe/London"),
        ("New York", "US", "America/New_York"),
        ("Los Angeles", "US", "America/Los_Angeles"),
        ("Sydney", "AU", "Australia/Sydney"),
    ),
    "es": (
        ("Madrid", "ES", "Europe/Madrid"),
        ("Ciudad de México", "MX", "America/Mexico_City"),
        ("Bogotá", "CO", "America/Bogota"),
        ("Buenos Aires", "AR", "America/Argentina/Buenos_Aires"),
    ),
    "et": (("Tallinn", "EE", "Europe/Tallinn"),),
    "fa": (("تهران", "IR", "Asia/Tehran"), ("کابل", "AF", "Asia/Kabul")),
    "fi": (("Helsinki", "FI", "Europe/Helsinki"),),
    "fr": (
        ("Paris", "FR", "Europe/Paris"),
        ("Montréal", "CA", "America/Toronto"),
        ("Kinshasa", "CD", "Africa/Kinshasa"),
    ),
    "he": (("תל אביב", "IL", "Asia/Jerusalem"),),
    "hi": (("दिल्ली", "IN", "Asia/Kolkata"),),
    "hr": (("Zagreb", "HR", "Europe/Zagreb"),),
    "hu": (("Budapest", "HU", "Europe/Budapest"),),
    "id": (("Jakarta", "ID", "Asia/Jakarta"), ("Makassar", "ID", "Asia/Makassar"), ("Jayapura", "ID", "Asia/Jayapura")),
    "it": (("Roma", "IT", "Europe/Rome"),),
    "ja": (("東京", "JP", "Asia/Tokyo"),),
    "kk": (("Алматы", "KZ", "Asia/Almaty"),),
    "ko": (("서울", "KR", "Asia/Seoul"),),
    "lt": (("Vilnius", "LT", "Europe/Vilnius"),),
    "lv": (("Rīga", "LV", "Europe/Riga"),),
    "ms": (("Kuala Lumpur", "MY", "Asia/Kuala_Lumpur"),),
    "nb": (("Oslo", "NO", "Europe/Oslo"),),
    "nl": (("Amsterdam", "NL", "Europe/Amsterdam"), ("Brussel", "BE", "Europe/Brussels")),
    "pl": (("Warszawa", "PL", "Europe/Warsaw"),),
    "pt": (
        ("São Paulo", "BR", "America/Sao_Paulo"),
        ("Lisboa", "PT", "Europe/Lisbon"),
        ("Luanda", "AO", "Africa/Luanda"),
    ),
    "ro": (("București", "RO", "Europe/Bucharest"),),
    "ru": (
        ("Москва", "RU", "Europe/Moscow"),
        ("Екатеринбург", "RU", "Asia/Yekaterinburg"),
        ("Новосибирск", "RU", "Asia/Novosibirsk"),
        ("Владивосток", "RU", "Asia/Vladivostok"),
    ),
    "sk": (("Bratislava", "SK", "Europe/Bratislava"),),
    "sl": (("Ljubljana", "SI", "Europe/Ljubljana"),),
    "sr": (("Београд", "RS", "Europe/Belgrade"),),
    "sv": (("Stockholm", "SE", "Europe/Stockholm"),),
    "sw": (("Nairobi", "KE", "Africa/Nairobi"),),
    "ta": (("சென்னை", "IN", "Asia/Kolkata"), ("சிங்கப்பூர்", "SG", "Asia/Singapore")),
    "th": (("กรุงเทพ", "TH", "Asia/Bangkok"),),
    "tr": (("İstanbul", "TR", "Europe/Istanbul"),),
    "uk": (("Київ", "UA", "Europe/Kyiv"),),
    "ur": (("کراچی", "PK", "Asia/Karachi"),),
    "uz": (("Toshkent", "UZ", "Asia/Tashkent"),),
    "vi": (("Thành phố Hồ Chí Minh", "VN", "Asia/Ho_Chi_Minh"),),
    "zh": (("北京", "CN", "Asia/Shanghai"), ("台北", "TW", "Asia/Taipei"), ("香港", "HK", "Asia/Hong_Kong")),
}
_CITIES["no"] = _CITIES["nb"]

# Where the region of a tag moves one place to the front.
_FIRST = {
    "en-gb": "GB",
    "en-us": "US",
    "en-au": "AU",
    "es-es": "ES",
    "es-mx": "MX",
    "es-co": "CO",
    "es-ar": "AR",
    "fr-ca": "CA",
    "de-at": "AT",
    "de-ch": "CH",
    "nl-be": "BE",
    "pt-br": "BR",
    "pt-pt": "PT",
    "zh-hant": "TW",
    "zh-tw": "TW",
    "zh-hk": "HK",
}


_FORMER_CODES = {"in": "id"}  # ISO 639 renamed Indonesian in 1989; some phones still say "in"


def base(tag: str) -> str:
    """The language of an IETF tag without its country or script, as ISO 639 names it today: "pt" of "pt-BR"."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    return _FORMER_CODES.get(code, code)


def likely_places(tag: str) -> tuple[Place, ...]:
    """One to four cities where people speak the language of an IETF tag ("de", "pt-br"), likeliest first.

    Those of English for a language without an entry: its speakers live anywhere, and [Another city] stands beside.
    """
    whole = tag.lower().replace("_", "-")
    cities = _CITIES.get(base(tag), _CITIES["en"])
    first = _FIRST.get(whole)
    return tuple(
        Place(name, ZoneInfo(zone), country=country)
        for name, country, zone in sorted(cities, key=lambda city: city[1] != first)
    )


CLOCKS_DIFFER = timedelta(minutes=7)
"""So far from each other two clocks may be that mean to show the same time."""


def places_by_clock(tag: str, ahead: Iterable[timedelta], *, now: datetime) -> tuple[Place, ...]:
    """Cities whose clocks are one of these spans ahead of UTC now, one a zone; where the language is spoken first."""
    wanted = list(ahead)
    cities = [Place(name, ZoneInfo(zone), country=country) for name, country, zone in _spread()]
    found: dict[ZoneInfo, Place] = {}
    for place in (*likely_places(tag), *cities):
        offset = now.astimezone(place.zone).utcoffset()
        if offset is not None and any(abs(offset - each) <= CLOCKS_DIFFER for each in wanted):
            found.setdefault(place.zone, place)
    return tuple(found.values())


def _spread() -> list[tuple[str, str, str]]:
    """The world's cities in an order that does not begin with one corner of it."""
    return [city for language in ("en", "es", "ar", "fr", "pt", "hi", "zh", *_CITIES) for city in _CITIES[language]]
