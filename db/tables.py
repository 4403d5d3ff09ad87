"""The schema. Instants are `timestamptz` in UTC; spans are half-open `tstzrange`; ids are bigint identities.

Migrations make the tables; `tests/db/test_migrations.py` holds the two equal, constraints and indexes included.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy import Table as SaTable
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSTZRANGE, ExcludeConstraint

from scheduling.appointments import Partstat, Role, Status
from scheduling.notices import Kind, State
from scheduling.people import OutsideHours, Reach
from scheduling.proposals import Wish

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    }
)
Instant = DateTime(timezone=True)


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value.value) for value in values)})", name=column)


people = SaTable(
    "people",
    metadata,
    _id(),
    Column("telegram_id", BigInteger, unique=True, comment="null for somebody known only by a @username"),
    Column("username", Text, comment="lower case, without @; a search key, never an identity"),
    Column("username_seen_at", Instant),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text),
    Column("language", Text, nullable=False, server_default=text("'en'")),
    Column("zone", Text, comment="IANA name; null until the person said what time it is for them"),
    Column("city", Text, comment="the name the person used for their place"),
    Column("hours", JSONB, comment="weekday -> spans of minutes since midnight; null means Mon-Fri 08:00-17:00"),
    Column("outside_hours", Text, nullable=False, server_default=text("'refuse'")),
    Column("prefs", JSONB, nullable=False, server_default=text("'{}'")),
    Column("reach", Text, nullable=False, server_default=text("'unknown'")),
    Column("drafting_since", Instant, comment="explains a lost session to somebody who types"),
    Column("sessions_valid_after", Instant),
    Column("deleted_at", Instant),
    _one_of("outside_hours", OutsideHours),
    _one_of("reach", Reach),
    Index("people_morning_idx", "zone", postgresql_where=text("(prefs ->> 'morning') IS NOT NULL")),
    Index("people_username_key", "username", unique=True, postgresql_where=text("username IS NOT NULL")),
)

handles = SaTable(
    "handles",
    metadata,
    Column("name", Text, primary_key=True, comment="a @username somebody was invited by, lower case"),
    Column("person_id", BigInteger, ForeignKey("people.id"), nullable=False, comment="the placeholder person"),
    Column("claimed_by", BigInteger, ForeignKey("people.id")),
    comment="Names typed by organizers that belong to nobody known yet.",
)

time_off = SaTable(
    "time_off",
    metadata,
    _id(),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("reason", Text),
    CheckConstraint("first_day <= last_day", name="days"),
)

chats = SaTable(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, comment="Telegram's id"),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("language", Text),
    Column("zone", Text),
    Column("migrated_to", BigInteger),
    Column("member", Boolean, nullable=False, server_default=text("true")),
    Column("greeted_at", Instant, comment="when the one line was said in a group"),
)

# Bounds that isempty() and upper_inf() let through would make holes in the exclusion: '[t,t)' never overlaps, and
# 'infinity' is not "infinite" to upper_inf(); '[t,)' in turn has no upper bound that isfinite() could refuse.
_SPAN = (
    "lower_inc(during) AND NOT upper_inc(during) AND NOT upper_inf(during) AND NOT isempty(during) "
    "AND isfinite(lower(during)) AND isfinite(upper(during)) AND upper(during) - lower(during) <= interval '24 hours'"
)

appointments = SaTable(
    "appointments",
    metadata,
    _id(),
    Column("uid", Uuid, nullable=False, unique=True),
    Column("series_id", BigInteger),
    Column("original_wall", DateTime(timezone=False)),
    Column("organizer_id", BigInteger, ForeignKey("people.id"), nullable=False, index=True),
    Column("chat_id", BigInteger),
    Column("open", Boolean, nullable=False, server_default=text("false"), comment="whether strangers may answer"),
    Column("title", Text, nullable=False),
    Column("place", Text),
    Column("note", Text),
    Column("status", Text, nullable=False, server_default=text("'confirmed'")),
    Column("during", TSTZRANGE, nullable=False),
    Column("wall", DateTime(timezone=False), nullable=False, comment="the organizer's clock when it was agreed"),
    Column("zone", Text, nullable=False),
    Column("utc_offset", Interval, nullable=False),
    Column("tz_version", Text, nullable=False),
    Column("sequence", Integer, nullable=False, server_default=text("0")),
    Column("revision", Integer, nullable=False, server_default=text("0")),
    Column("request_key", Uuid, unique=True, comment="the draft's id: a repeated confirm is one booking"),
    Column("cancel_reason", Text),
    Column("need", SmallInteger, comment="how many of the participants whose role is any must be free; NULL is all"),
    Column("created_at", Instant, nullable=False),
    CheckConstraint(_SPAN, name="during"),
    _one_of("status", Status),
    UniqueConstraint("id", "during"),
    UniqueConstraint("series_id", "original_wall"),
    Index("appointments_tz_version_idx", "tz_version", postgresql_where=text("status = 'confirmed'")),
)

participants = SaTable(
    "participants",
    metadata,
    _id(),
    Column("appointment_id", BigInteger, nullable=False),
    Column("during", TSTZRANGE, nullable=False, comment="a copy that follows the appointment's by cascade"),
    Column("person_id", BigInteger, ForeignKey("people.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("partstat", Text, nullable=False, server_default=text("'needs-action'")),
    Column("answered_sequence", Integer),
    Column("answered_at", Instant),
    Column("former", Text, comment="the answer before a decline: others read it until it cannot be taken back"),
    Column("asked_by_name", Text, comment="the @username typed for a placeholder, as shown"),
    Column("link_epoch", Integer, nullable=False, server_default=text("0"), comment="raising it revokes the link"),
    Column("opened_at", Instant, comment="when the person opened the invitation by its link"),
    Column("claimant_id", BigInteger, ForeignKey("people.id"), comment="opened the link under another name; waits"),
    Column("comment", Text),
    Column("delivered_at", Instant, comment="when Telegram took the invitation"),
    Column("late", SmallInteger, comment="about how many minutes late they said to come; 0 is on the way"),
    Column("reminders", ARRAY(Integer), comment="minutes before the start, for this one only; NULL is as usual"),
    Column("blocks", Boolean, nullable=False, server_default=text("false")),
    ForeignKeyConstraint(
        ["appointment_id", "during"],
        ["appointments.id", "appointments.during"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    UniqueConstraint("appointment_id", "person_id"),
    _one_of("role", Role),
    _one_of("partstat", Partstat),
    CheckConstraint("NOT blocks OR role = 'organizer' OR partstat = 'accepted'", name="blocks"),
    # The last word in a race. A range of one id instead of btree_gist's "=", so that every PostgreSQL will do.
    ExcludeConstraint(
        (text("int8range(person_id, person_id, '[]')"), "&&"),
        ("during", "&&"),
        where=text("blocks"),
        using="gist",
        name="participants_no_double_booking",
    ),
    Index(
        "participants_person_start_idx",
        "person_id",
        text("lower(during)"),
        postgresql_include=["appointment_id", "blocks", "partstat"],
    ),
    Index(
        "participants_waiting_idx",
        "person_id",
        text("lower(during)"),
        postgresql_where=text("partstat = 'needs-action'"),
    ),
    # Roles are named so that no question about one person is answered by it: it holds everybody's.
    Index(
        "participants_closing_idx",
        text("upper(during)"),
        postgresql_where=text("partstat = 'needs-action' AND role <> 'organizer'"),
    ),
)

changes = SaTable(
    "changes",
    metadata,
    _id(),
    Column("appointment_id", BigInteger, ForeignKey("appointments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("by", BigInteger, ForeignKey("people.id")),
    Column("kind", Text, nullable=False),
    Column("old", JSONB),
    Column("new", JSONB),
    Column("sequence", Integer, nullable=False),
    comment="Who changed what and when: history, undo and the texts that say old -> new.",
)

proposals = SaTable(
    "proposals",
    metadata,
    _id(),
    Column("appointment_id", BigInteger, ForeignKey("appointments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", BigInteger, ForeignKey("people.id"), nullable=False),
    Column("during", TSTZRANGE, nullable=False),
    Column("state", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    _one_of("state", Wish),
    comment="Another time asked for by an attendee.",
)

notices = SaTable(
    "notices",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True, comment="kind, appointment, recipient, sequence, lead, start"),
    Column("recipient_id", BigInteger, ForeignKey("people.id")),
    Column("chat_id", BigInteger, comment="set instead of the recipient for one card or a group"),
    Column("channel", Text, nullable=False, server_default=text("'telegram'")),
    Column("kind", Text, nullable=False),
    Column("appointment_id", BigInteger, ForeignKey("appointments.id", ondelete="CASCADE")),
    Column("subject_id", BigInteger, ForeignKey("people.id"), comment="whom the news is about"),
    Column("sequence", Integer),
    Column("lead", Interval),
    Column("due_at", Instant, nullable=False, comment="when it becomes true, in program time"),
    Column("next_at", Instant, nullable=False, comment="when to try, in program time: a retry keeps its place"),
    Column("state", Text, nullable=False, server_default=text("'due'")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("lease_until", Instant, comment="machine time"),
    Column("message_id", BigInteger),
    Column("sent_at", Instant),
    Column("last_error", Text),
    _one_of("kind", Kind),
    _one_of("state", State),
    CheckConstraint("recipient_id IS NOT NULL OR chat_id IS NOT NULL", name="addressed"),
    Index("notices_due_idx", "next_at", "id", postgresql_where=text("state = 'due'")),
    Index("notices_open_idx", "recipient_id", "id", postgresql_where=text("state IN ('due', 'claimed')")),
    Index("notices_lease_idx", "lease_until", postgresql_where=text("state = 'claimed'")),
    Index("notices_appointment_idx", "appointment_id"),
    Index("notices_broadcast_idx", "sequence", postgresql_where=text("kind IN ('broadcast', 'progress')")),
    postgresql_with={"autovacuum_vacuum_scale_factor": "0.01", "autovacuum_analyze_scale_factor": "0.01"},
)

cards = SaTable(
    "cards",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("appointment_id", BigInteger, ForeignKey("appointments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("viewer_id", BigInteger, ForeignKey("people.id")),
    Column("sequence", Integer, nullable=False, comment="the sequence it was drawn for"),
    comment="Every message that shows an appointment, so that all copies can be redrawn.",
)

inbox = SaTable(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, Identity(always=True), nullable=False),
    Column("person_key", BigInteger, nullable=False, comment="Telegram's id of the person, else of the chat"),
    # bytea, not jsonb: one update with \u0000 or a lone surrogate would stop all intake.
    Column("body", LargeBinary),
    Column("received_at", Instant, nullable=False, comment="machine time"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("done_at", Instant),
    Column("error", Text),
    Index("inbox_open_idx", "person_key", "seq", postgresql_where=text("done_at IS NULL")),
)

links = SaTable(
    "links",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True, comment="SHA-256 of the token; the token is nowhere stored"),
    Column("kind", Text, nullable=False),
    Column("participant_id", BigInteger, ForeignKey("participants.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("epoch", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", BigInteger, ForeignKey("people.id")),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
)

blocks = SaTable(
    "blocks",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("blocked_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
)

allowances = SaTable(
    "allowances",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("n", Integer, nullable=False),
    comment="Counted limits: questions about strangers, invitations to them.",
)

places = SaTable(
    "places",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, comment="GeoNames id"),
    Column("name", Text, nullable=False),
    Column("region", Text, comment="first-level division, where known: tells namesakes apart"),
    Column("region_code", Text, comment="what people write for it: OR, NSW"),
    Column("country", Text, nullable=False, comment="ISO 3166-1 alpha-2"),
    Column("zone", Text, nullable=False),
    Column("population", BigInteger, nullable=False),
    Column("latitude", REAL, nullable=False),
    Column("longitude", REAL, nullable=False),
)

place_names = SaTable(
    "place_names",
    metadata,
    Column("key", Text, primary_key=True, comment="folded: no case, accents and punctuation"),
    # No foreign key: both tables are only ever written whole, by the same set-up step.
    Column("place_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, comment="how it is written"),
    Column("size", SmallInteger, comment="letters in the key, where slips of the finger are looked for; else null"),
    Column("letters", Integer, comment="the set of its letters as bits, likewise"),
    Index(
        "place_names_size_idx",
        "size",
        postgresql_include=["letters", "key", "place_id"],
        postgresql_where=text("size IS NOT NULL"),
    ),
)

countries = SaTable(
    "countries",
    metadata,
    Column("code", Text, primary_key=True, comment="ISO 3166-1 alpha-2"),
    Column("keys", ARRAY(Text), nullable=False, comment="its names in many languages, folded"),
)

settings = SaTable(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", JSONB, nullable=False),
    comment="What the program remembers of itself: when it last ran, which places are loaded, its link secret.",
)
