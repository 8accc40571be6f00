-- Operators: who may sign in. An owner whose credentials were voided keeps the row (and so the id that
-- agents and audit entries name) and waits for a new registration.
CREATE TABLE operator (
    id                uuid PRIMARY KEY,
    email             varchar(254) NOT NULL UNIQUE,
    username          varchar(64) UNIQUE,
    display_name      varchar(120),
    role              varchar(16)  NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'OPERATOR', 'VIEWER')),
    status            varchar(16)  NOT NULL CHECK (status IN ('ACTIVE', 'INVITED', 'DISABLED', 'VOIDED')),
    password_hash     varchar(255),
    password_set_at   timestamptz,
    invite_hash       bytea UNIQUE,
    invite_expires_at timestamptz,
    preferences       varchar(8192) NOT NULL DEFAULT '{}',
    created_at        timestamptz  NOT NULL,
    last_login_at     timestamptz,
    version           bigint       NOT NULL DEFAULT 0
);

-- One row: the setup code and the registration token it was exchanged for. Its row lock decides between
-- parallel registrations.
CREATE TABLE bootstrap (
    id               integer PRIMARY KEY CHECK (id = 1),
    code_hash        bytea,
    code_expires_at  timestamptz,
    code_used_at     timestamptz,
    token_hash       bytea,
    token_expires_at timestamptz
);
INSERT INTO bootstrap (id) VALUES (1);

-- Guesses per account. 64 decoy rows let unknown identifiers take the very same path without a row of their own.
CREATE TABLE login_lock (
    id              uuid PRIMARY KEY,
    decoy           boolean NOT NULL DEFAULT false,
    failures        integer NOT NULL DEFAULT 0,
    pending         integer NOT NULL DEFAULT 0,
    last_attempt_at timestamptz,
    locked_until    timestamptz,
    announced       boolean NOT NULL DEFAULT false
);
CREATE INDEX login_lock_announced ON login_lock (announced) WHERE announced;
INSERT INTO login_lock (id, decoy)
SELECT ('00000000-0000-7000-8000-0000000000' || lpad(to_hex(n), 2, '0'))::uuid, true FROM generate_series(0, 63) AS n;

CREATE TABLE session (
    id           uuid PRIMARY KEY,
    operator_id  uuid NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    token_hash   bytea NOT NULL UNIQUE,
    address      varchar(64),
    user_agent   varchar(400),
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    proven_at    timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX session_operator ON session (operator_id, id);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE signing_key (
    id             varchar(40) PRIMARY KEY,
    public_jwk     varchar(1000) NOT NULL,
    sealed_private bytea NOT NULL,
    created_at     timestamptz NOT NULL,
    active_from    timestamptz NOT NULL,
    retires_at     timestamptz
);

-- All codes of one set share a salt, so that a guess costs one slow hash and not ten.
CREATE TABLE recovery_set (
    operator_id  uuid PRIMARY KEY REFERENCES operator (id) ON DELETE CASCADE,
    salt         bytea NOT NULL,
    memory_kib   integer NOT NULL,
    iterations   integer NOT NULL,
    parallelism  integer NOT NULL,
    total        integer NOT NULL,
    generated_at timestamptz NOT NULL
);
CREATE TABLE recovery_code (
    id          uuid PRIMARY KEY,
    operator_id uuid NOT NULL REFERENCES recovery_set (operator_id) ON DELETE CASCADE,
    digest      bytea NOT NULL
);
CREATE INDEX recovery_code_operator ON recovery_code (operator_id);

CREATE TABLE password_reset (
    operator_id uuid PRIMARY KEY REFERENCES operator (id) ON DELETE CASCADE,
    token_hash  bytea NOT NULL UNIQUE,
    expires_at  timestamptz NOT NULL
);

CREATE TABLE totp (
    operator_id   uuid PRIMARY KEY REFERENCES operator (id) ON DELETE CASCADE,
    sealed_secret bytea NOT NULL,
    confirmed_at  timestamptz,
    last_step     bigint NOT NULL DEFAULT 0
);

CREATE TABLE api_token (
    id           uuid PRIMARY KEY,
    operator_id  uuid NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    name         varchar(120) NOT NULL,
    token_hash   bytea NOT NULL UNIQUE,
    hint         varchar(16) NOT NULL,
    scopes       varchar(400) NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz
);
CREATE INDEX api_token_operator ON api_token (operator_id, id);

-- A count-min sketch of fixed size: strangers share slots, so they can never add rows beyond kinds x 2 x 16384.
CREATE TABLE rate_slot (
    kind         smallint NOT NULL,
    lane         smallint NOT NULL CHECK (lane IN (0, 1)),
    slot         integer  NOT NULL CHECK (slot BETWEEN 0 AND 16383),
    window_start timestamptz NOT NULL,
    hits         integer  NOT NULL,
    PRIMARY KEY (kind, lane, slot)
);

-- Every operator has a guess counter from birth, so that no first guess has to make one.
CREATE FUNCTION operator_counts_guesses() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO login_lock (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM login_lock WHERE id = OLD.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER operator_counts_guesses AFTER INSERT OR DELETE ON operator
    FOR EACH ROW EXECUTE FUNCTION operator_counts_guesses();
