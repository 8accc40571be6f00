-- One row per call to a vendor; kept KODA_USAGE_RETENTION_DAYS. Written in batches.
CREATE TABLE usage_record (
    id            uuid PRIMARY KEY,
    at            timestamptz    NOT NULL,
    provider      text           NOT NULL,
    model         text           NOT NULL,
    agent_id      text,
    task_id       text,
    operator_id   text,
    input         bigint         NOT NULL,
    cached        bigint         NOT NULL,
    output        bigint         NOT NULL,
    reasoning     bigint         NOT NULL,
    cost          numeric(20, 10),
    currency      text,
    price_version text,
    estimated     boolean        NOT NULL,
    outcome       text           NOT NULL,
    request_id    text,
    duration_ms   bigint         NOT NULL
);
CREATE INDEX usage_by_time ON usage_record (at);

CREATE TABLE budget (
    id         uuid PRIMARY KEY,
    scope      text           NOT NULL,
    period     text           NOT NULL CHECK (period IN ('day', 'month')),
    cap        numeric(20, 10) NOT NULL CHECK (cap >= 0),
    currency   text           NOT NULL,
    updated_at timestamptz    NOT NULL,
    UNIQUE (scope, period)
);

-- What a budget's current period holds in reserve and has spent; periods older than the retention of usage go.
CREATE TABLE budget_account (
    budget_id uuid           NOT NULL REFERENCES budget ON DELETE CASCADE,
    starts_on date           NOT NULL,
    reserved  numeric(20, 10) NOT NULL DEFAULT 0,
    spent     numeric(20, 10) NOT NULL DEFAULT 0,
    PRIMARY KEY (budget_id, starts_on)
);

-- A promise of money made before a call. Deleted when it is settled or released, so the table holds only calls in flight.
CREATE TABLE reservation (
    id         uuid PRIMARY KEY,
    holder     uuid           NOT NULL,
    amount     numeric(20, 10) NOT NULL,
    expires_at timestamptz    NOT NULL
);
CREATE INDEX reservation_by_expiry ON reservation (expires_at);

CREATE TABLE reservation_line (
    reservation_id uuid NOT NULL REFERENCES reservation ON DELETE CASCADE,
    budget_id      uuid NOT NULL,
    starts_on      date NOT NULL,
    PRIMARY KEY (reservation_id, budget_id)
);

-- Processes that may hold reservations; one that stops saying so has its reservations released.
CREATE TABLE reservation_holder (
    id      uuid PRIMARY KEY,
    seen_at timestamptz NOT NULL
);

-- Reserves an amount in every budget of the scopes, or in none: the answer is the first exhausted one, or no row.
-- A budget takes a reservation while something of it is left, so that it is overshot by one reservation at most and a
-- generous worst case does not block it at half. Accounts are locked in one order, so that two calls cannot deadlock.
CREATE FUNCTION reserve_budget(new_id uuid, new_holder uuid, scopes text[], worst numeric, now_at timestamptz, until timestamptz)
RETURNS TABLE (scope text, period text, cap numeric, spent numeric, reserved numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    today date := (now_at AT TIME ZONE 'UTC')::date;
    entry record;
BEGIN
    INSERT INTO budget_account (budget_id, starts_on)
    SELECT b.id, CASE b.period WHEN 'day' THEN today ELSE date_trunc('month', today)::date END
      FROM budget b WHERE b.scope = ANY (scopes)
    ON CONFLICT DO NOTHING;

    FOR entry IN
        SELECT b.scope AS in_scope, b.period AS in_period, b.cap AS its_cap, a.spent AS has_spent, a.reserved AS has_reserved
          FROM budget b JOIN budget_account a ON a.budget_id = b.id
           AND a.starts_on = CASE b.period WHEN 'day' THEN today ELSE date_trunc('month', today)::date END
         WHERE b.scope = ANY (scopes)
         ORDER BY b.id
           FOR UPDATE OF a
    LOOP
        IF entry.has_spent + entry.has_reserved >= entry.its_cap THEN
            scope := entry.in_scope; period := entry.in_period; cap := entry.its_cap;
            spent := entry.has_spent; reserved := entry.has_reserved;
            RETURN NEXT;
            RETURN;
        END IF;
    END LOOP;

    INSERT INTO reservation (id, holder, amount, expires_at) VALUES (new_id, new_holder, worst, until);
    INSERT INTO reservation_line (reservation_id, budget_id, starts_on)
    SELECT new_id, b.id, CASE b.period WHEN 'day' THEN today ELSE date_trunc('month', today)::date END
      FROM budget b WHERE b.scope = ANY (scopes);
    UPDATE budget_account a SET reserved = a.reserved + worst
      FROM reservation_line l
     WHERE l.reservation_id = new_id AND l.budget_id = a.budget_id AND l.starts_on = a.starts_on;
END $$;

-- Ends reservations: what was held is freed, what was really spent is booked. A reservation that is gone already was
-- released after its time; its true cost is booked nowhere twice, because it is settled only here.
CREATE FUNCTION end_reservations(ids uuid[], costs numeric[]) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    ended integer;
BEGIN
    PERFORM 1 FROM budget_account a
      WHERE (a.budget_id, a.starts_on) IN
            (SELECT l.budget_id, l.starts_on FROM reservation_line l WHERE l.reservation_id = ANY (ids))
      ORDER BY a.budget_id, a.starts_on FOR UPDATE;
    WITH taken AS (SELECT r.id FROM reservation r WHERE r.id = ANY (ids) ORDER BY r.id FOR UPDATE),
         given AS (SELECT g.id, g.cost FROM unnest(ids, costs) AS g(id, cost)),
         sums AS (SELECT l.budget_id, l.starts_on, sum(r.amount) AS held, sum(given.cost) AS cost
                    FROM taken
                    JOIN reservation r ON r.id = taken.id
                    JOIN reservation_line l ON l.reservation_id = taken.id
                    JOIN given ON given.id = taken.id
                   GROUP BY l.budget_id, l.starts_on)
    UPDATE budget_account a SET reserved = a.reserved - sums.held, spent = a.spent + sums.cost
      FROM sums WHERE a.budget_id = sums.budget_id AND a.starts_on = sums.starts_on;
    DELETE FROM reservation r WHERE r.id = ANY (ids);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;
