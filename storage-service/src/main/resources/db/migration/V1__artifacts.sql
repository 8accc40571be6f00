-- varchar without a length is text to PostgreSQL, and what Hibernate's validation expects of a String.
--
-- What lies in the object store, one row per content. A row is there before its object is written and until after its
-- object is removed, so nothing can lie in the store that the table does not know of.
CREATE TABLE stored_objects (
  sha256       varchar PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bucket       varchar NOT NULL,
  object_key   varchar COLLATE "C" NOT NULL,
  size_bytes   bigint NOT NULL CHECK (size_bytes >= 0),
  state        varchar NOT NULL CHECK (state IN ('present', 'removing')),
  stored_at    timestamptz NOT NULL,
  leased_until timestamptz            -- an upload is on its way to a manifest: not to be removed before
);
CREATE UNIQUE INDEX stored_objects_key ON stored_objects (object_key);
CREATE INDEX stored_objects_unsettled ON stored_objects (stored_at) WHERE state = 'removing' OR leased_until IS NOT NULL;

-- What an agent or a person kept. The manifest is the only reference: an object without one is not shown anywhere.
CREATE TABLE artifact_manifests (
  id              uuid PRIMARY KEY,
  agent_id        uuid,
  task_id         uuid,
  name            varchar NOT NULL,
  media_type      varchar NOT NULL,
  size_bytes      bigint NOT NULL CHECK (size_bytes >= 0),
  sha256          varchar NOT NULL REFERENCES stored_objects (sha256),
  bucket          varchar NOT NULL,
  object_key      varchar NOT NULL,
  created_by_kind varchar NOT NULL,
  created_by_id   varchar NOT NULL,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz,
  retention_class varchar NOT NULL,
  idempotency_key varchar
);
CREATE INDEX artifact_manifests_newest ON artifact_manifests (created_at DESC, id DESC);
CREATE INDEX artifact_manifests_agent ON artifact_manifests (agent_id, created_at DESC, id DESC) INCLUDE (size_bytes);
CREATE INDEX artifact_manifests_task ON artifact_manifests (task_id, created_at DESC, id DESC) WHERE task_id IS NOT NULL;
CREATE INDEX artifact_manifests_content ON artifact_manifests (sha256);
CREATE INDEX artifact_manifests_expiry ON artifact_manifests (expires_at) WHERE expires_at IS NOT NULL;
CREATE UNIQUE INDEX artifact_manifests_once ON artifact_manifests (created_by_id, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
