-- Conversations are listed by their newest activity.
CREATE INDEX session_newest ON session (last_at DESC, id DESC);
CREATE INDEX session_newest_of_agent ON session (agent_id, last_at DESC, id DESC);
