"""The people of the sample stories, and the minute in which they begin: Tue 3 Nov 2026, 14:05 in Lisbon."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scheduling.people import Person, Preferences

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
ANA = Person(1, "Ana", last_name="Silva", username="ana_lisbon", zone=ZoneInfo("Europe/Lisbon"), city="Lisbon")
BO = Person(2, "Bo", last_name="Keller", username="bo_berlin", zone=ZoneInfo("Europe/Berlin"), city="Berlin")
CHEN = Person(3, "Chen", last_name="Lim", username="chen_sg", zone=ZoneInfo("Asia/Singapore"), city="Singapore")
DANA = Person(4, "", username="dana_porto")
TWELVE = Preferences(hour_cycle=12)
