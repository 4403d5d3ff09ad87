"""The first schema: people, appointments, notices and the inbox. `db/tables.py` says what columns mean."""

from alembic import op

revision = "0001"
down_revision = None

PEOPLE = """
    CREATE TABLE people (
        id bigint GENERATED ALWAYS AS IDENTITY,
        telegram_id bigint,
        username text,
        username_seen_at timestamptz,
        first_name text NOT NULL,
        last_name text,
        language text NOT NULL DEFAULT 'en',
        zone text,
        city text,
        hours jsonb,
        outside_hours text NOT NULL DEFAULT 'refuse',
        prefs jsonb NOT NULL DEFAULT '{}',
        reach text NOT NULL DEFAULT 'unknown',
        drafting_since timestamptz,
        sessions_valid_after timestamptz,
        deleted_at timestamptz,
        CONSTRAINT people_pkey PRIMARY KEY (id),
        CONSTRAINT people_telegram_id_key UNIQUE (telegram_id),
        CONSTRAINT people_outside_hours_check CHECK (outside_hours IN ('refuse', 'ask')),
        CONSTRAINT people_reach_check CHECK (reach IN ('unknown', 'reachable', 'blocked', 'gone'))
    );
    CREATE INDEX people_morning_idx ON people (zone) WHERE (prefs ->> 'morning') IS NOT NULL;
    CREATE UNIQUE INDEX people_username_key ON people (username) WHERE username IS NOT NULL;

    CREATE TABLE handles (
        name text,
        person_id bigint NOT NULL,
        claimed_by bigint,
        CONSTRAINT handles_pkey PRIMARY KEY (name),
        CONSTRAINT handles_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT handles_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES people (id)
    );

    CREATE TABLE time_off (
        id bigint GENERATED ALWAYS AS IDENTITY,
        person_id bigint NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        reason text,
        CONSTRAINT time_off_pkey PRIMARY KEY (id),
        CONSTRAINT time_off_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE,
        CONSTRAINT time_off_days_check CHECK (first_day <= last_day)
    );
    CREATE INDEX time_off_person_id_idx ON time_off (person_id);

    CREATE TABLE blocks (
        person_id bigint,
        blocked_id bigint,
        CONSTRAINT blocks_pkey PRIMARY KEY (person_id, blocked_id),
        CONSTRAINT blocks_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE,
        CONSTRAINT blocks_blocked_id_fkey FOREIGN KEY (blocked_id) REFERENCES people (id) ON DELETE CASCADE
    );

    CREATE TABLE allowances (
        person_id bigint,
        kind text,
        day date,
        n integer NOT NULL,
        CONSTRAINT allowances_pkey PRIMARY KEY (person_id, kind, day),
        CONSTRAINT allowances_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
    );

    CREATE TABLE chats (
        id bigint,
        kind text NOT NULL,
        title text,
        language text,
        zone text,
        migrated_to bigint,
        member boolean NOT NULL DEFAULT true,
        greeted_at timestamptz,
        CONSTRAINT chats_pkey PRIMARY KEY (id)
    );
"""

