ALTER TABLE task ADD COLUMN agent_name varchar;
ALTER TABLE task ADD COLUMN wait_reason varchar;  -- while waiting_approval: approval or in_doubt
ALTER TABLE task ADD COLUMN traceparent varchar;  -- W3C context of the request that made it

-- Calls that wait for a person. The arguments are kept as they were judged; consent holds for their hash and no other.
CREATE TABLE approval (
  id            uuid PRIMARY KEY,
  task_id       uuid NOT NULL,
  agent_id      uuid NOT NULL,
  agent_version int NOT NULL,
  call_id       varchar NOT NULL,
  tool          varchar NOT NULL,
  arguments     varchar NOT NULL,
  consent_hash  varchar NOT NULL,
  effect        varchar NOT NULL,
  reason        varchar NOT NULL CHECK (reason IN ('approval', 'in_doubt')),
  asked_because varchar NOT NULL,
  status        varchar NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'edited', 'expired',
                                                   'happened', 'not_happened', 'stopped')),
  requested_at  timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  decided_at    timestamptz,
  decided_by    varchar
);
CREATE INDEX approval_pending ON approval (expires_at) WHERE status = 'pending';
CREATE INDEX approval_task ON approval (task_id);
CREATE INDEX approval_newest ON approval (id DESC);
