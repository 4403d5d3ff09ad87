"""Settings: read once, each explained in .env.example, and a wrong one named with what would be right."""

import os
import re
import sys
from pathlib import Path

import pytest

from settings import Settings, WrongSettingsError, read

EXAMPLE = Path(__file__).parent.parent / ".env.example"
TOKEN = "123456789:AAF-a_token_that_nobody_should_ever_read"
PASSWORD = "hunter2-and-more"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without .env and an environment without settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert read().model_dump(exclude={"data_dir"}) == {
        "telegram_bot_token": None,
        "telegram_api_url": "https://api.telegram.org",
        "telegram_rate": 30,
        "database_url": None,
        "database_direct_url": None,
        "redis_url": None,
        "retention_appointments": None,
        "retention_notices": 90,
        "log_level": "INFO",
        "log_format": "auto",
        "playground_port": 8090,
        "public_url": None,
        "web_host": "127.0.0.1",
        "web_port": 8080,
        "metrics_port": None,
        "admin_ids": frozenset(),
    }


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(
    nothing_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (nothing_set / ".env").write_text("LOG_LEVEL=debug\nWEB_PORT=1\nPLAYGROUND_PORT=1\nOTHER=x\n", encoding="utf-8")
    monkeypatch.setenv("WEB_PORT", "2")
    monkeypatch.setenv("PLAYGROUND_PORT", "2")
    found = read(playground_port="3")
    assert (found.log_level, found.web_port, found.playground_port) == ("DEBUG", 2, 3)


def test_an_empty_value_is_none_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    monkeypatch.setenv("LOG_LEVEL", "")
    found = read()
    assert (found.telegram_bot_token, found.log_level) == (None, "INFO")


def test_a_home_folder_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    monkeypatch.setenv("DATA_DIR", "~/appointments")
    assert read().data_dir == Path("/home/ana/appointments")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folders")
@pytest.mark.parametrize(
    ("user", "folder"),
    [(0, "/var/lib/appointment-bot"), (1000, "/home/ana/data/appointment-bot")],
)
def test_the_data_folder_is_a_persons_or_a_services(monkeypatch: pytest.MonkeyPatch, user: int, folder: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setenv("XDG_DATA_HOME", "/home/ana/data")
    assert read().data_dir == Path(folder)


ESCAPED = "(with @ : / ? # in a password written as %40 %3A %2F %3F %23)"
POSTGRES = f"should be like postgresql://user:password@host:5432/appointments {ESCAPED}"
BOTFATHER = "should be as @BotFather shows it: digits, a colon and about 35 letters, digits, - or _"
WRONG = [
    ("TELEGRAM_BOT_TOKEN", "abc", BOTFATHER),
    ("TELEGRAM_BOT_TOKEN", TOKEN.replace(":", ";"), BOTFATHER),
    ("TELEGRAM_API_URL", "api.telegram.org", "should be like https://api.telegram.org"),
    ("TELEGRAM_API_URL", "https://", "should be like https://api.telegram.org"),
    ("DATABASE_URL", f"mysql://ana:{PASSWORD}@host/db", POSTGRES),
    ("DATABASE_URL", f"postgresql://ana:{PASSWORD}@@host/db", POSTGRES),
    ("DATABASE_URL", "postgresql://host:99999/db", POSTGRES),
    ("REDIS_URL", "http://localhost", f"should be like redis://:password@host:6379/0 {ESCAPED}"),
    ("LOG_LEVEL", "loud", "should be one of DEBUG, INFO, WARNING, ERROR"),
    ("LOG_FORMAT", "xml", "should be one of auto, console, json"),
    ("PLAYGROUND_PORT", "0", "should be a port from 1 to 65535, like 8090"),
    ("RETENTION_APPOINTMENTS", "0", "should be a number of days from 1 to 36500, like 365"),
    ("RETENTION_NOTICES", "a year", "should be a number of days from 1 to 36500, like 365"),
    ("WEB_PORT", "80a", "should be a port from 1 to 65535, like 8080"),
    ("ADMIN_IDS", "@ana_lisbon", "should be Telegram ids, numbers like 123456789,987654321"),
    ("METRICS_PORT", "0", "should be a port from 1 to 65535, like 9090"),
]


@pytest.mark.parametrize(("name", "value", "right"), WRONG)
def test_a_wrong_value_is_named_with_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, right: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettingsError) as wrong:
        read()
    assert str(wrong.value) == f"{name} {right}"
    assert wrong.value.__suppress_context__


def test_several_wrong_values_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_FORMAT", "xml")
    monkeypatch.setenv("WEB_PORT", "-1")
    with pytest.raises(WrongSettingsError) as wrong:
        read()
    assert str(wrong.value) == (
        "LOG_FORMAT should be one of auto, console, json; WEB_PORT should be a port from 1 to 65535, like 8080"
    )


def test_a_direct_url_alone_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_DIRECT_URL", "postgresql://host/db")
    with pytest.raises(WrongSettingsError, match=r"^DATABASE_DIRECT_URL needs DATABASE_URL beside it$"):
        read()


def test_a_file_that_is_not_text_is_one_line(nothing_set: Path) -> None:
    (nothing_set / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    with pytest.raises(WrongSettingsError, match=r"^\.env cannot be read"):
        read()


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ana:{PASSWORD}@host/db")
    monkeypatch.setenv("REDIS_URL", f"redis://:{PASSWORD}@host/0")
    found = read()
    assert found.telegram_bot_token is not None
    assert found.telegram_bot_token.get_secret_value() == TOKEN
    for shown in (repr(found), str(found), str(found.model_dump()), found.model_dump_json()):
        assert TOKEN not in shown
        assert PASSWORD not in shown


def test_the_example_has_every_setting_in_order_with_its_meaning() -> None:
    blocks = EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    found = []
    for block in blocks:
        meaning, sample = block.split("\n")
        name = re.fullmatch(r"# ([A-Z_]+)=.+", sample)
        assert name is not None, block
        found.append((name[1].lower(), meaning.removeprefix("# ")))
    assert found == [(name, field.description) for name, field in Settings.model_fields.items()]


def test_the_example_is_right_when_all_of_it_is_set(nothing_set: Path) -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    samples = [line.removeprefix("# ") for line in lines if re.match(r"# [A-Z_]+=", line)]
    (nothing_set / ".env").write_text("\n".join(samples), encoding="utf-8")
    assert read().model_fields_set == set(Settings.model_fields)


def test_what_an_operator_sets_reaches_the_containers() -> None:
    """All but what the image says itself, and what has a meaning only where servers are brought along."""
    given = set(re.findall(r"^    ([A-Z_]+): ", (EXAMPLE.parent / "compose.yaml").read_text(encoding="utf-8"), re.M))
    apart = {"DATABASE_DIRECT_URL", "DATA_DIR", "LOG_FORMAT", "PLAYGROUND_PORT", "WEB_PORT"}
    assert {name.upper() for name in Settings.model_fields} - given == apart