APPOINTMENTS = """
    CREATE TABLE appointments (
        id bigint GENERATED ALWAYS AS IDENTITY,
        uid uuid NOT NULL,
        series_id bigint,
        original_wall timestamp,
        organizer_id bigint NOT NULL,
        chat_id bigint,
        open boolean NOT NULL DEFAULT false,
        title text NOT NULL,
        place text,
        note text,
        status text NOT NULL DEFAULT 'confirmed',
        during tstzrange NOT NULL,
        wall timestamp NOT NULL,
        zone text NOT NULL,
        utc_offset interval NOT NULL,
        tz_version text NOT NULL,
        sequence integer NOT NULL DEFAULT 0,
        revision integer NOT NULL DEFAULT 0,
        request_key uuid,
        cancel_reason text,
        need smallint,
        created_at timestamptz NOT NULL,
        CONSTRAINT appointments_pkey PRIMARY KEY (id),
        CONSTRAINT appointments_uid_key UNIQUE (uid),
        CONSTRAINT appointments_request_key_key UNIQUE (request_key),
        CONSTRAINT appointments_series_id_original_wall_key UNIQUE (series_id, original_wall),
        CONSTRAINT appointments_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES people (id),
        CONSTRAINT appointments_status_check CHECK (status IN ('confirmed', 'cancelled')),
        -- An empty range overlaps nothing, and upper_inf() is false for 'infinity': both would be holes.
        CONSTRAINT appointments_during_check CHECK (
            lower_inc(during) AND NOT upper_inc(during) AND NOT upper_inf(during) AND NOT isempty(during)
            AND isfinite(lower(during)) AND isfinite(upper(during))
            AND upper(during) - lower(during) <= interval '24 hours'
        ),
        -- What the copies in participants refer to, and follow.
        CONSTRAINT appointments_id_during_key UNIQUE (id, during)
    );
    CREATE INDEX appointments_organizer_id_idx ON appointments (organizer_id);
    CREATE INDEX appointments_tz_version_idx ON appointments (tz_version) WHERE status = 'confirmed';

    CREATE TABLE participants (
        id bigint GENERATED ALWAYS AS IDENTITY,
        appointment_id bigint NOT NULL,
        during tstzrange NOT NULL,
        person_id bigint NOT NULL,
        role text NOT NULL,
        partstat text NOT NULL DEFAULT 'needs-action',
        answered_sequence integer,
        answered_at timestamptz,
        former text,
        asked_by_name text,
        link_epoch integer NOT NULL DEFAULT 0,
        opened_at timestamptz,
        claimant_id bigint,
        comment text,
        delivered_at timestamptz,
        late smallint,
        reminders integer[],
        blocks boolean NOT NULL DEFAULT false,
        CONSTRAINT participants_pkey PRIMARY KEY (id),
        CONSTRAINT participants_appointment_id_person_id_key UNIQUE (appointment_id, person_id),
        CONSTRAINT participants_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT participants_claimant_id_fkey FOREIGN KEY (claimant_id) REFERENCES people (id),
        CONSTRAINT participants_appointment_id_during_fkey FOREIGN KEY (appointment_id, during)
            REFERENCES appointments (id, during) ON DELETE CASCADE ON UPDATE CASCADE,
        CONSTRAINT participants_role_check CHECK (role IN ('organizer', 'required', 'any', 'optional')),
        CONSTRAINT participants_partstat_check
            CHECK (partstat IN ('needs-action', 'accepted', 'tentative', 'declined')),
        CONSTRAINT participants_blocks_check CHECK (NOT blocks OR role = 'organizer' OR partstat = 'accepted'),
        -- Nobody is in two places at once: the last word in a race.
        CONSTRAINT participants_no_double_booking EXCLUDE USING gist (
            int8range(person_id, person_id, '[]') WITH &&, during WITH &&
        ) WHERE (blocks)
    );
    CREATE INDEX participants_person_start_idx ON participants (person_id, lower(during))
        INCLUDE (appointment_id, blocks, partstat);
    CREATE INDEX participants_waiting_idx ON participants (person_id, lower(during)) WHERE partstat = 'needs-action';
    CREATE INDEX participants_closing_idx ON participants (upper(during))
        WHERE partstat = 'needs-action' AND role <> 'organizer';

    CREATE TABLE changes (
        id bigint GENERATED ALWAYS AS IDENTITY,
        appointment_id bigint NOT NULL,
        at timestamptz NOT NULL,
        by bigint,
        kind text NOT NULL,
        old jsonb,
        new jsonb,
        sequence integer NOT NULL,
        CONSTRAINT changes_pkey PRIMARY KEY (id),
        CONSTRAINT changes_appointment_id_fkey FOREIGN KEY (appointment_id)
            REFERENCES appointments (id) ON DELETE CASCADE,
        CONSTRAINT changes_by_fkey FOREIGN KEY (by) REFERENCES people (id)
    );
    CREATE INDEX changes_appointment_id_idx ON changes (appointment_id);

    CREATE TABLE proposals (
        id bigint GENERATED ALWAYS AS IDENTITY,
        appointment_id bigint NOT NULL,
        by bigint NOT NULL,
        during tstzrange NOT NULL,
        state text NOT NULL,
        sequence integer NOT NULL,
        CONSTRAINT proposals_pkey PRIMARY KEY (id),
        CONSTRAINT proposals_appointment_id_fkey FOREIGN KEY (appointment_id)
            REFERENCES appointments (id) ON DELETE CASCADE,
        CONSTRAINT proposals_by_fkey FOREIGN KEY (by) REFERENCES people (id),
        CONSTRAINT proposals_state_check CHECK (state IN ('open', 'taken', 'kept'))
    );
    CREATE INDEX proposals_appointment_id_idx ON proposals (appointment_id);

    CREATE TABLE links (
        token_hash bytea,
        kind text NOT NULL,
        participant_id bigint NOT NULL,
        epoch integer NOT NULL,
        expires_at timestamptz NOT NULL,
        used_by bigint,
        used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT links_pkey PRIMARY KEY (token_hash),
        CONSTRAINT links_participant_id_fkey FOREIGN KEY (participant_id)
            REFERENCES participants (id) ON DELETE CASCADE,
        CONSTRAINT links_used_by_fkey FOREIGN KEY (used_by) REFERENCES people (id)
    );
    CREATE INDEX links_participant_id_idx ON links (participant_id);
"""

