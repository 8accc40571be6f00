-- Agents: what an operator edits (the draft) and what tasks run on (frozen versions).
CREATE TABLE agent (
  id                uuid PRIMARY KEY,
  name              varchar NOT NULL,
  status            varchar NOT NULL CHECK (status IN ('draft', 'active', 'paused', 'archived')),
  published_version int NOT NULL DEFAULT 0,   -- 0: never published
  latest_version    int NOT NULL DEFAULT 0,   -- highest number given out; a rollback does not lower it
  draft             varchar NOT NULL,            -- AgentDefinition as JSON
  created_by        varchar NOT NULL,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  edits             int NOT NULL              -- optimistic lock
);
CREATE INDEX agent_status ON agent (status, id);

CREATE TABLE agent_version (
  agent_id     uuid NOT NULL REFERENCES agent (id),
  version      int NOT NULL,
  definition   varchar NOT NULL,
  published_by varchar NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (agent_id, version)
);

-- A published version is what past tasks ran on: nobody rewrites it, not even by mistake.
CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published agent version never changes';
END $$;
CREATE TRIGGER agent_version_immutable BEFORE UPDATE OR DELETE ON agent_version
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
