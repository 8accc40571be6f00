-- Task ids are UUIDv7: the first 48 bits are the time of creation, so a range of ids is a range of time and
-- retention can drop whole partitions. Weekly ones: about fourteen at 90 days, few enough for claims to look into each.
CREATE FUNCTION id_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

CREATE TABLE task (
  id               uuid NOT NULL,
  agent_id         uuid NOT NULL,
  agent_version    int NOT NULL,              -- 0: a trial of the draft, whose definition is kept below
  trial_definition text,
  operator_id      text NOT NULL,
  operator_name    text NOT NULL,
  channel          text NOT NULL,
  session_id       uuid,
  turn             int,                       -- place in the session
  parent_task_id   uuid,
  parent_seq       int,
  depth            int NOT NULL DEFAULT 0,
  retry_of         uuid,
  input            text NOT NULL,
  limits           text NOT NULL,             -- TaskLimits as JSON, already the lesser of agent's and task's
  priority         smallint NOT NULL DEFAULT 5,
  deadline         timestamptz,
  state            text NOT NULL CHECK (state IN ('queued', 'running', 'waiting_approval', 'waiting_retry',
                                                  'completed', 'failed', 'cancelled', 'dead_lettered')),
  ready_at         timestamptz NOT NULL,
  lease_owner      uuid,
  lease_epoch      bigint NOT NULL DEFAULT 0,
  lease_expires_at timestamptz,
  cancel_reason    text,                      -- set once a running task is asked to stop
  recoveries       int NOT NULL DEFAULT 0,    -- since the last newly committed step
  recovered_seq    int NOT NULL DEFAULT 0,    -- last progress seen at a recovery
  created_at       timestamptz NOT NULL,
  started_at       timestamptz,
  finished_at      timestamptz,
  output           text,
  error            text,
  artifacts        text,
  usage            text,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- Live tasks only: these indexes stay small whatever the history holds.
CREATE INDEX task_claimable ON task (agent_id, priority DESC, id) WHERE state IN ('queued', 'waiting_retry');
CREATE INDEX task_running ON task (lease_owner) WHERE state = 'running';
CREATE INDEX task_session_live ON task (session_id, turn)
  WHERE session_id IS NOT NULL AND state IN ('queued', 'running', 'waiting_approval', 'waiting_retry');
CREATE INDEX task_queued_of_operator ON task (operator_id) WHERE state = 'queued';
CREATE INDEX task_session ON task (session_id, turn) WHERE session_id IS NOT NULL;
CREATE INDEX task_agent ON task (agent_id, id);
CREATE INDEX task_state ON task (state, id);
CREATE INDEX task_parent ON task (parent_task_id) WHERE parent_task_id IS NOT NULL;

-- The journal: append-only, one row per fact, seq counted by whoever holds the lease. It is the state of a running
-- task, its trace and its event stream in one; seq is the event id that clients resume from.
CREATE TABLE journal (
  task_id uuid NOT NULL,
  seq     int NOT NULL,
  of_seq  int,                                -- for 'finished': the 'started' row it answers
  entry   text NOT NULL,                      -- started finished step token state done
  kind    text,                               -- step kind, where the row is (half) a step
  epoch   bigint NOT NULL,
  at      timestamptz NOT NULL,
  body    text NOT NULL,
  PRIMARY KEY (task_id, seq)
) PARTITION BY RANGE (task_id);

-- Never empty by a clock that is off: ids outside every week land here and are still found.
CREATE TABLE task_rest PARTITION OF task DEFAULT;
CREATE TABLE journal_rest PARTITION OF journal DEFAULT;

CREATE TABLE session (
  id         uuid PRIMARY KEY,
  agent_id   uuid NOT NULL,
  turns      int NOT NULL,
  created_at timestamptz NOT NULL,
  last_at    timestamptz NOT NULL,
  summary    text,                            -- compaction of turns up to summary_turn
  summary_turn int NOT NULL DEFAULT 0
);

CREATE TABLE task_key (
  operator_id     text NOT NULL,
  idempotency_key text NOT NULL,
  task_id         uuid NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (operator_id, idempotency_key)
);
CREATE INDEX task_key_age ON task_key (created_at);

CREATE TABLE worker (
  id         uuid PRIMARY KEY,
  host       text NOT NULL,
  slots      int NOT NULL,
  busy       int NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL
);

CREATE TABLE dead_letter (
  task_id     uuid PRIMARY KEY,
  agent_id    uuid NOT NULL,
  reason      text NOT NULL,
  recoveries  int NOT NULL,
  at          timestamptz NOT NULL,
  requeued_as uuid
);
CREATE INDEX dead_letter_age ON dead_letter (at);

-- Partitions belong to the owner; the service asks for them through these two functions.
CREATE FUNCTION make_partitions(until timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
  SET search_path FROM CURRENT AS $$
DECLARE
  week timestamptz := date_trunc('week', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '7 days';
  made int := 0;
  suffix text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('koda.runtime.partitions'));
  WHILE week < until LOOP
    suffix := to_char(week AT TIME ZONE 'UTC', 'IYYY"w"IW');
    IF to_regclass('task_' || suffix) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF task FOR VALUES FROM (%L) TO (%L)
                      WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0, fillfactor = 80)',
                     'task_' || suffix, id_floor(week), id_floor(week + interval '7 days'));
      EXECUTE format('CREATE TABLE %I PARTITION OF journal FOR VALUES FROM (%L) TO (%L)',
                     'journal_' || suffix, id_floor(week), id_floor(week + interval '7 days'));
      made := made + 1;
    END IF;
    week := week + interval '7 days';
  END LOOP;
  RETURN made;
END $$;

-- Drops the weeks that ended before the given time, but never one that still holds a live task.
CREATE FUNCTION drop_partitions(ended_before timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
  SET search_path FROM CURRENT AS $$
DECLARE
  part record;
  live boolean;
  dropped int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('koda.runtime.partitions'));
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'task'::regclass AND c.relname ~ '^task_\d{4}w\d{2}$'
       AND to_date(substr(c.relname, 6), 'IYYY"w"IW') + 7 <= (ended_before AT TIME ZONE 'UTC')::date
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE state IN (''queued'', ''running'', ''waiting_approval'',
                    ''waiting_retry''))', part.relname) INTO live;
    IF NOT live THEN
      EXECUTE format('DROP TABLE %I', part.relname);
      EXECUTE format('DROP TABLE %I', 'journal_' || substr(part.relname, 6));
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;

SELECT make_partitions(now() + interval '21 days');
