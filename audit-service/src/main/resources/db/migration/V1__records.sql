-- Audit records: append-only, one hash chain over all of them, monthly partitions by the time they were recorded.
--
-- Partitioned by recorded_at (our clock, never going back along the chain) and not by the time of the event: an entry
-- that waited in an outbox for weeks still lands in a partition that exists, and a dropped month is a clean beginning
-- of the chain, never a hole in it.
CREATE TABLE records (
  position    bigint NOT NULL,              -- place in the chain, from 1 without gaps; also the event id of the live tail
  recorded_at timestamptz NOT NULL,
  id          uuid NOT NULL,                -- ce_id
  time        timestamptz NOT NULL,         -- ce_time
  type        text COLLATE "C" NOT NULL,
  outcome     text NOT NULL CHECK (outcome IN ('success', 'failure', 'denied')),
  source      text NOT NULL,                -- ce_source
  -- the payload: what the commitment covers and an erasure clears
  actor_kind  text,
  actor_id    text,
  actor_name  text,
  address     text,
  user_agent  text,
  target_kind text,
  target_id   text,
  trace_id    text,
  task_id     text,
  details     json,                         -- json, not jsonb: the text is kept as it was hashed
  redacted    json,                         -- paths of what was blanked on arrival
  -- the chain
  salt        bytea,
  commitment  bytea NOT NULL,
  prev_hash   bytea NOT NULL,
  hash        bytea NOT NULL,
  erased_at   timestamptz,
  PRIMARY KEY (recorded_at, position)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX records_newest ON records (time DESC, position DESC);
CREATE INDEX records_position ON records (position);
CREATE INDEX records_id ON records (id);
CREATE INDEX records_type ON records (type, time DESC, position DESC);
CREATE INDEX records_actor ON records (actor_id, time DESC) WHERE actor_id IS NOT NULL;
CREATE INDEX records_target ON records (target_id, time DESC) WHERE target_id IS NOT NULL;

-- Every ce_id once. A unique index on a partitioned table must hold the partition key, so uniqueness of the id alone
-- lives here; a row goes with the month it was recorded in.
CREATE TABLE record_ids (
  id    uuid PRIMARY KEY,
  month date NOT NULL
);
CREATE INDEX record_ids_month ON record_ids (month);

-- The end of the chain. Its row lock makes one writer of all replicas, so positions are committed in order.
CREATE TABLE chain_head (
  only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  height      bigint NOT NULL,
  hash        bytea NOT NULL,
  recorded_at timestamptz NOT NULL
);
INSERT INTO chain_head (height, hash, recorded_at)
VALUES (0, decode(repeat('00', 32), 'hex'), 'epoch'::timestamptz);

-- Where the chain begins after months were dropped: the hash the first kept record follows.
CREATE TABLE chain_anchors (
  position   bigint PRIMARY KEY,            -- last position dropped
  hash       bytea NOT NULL,
  partition  text NOT NULL,
  dropped_at timestamptz NOT NULL
);

-- How far the topic has been read; moves in the transaction of the rows it stands for.
CREATE TABLE consumer_positions (
  topic       text NOT NULL,
  partition   int NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (topic, partition)
);

-- Messages that could not be read; they also went to the dead-letter topic with the reason.
CREATE TABLE unreadable_messages (
  topic       text NOT NULL,
  partition   int NOT NULL,
  message_offset bigint NOT NULL,
  received_at timestamptz NOT NULL,
  message_key text,
  ce_id       text,
  ce_type     text,
  reason      text NOT NULL,
  excerpt     text,
  size_bytes  int NOT NULL,
  PRIMARY KEY (topic, partition, message_offset)
);
CREATE INDEX unreadable_newest ON unreadable_messages (received_at DESC, topic, partition, message_offset);

-- Takes the rights to change or remove from everyone but the owner. Default privileges of the schema give them to the
-- service's role with every new table, partitions included, so this is called for each table the rule holds for.
CREATE FUNCTION make_append_only(relation regclass) RETURNS void
LANGUAGE plpgsql SET search_path = audit, pg_temp AS $$
DECLARE
  holder text;
BEGIN
  FOR holder IN
    SELECT DISTINCT grantee::regrole::text
      FROM pg_class, aclexplode(relacl) WHERE oid = relation AND grantee <> relowner AND grantee <> 0
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON %s FROM %s', relation, holder);
  END LOOP;
END $$;

-- A partition is reached through its parent only.
CREATE FUNCTION close_partition(relation regclass) RETURNS void
LANGUAGE plpgsql SET search_path = audit, pg_temp AS $$
DECLARE
  holder text;
BEGIN
  FOR holder IN
    SELECT DISTINCT grantee::regrole::text
      FROM pg_class, aclexplode(relacl) WHERE oid = relation AND grantee <> relowner AND grantee <> 0
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %s', relation, holder);
  END LOOP;
END $$;

-- Makes the monthly partitions from the month of base to the given number of months ahead; returns how many were new.
CREATE FUNCTION ensure_partitions(base timestamptz, months_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  month timestamptz := date_trunc('month', base);
  name text;
  made int := 0;
BEGIN
  IF months_ahead NOT BETWEEN 0 AND 24 OR base NOT BETWEEN now() - interval '2 months' AND now() + interval '2 months' THEN
    RAISE EXCEPTION 'partitions are made for the present and up to 24 months ahead';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('audit.partitions'));
  FOR ahead IN 0..months_ahead LOOP
    name := 'records_' || to_char(month, 'YYYY_MM');
    IF to_regclass('audit.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.records FOR VALUES FROM (%L) TO (%L)',
                     name, month, month + interval '1 month');
      PERFORM audit.close_partition(('audit.' || name)::regclass);
      made := made + 1;
    END IF;
    month := month + interval '1 month';
  END LOOP;
  RETURN made;
END $$;

-- Drops the months that ended more than keep_days ago, leaving an anchor for the chain; returns the dropped partitions.
-- Only whole months that have ended can ever be removed by the service's role.
CREATE FUNCTION drop_expired(keep_days int) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  candidate record;
  expired date;
  horizon timestamptz := now() - make_interval(days => keep_days);
BEGIN
  IF keep_days < 1 THEN
    RAISE EXCEPTION 'records are kept for at least a day';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('audit.partitions'));
  FOR candidate IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'audit.records'::regclass AND c.relname ~ '^records_\d{4}_\d{2}$' ORDER BY c.relname
  LOOP
    expired := to_date(substr(candidate.relname, 9), 'YYYY_MM');
    CONTINUE WHEN expired + interval '1 month' > horizon;
    EXECUTE format('INSERT INTO audit.chain_anchors (position, hash, partition, dropped_at)
                    SELECT position, hash, %L, now() FROM audit.%I ORDER BY position DESC LIMIT 1
                    ON CONFLICT DO NOTHING', candidate.relname, candidate.relname);
    EXECUTE format('DROP TABLE audit.%I', candidate.relname);
    DELETE FROM audit.record_ids WHERE month = expired;
    RETURN NEXT candidate.relname;
  END LOOP;
  DELETE FROM audit.unreadable_messages WHERE received_at < horizon;
END $$;

SELECT make_append_only('records');
SELECT make_append_only('record_ids');
SELECT make_append_only('unreadable_messages');
SELECT make_append_only('chain_anchors');
REVOKE ALL ON FUNCTION ensure_partitions(timestamptz, int), drop_expired(int) FROM PUBLIC;
REVOKE ALL ON FUNCTION make_append_only(regclass), close_partition(regclass) FROM PUBLIC;

SELECT ensure_partitions(now(), 3);