NOTICES = """
    CREATE TABLE notices (
        id bigint GENERATED ALWAYS AS IDENTITY,
        key text NOT NULL,
        recipient_id bigint,
        chat_id bigint,
        channel text NOT NULL DEFAULT 'telegram',
        kind text NOT NULL,
        appointment_id bigint,
        subject_id bigint,
        sequence integer,
        lead interval,
        due_at timestamptz NOT NULL,
        next_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'due',
        attempts integer NOT NULL DEFAULT 0,
        lease_until timestamptz,
        message_id bigint,
        sent_at timestamptz,
        last_error text,
        CONSTRAINT notices_pkey PRIMARY KEY (id),
        CONSTRAINT notices_key_key UNIQUE (key),
        CONSTRAINT notices_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES people (id),
        CONSTRAINT notices_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES people (id),
        CONSTRAINT notices_appointment_id_fkey FOREIGN KEY (appointment_id)
            REFERENCES appointments (id) ON DELETE CASCADE,
        CONSTRAINT notices_kind_check CHECK (kind IN (
            'invitation', 'move', 'cancellation', 'reminder', 'answer', 'answers', 'refresh', 'unreachable', 'opened',
            'away', 'proposal', 'wished', 'proposed', 'nudge', 'unopened',
            'removed', 'refused', 'morning', 'late', 'handover', 'handed', 'rules', 'broadcast', 'progress'
        )),
        CONSTRAINT notices_state_check CHECK (state IN ('due', 'claimed', 'sent', 'dropped', 'failed')),
        CONSTRAINT notices_addressed_check CHECK (recipient_id IS NOT NULL OR chat_id IS NOT NULL)
    ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01);
    CREATE INDEX notices_due_idx ON notices (next_at, id) WHERE state = 'due';
    CREATE INDEX notices_open_idx ON notices (recipient_id, id) WHERE state IN ('due', 'claimed');
    CREATE INDEX notices_lease_idx ON notices (lease_until) WHERE state = 'claimed';
    CREATE INDEX notices_appointment_idx ON notices (appointment_id);
    CREATE INDEX notices_broadcast_idx ON notices (sequence) WHERE kind IN ('broadcast', 'progress');

    CREATE TABLE cards (
        chat_id bigint,
        message_id bigint,
        kind text NOT NULL,
        appointment_id bigint NOT NULL,
        viewer_id bigint,
        sequence integer NOT NULL,
        CONSTRAINT cards_pkey PRIMARY KEY (chat_id, message_id),
        CONSTRAINT cards_appointment_id_fkey FOREIGN KEY (appointment_id)
            REFERENCES appointments (id) ON DELETE CASCADE,
        CONSTRAINT cards_viewer_id_fkey FOREIGN KEY (viewer_id) REFERENCES people (id)
    );
    CREATE INDEX cards_appointment_id_idx ON cards (appointment_id);
"""

MACHINERY = """
    CREATE TABLE inbox (
        bot_id bigint,
        update_id bigint,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        person_key bigint NOT NULL,
        body bytea,
        received_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        done_at timestamptz,
        error text,
        CONSTRAINT inbox_pkey PRIMARY KEY (bot_id, update_id)
    );
    CREATE INDEX inbox_open_idx ON inbox (person_key, seq) WHERE done_at IS NULL;

    CREATE TABLE places (
        id bigint,
        name text NOT NULL,
        region text,
        region_code text,
        country text NOT NULL,
        zone text NOT NULL,
        population bigint NOT NULL,
        latitude real NOT NULL,
        longitude real NOT NULL,
        CONSTRAINT places_pkey PRIMARY KEY (id)
    );

    CREATE TABLE place_names (
        key text,
        place_id bigint,
        name text NOT NULL,
        size smallint,
        letters integer,
        CONSTRAINT place_names_pkey PRIMARY KEY (key, place_id)
    );
    CREATE INDEX place_names_size_idx ON place_names (size) INCLUDE (letters, key, place_id) WHERE size IS NOT NULL;

    CREATE TABLE countries (
        code text,
        keys text[] NOT NULL,
        CONSTRAINT countries_pkey PRIMARY KEY (code)
    );

    CREATE TABLE settings (
        key text,
        value jsonb NOT NULL,
        CONSTRAINT settings_pkey PRIMARY KEY (key)
    );
"""

# From the last to the first that refers to it.
TABLES = (
    "settings, countries, place_names, places, inbox, cards, notices, links, proposals, changes, participants, "
    "appointments, chats, allowances, blocks, time_off, handles, people"
)


def upgrade() -> None:
    for script in (PEOPLE, APPOINTMENTS, NOTICES, MACHINERY):
        # Straight to the driver: a ":" in here is SQL, not a parameter's.
        op.get_bind().exec_driver_sql(script)


def downgrade() -> None:
    op.execute(f"DROP TABLE {TABLES}")
