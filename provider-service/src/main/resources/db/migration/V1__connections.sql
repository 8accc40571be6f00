-- Which vendor is connected how. A handful of rows, cached in memory by every replica.
CREATE TABLE provider_connection (
    provider_id           text PRIMARY KEY,
    sealed_credential     text,
    sealed_headers        text,
    key_hint              text        NOT NULL DEFAULT '',
    base_url              text        NOT NULL,
    organization          text,
    project               text,
    enabled               boolean     NOT NULL DEFAULT true,
    excluded              boolean     NOT NULL DEFAULT false,
    priority              integer     NOT NULL DEFAULT 100,
    models                text[]      NOT NULL DEFAULT '{}',
    connect_ms            integer     NOT NULL DEFAULT 5000,
    first_token_ms        integer     NOT NULL DEFAULT 60000,
    idle_ms               integer     NOT NULL DEFAULT 30000,
    total_ms              integer     NOT NULL DEFAULT 600000,
    concurrency           integer     NOT NULL DEFAULT 64,
    verify_attempt_at     timestamptz,
    verdict               text CHECK (verdict IN ('usable', 'unusable', 'unproven')),
    verify_stage          text,
    verify_status         integer,
    verify_cause          text,
    verified_at           timestamptz,
    verified_models       text[]      NOT NULL DEFAULT '{}',
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL
);

-- One row, raised by every change of a connection, the default or a budget: what replicas poll to refresh their memory.
CREATE TABLE settings_revision (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision bigint  NOT NULL DEFAULT 1
);
INSERT INTO settings_revision DEFAULT VALUES;

CREATE TABLE default_model (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    provider_id text        NOT NULL,
    model       text        NOT NULL,
    set_at      timestamptz NOT NULL
);

-- A known text under the master key; a boot that cannot open it stops.
CREATE TABLE master_key_canary (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    sealed   text        NOT NULL,
    made_at  timestamptz NOT NULL
);

-- Kept for ever: a row per rotation, which happens a few times a year.
CREATE TABLE master_key_rotation (
    id          uuid PRIMARY KEY,
    to_key      text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('running', 'completed')),
    rewrapped   integer     NOT NULL DEFAULT 0,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz
);

-- Every verification result; kept KODA_PROVIDER_VERIFICATION_RETENTION_DAYS.
CREATE TABLE verification (
    id          uuid PRIMARY KEY,
    provider_id text        NOT NULL,
    verdict     text        NOT NULL CHECK (verdict IN ('usable', 'unusable', 'unproven')),
    stage       text        NOT NULL,
    http_status integer,
    cause       text,
    raw_error   text,
    models      text[]      NOT NULL DEFAULT '{}',
    paid        boolean     NOT NULL,
    trigger     text        NOT NULL CHECK (trigger IN ('asked', 'scheduled')),
    duration_ms bigint      NOT NULL,
    checked_at  timestamptz NOT NULL
);
CREATE INDEX verification_by_provider ON verification (provider_id, id DESC);
