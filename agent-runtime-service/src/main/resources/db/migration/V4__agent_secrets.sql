-- Sealed under the master key and bound to agent and name; the hint is the end of a long value.
CREATE TABLE agent_secret (
  agent_id   uuid NOT NULL REFERENCES agent (id),
  name       varchar NOT NULL,
  sealed     varchar NOT NULL,
  hint       varchar NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by varchar NOT NULL,
  PRIMARY KEY (agent_id, name)
);
