-- Events that left with a change and are still on their way to Kafka. Rows are deleted once delivered,
-- so the table stays small. The columns carry the names Debezium's event router expects, so a change of
-- relay would change the deployment and not the services.
CREATE TABLE outbox (
  id            uuid PRIMARY KEY,
  sequence      bigint GENERATED ALWAYS AS IDENTITY,
  aggregatetype text NOT NULL,          -- the topic
  aggregateid   text NOT NULL,          -- the message key; order is kept per topic and key
  type          text NOT NULL,          -- ce_type
  payload       jsonb NOT NULL,
  headers       jsonb NOT NULL,
  recorded_at   timestamptz NOT NULL,
  leased_until  timestamptz,            -- held by a relay, or not to be tried again, until then
  attempts      int NOT NULL DEFAULT 0, -- failures that were the row's own fault
  last_failure  text,
  parked_at     timestamptz             -- given up; an operator decides
);
CREATE INDEX outbox_pending ON outbox (sequence) WHERE parked_at IS NULL;
CREATE INDEX outbox_aggregate ON outbox (aggregatetype, aggregateid, sequence);
CREATE INDEX outbox_parked ON outbox (parked_at) WHERE parked_at IS NOT NULL;

-- Events already taken, by consumer; kept as long as Kafka could deliver one again.
CREATE TABLE inbox (
  consumer    text NOT NULL,
  ce_id       uuid NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (consumer, ce_id)
);
CREATE INDEX inbox_received ON inbox (received_at);
