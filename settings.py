"""Every setting, read once by `main` from the environment and `.env`, and handed down."""

import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError


class WrongSettingsError(Exception):
    """One or more settings are wrong; the text is one line that names each with what would be right, and no secret."""


def default_data_dir() -> Path:
    """Where this machine keeps a person's data, or a service's when root starts the program."""
    if sys.platform != "win32" and os.geteuid() == 0:
        # PostgreSQL refuses to run as root, and its own user cannot pass through root's closed home.
        return Path("/var/lib/appointment-bot")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "appointment-bot"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "appointment-bot"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "appointment-bot"


def _right(text: str) -> PydanticCustomError:
    """A refusal that says what would be right and does not repeat what was given: it may be a secret."""
    return PydanticCustomError("setting", "{text}", {"text": text})


def _token(value: SecretStr) -> SecretStr:
    token = SecretStr(value.get_secret_value().strip())
    if not re.fullmatch(r"\d{3,20}:[A-Za-z0-9_-]{30,}", token.get_secret_value()):
        raise _right("should be as @BotFather shows it: digits, a colon and about 35 letters, digits, - or _")
    return token


def _url_of(schemes: tuple[str, ...], sample: str) -> Any:
    def check(value: SecretStr) -> SecretStr:
        url = value.get_secret_value().strip()
        try:
            parts = urlsplit(url)
            # An @ in a password that is not written as %40 would make part of it a host, and hosts are told.
            fits = parts.scheme in schemes and (parts.port is None or parts.port > 0) and parts.netloc.count("@") < 2
        except ValueError:
            fits = False
        if not fits:
            raise _right(f"should be like {sample} (with @ : / ? # in a password written as %40 %3A %2F %3F %23)")
        return SecretStr(url)

    return AfterValidator(check)


def _api_url(value: str) -> str:
    url = value.strip().rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise _right("should be like https://api.telegram.org")
    return url


def _public_url(value: str) -> str:
    url = value.strip().rstrip("/")
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise _right("should be like https://bot.example.org")
    return url


def _port(sample: int) -> Any:
    def check(value: object) -> int:
        text = str(value).strip()
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
            raise _right(f"should be a port from 1 to 65535, like {sample}")
        return int(text)

    return BeforeValidator(check)


def _rate() -> Any:
    def check(value: object) -> int:
        text = str(value).strip()
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1000:
            raise _right("should be a number from 1 to 1000, like 30")
        return int(text)

    return BeforeValidator(check)


def _days() -> Any:
    def check(value: object) -> int:
        text = str(value).strip()
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 36500:
            raise _right("should be a number of days from 1 to 36500, like 365")
        return int(text)

    return BeforeValidator(check)


def _ids(value: object) -> frozenset[int]:
    words = str(value).replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and 0 < int(word) < 2**63 for word in words):
        raise _right("should be Telegram ids, numbers like 123456789,987654321")
    return frozenset(int(word) for word in words)


def _one_of(*choices: str, upper: bool) -> Any:
    def check(value: object) -> str:
        text = str(value).strip()
        text = text.upper() if upper else text.lower()
        if text not in choices:
            raise _right(f"should be one of {', '.join(choices)}")
        return text

    return BeforeValidator(check)


_PostgresUrl = Annotated[
    SecretStr, _url_of(("postgresql", "postgres"), "postgresql://user:password@host:5432/appointments")
]
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class Settings(BaseSettings):
    """The settings. A name in capitals is the environment variable; an empty value counts as not given."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        default=None, description="From @BotFather. Without it the playground runs, and nothing leaves this machine."
    )
    telegram_api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        default="https://api.telegram.org",
        description="The Bot API server, for example your own: <url>/bot<token>/<method> is called.",
    )
    telegram_rate: Annotated[int, _rate()] = Field(
        default=30, description="Messages a second that Telegram takes from this bot: 1000 with paid broadcasts."
    )
    database_url: _PostgresUrl | None = Field(
        default=None, description="PostgreSQL 15 or newer. Without it one is started in DATA_DIR."
    )
    database_direct_url: _PostgresUrl | None = Field(
        default=None,
        description="The same database past a transaction pooler, for LISTEN and locks. Without it DATABASE_URL.",
    )
    redis_url: Annotated[SecretStr, _url_of(("redis", "rediss", "unix"), "redis://:password@host:6379/0")] | None = (
        Field(default=None, description="Redis 7 or Valkey. Without it a Valkey is started in DATA_DIR.")
    )
    data_dir: Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())] = Field(
        default_factory=default_data_dir,
        description="Where the started servers keep data. By default per user; for root /var/lib/appointment-bot.",
    )
    retention_appointments: Annotated[int, _days()] | None = Field(
        default=None, description="Days after which appointments that are over are removed. Without it they stay."
    )
    retention_notices: Annotated[int, _days()] | None = Field(
        default=90, description="Days after which sent notices about what is over are removed."
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], _one_of(*_LEVELS, upper=True)] = Field(
        default="INFO",
        description="The least that is logged: DEBUG, INFO, WARNING or ERROR. At a terminal WARNING, if it is not set.",
    )
    log_format: Annotated[Literal["auto", "console", "json"], _one_of("auto", "console", "json", upper=False)] = Field(
        default="auto", description="console, json, or auto: console on a terminal, json elsewhere."
    )
    playground_port: Annotated[int, _port(8090)] = Field(
        default=8090, description="Where the playground's page answers on 127.0.0.1; if taken, the next free one."
    )
    public_url: Annotated[str, AfterValidator(_public_url)] | None = Field(
        default=None,
        description="The https address under which the web role is reached: updates then come by webhook.",
    )
    web_host: str = Field(default="127.0.0.1", description="The address on which the web role answers.")
    web_port: Annotated[int, _port(8080)] = Field(default=8080, description="The port of the web role.")

    metrics_port: Annotated[int, _port(9090)] | None = Field(
        default=None, description="The port on WEB_HOST where bot and jobs show their figures. Without it they do not."
    )

    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = Field(
        default=frozenset(),
        description="Telegram ids of the operators, who may use /status and /broadcast; by default nobody.",
    )

    @model_validator(mode="after")
    def _direct_needs_database(self) -> Self:
        if self.database_direct_url is not None and self.database_url is None:
            raise _right("DATABASE_DIRECT_URL needs DATABASE_URL beside it")
        return self


def read(**given: Any) -> Settings:
    """Read the settings from the environment and `.env`; `given` (by lower-case name) wins over both.

    Raises WrongSettingsError.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        # The error's own text and its chain hold what was given, and that may be a secret.
        raise WrongSettingsError("; ".join(_line(problem) for problem in error.errors(include_input=False))) from None
    except (SettingsError, OSError, UnicodeDecodeError):
        raise WrongSettingsError(
            ".env cannot be read: it should be UTF-8 text with lines like LOG_LEVEL=INFO"
        ) from None


def _line(problem: Any) -> str:
    name = str(problem["loc"][0]).upper() if problem["loc"] else ""
    return f"{name} {problem['msg']}".strip()
