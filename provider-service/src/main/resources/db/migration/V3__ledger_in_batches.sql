-- Many reservations in one statement, because each takes the row locks of its budgets until the commit: one at a time
-- they would stand in line behind each other's commits. Scopes of one call are one text, parted by chr(31).
--
-- Each call reserves in every budget of its scopes, or in none; the answer is a row for each refused one with the first
-- exhausted budget. A budget takes a reservation while something of it is left. Accounts are locked in one order.
-- The commit does not wait for the disk: what a crash of the database loses are promises, and settling books the true
-- cost all the same.
CREATE FUNCTION reserve_budgets(new_ids uuid[], new_holder uuid, scope_sets text[], worsts numeric[], untils timestamptz[], now_at timestamptz)
RETURNS TABLE (id uuid, scope text, period text, cap numeric, spent numeric, reserved numeric)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    today date := (now_at AT TIME ZONE 'UTC')::date;
    wanted text[] := string_to_array(array_to_string(scope_sets, chr(31)), chr(31));
    budgets uuid[]; starts date[]; scopes text[]; periods text[]; caps numeric[]; spents numeric[]; holds numeric[];
    mine text[];
    exhausted integer;
    taken integer[] := '{}';
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);

    INSERT INTO budget_account (budget_id, starts_on)
    SELECT b.id, CASE b.period WHEN 'day' THEN today ELSE date_trunc('month', today)::date END
      FROM budget b
     WHERE b.scope = ANY (wanted)
       AND NOT EXISTS (SELECT FROM budget_account a
                        WHERE a.budget_id = b.id
                          AND a.starts_on = CASE b.period WHEN 'day' THEN today ELSE date_trunc('month', today)::date END)
    ON CONFLICT DO NOTHING;

    SELECT array_agg(l.id), array_agg(l.starts_on), array_agg(l.scope), array_agg(l.period), array_agg(l.cap),
           array_agg(l.spent), array_agg(l.reserved)
      INTO budgets, starts, scopes, periods, caps, spents, holds
      FROM (SELECT b.id, a.starts_on, b.scope, b.period, b.cap, a.spent, a.reserved
              FROM budget b JOIN budget_account a ON a.budget_id = b.id
               AND a.starts_on = CASE b.period WHEN 'day' THEN today ELSE date_trunc('month', today)::date END
             WHERE b.scope = ANY (wanted)
             ORDER BY b.id, a.starts_on
               FOR UPDATE OF a) AS l;

    FOR n IN 1 .. cardinality(new_ids) LOOP
        mine := string_to_array(scope_sets[n], chr(31));
        exhausted := 0;
        FOR m IN 1 .. coalesce(cardinality(budgets), 0) LOOP
            IF scopes[m] = ANY (mine) AND spents[m] + holds[m] >= caps[m] THEN
                exhausted := m;
                EXIT;
            END IF;
        END LOOP;
        IF exhausted > 0 THEN
            id := new_ids[n]; scope := scopes[exhausted]; period := periods[exhausted]; cap := caps[exhausted];
            spent := spents[exhausted]; reserved := holds[exhausted];
            RETURN NEXT;
        ELSE
            taken := taken || n;
            FOR m IN 1 .. coalesce(cardinality(budgets), 0) LOOP
                IF scopes[m] = ANY (mine) THEN
                    holds[m] := holds[m] + worsts[n];
                END IF;
            END LOOP;
        END IF;
    END LOOP;

    INSERT INTO reservation (id, holder, amount, expires_at)
    SELECT new_ids[t], new_holder, worsts[t], untils[t] FROM unnest(taken) AS t;
    INSERT INTO reservation_line (reservation_id, budget_id, starts_on)
    SELECT new_ids[t], budgets[m], starts[m]
      FROM unnest(taken) AS t, generate_subscripts(budgets, 1) AS m
     WHERE scopes[m] = ANY (string_to_array(scope_sets[t], chr(31)));
    UPDATE budget_account a SET reserved = h.held
      FROM unnest(budgets, starts, holds) AS h(budget_id, starts_on, held)
     WHERE a.budget_id = h.budget_id AND a.starts_on = h.starts_on AND a.reserved <> h.held;
END $$;

-- Books what was really spent. A reservation that is gone was released because its process seemed dead or its time was
-- over; the money was spent all the same, so its cost is booked in the budgets that cover it now.
CREATE FUNCTION settle_reservations(ids uuid[], costs numeric[], scope_sets text[], ats timestamptz[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    live uuid[] := ARRAY(SELECT r.id FROM reservation r WHERE r.id = ANY (ids));
    late integer[] := ARRAY(SELECT n FROM generate_subscripts(ids, 1) AS n WHERE ids[n] <> ALL (live));
BEGIN
    IF cardinality(late) > 0 THEN
        INSERT INTO budget_account (budget_id, starts_on)
        SELECT DISTINCT b.id, CASE b.period WHEN 'day' THEN (ats[n] AT TIME ZONE 'UTC')::date
                                            ELSE date_trunc('month', ats[n] AT TIME ZONE 'UTC')::date END
          FROM unnest(late) AS n JOIN budget b ON b.scope = ANY (string_to_array(scope_sets[n], chr(31)))
        ON CONFLICT DO NOTHING;
    END IF;

    -- all locks of this transaction, in the order everybody takes them
    PERFORM 1 FROM budget_account a
      WHERE (a.budget_id, a.starts_on) IN (
            SELECT l.budget_id, l.starts_on FROM reservation_line l WHERE l.reservation_id = ANY (live)
             UNION
            SELECT b.id, CASE b.period WHEN 'day' THEN (ats[n] AT TIME ZONE 'UTC')::date
                                       ELSE date_trunc('month', ats[n] AT TIME ZONE 'UTC')::date END
              FROM unnest(late) AS n JOIN budget b ON b.scope = ANY (string_to_array(scope_sets[n], chr(31))))
      ORDER BY a.budget_id, a.starts_on FOR UPDATE;

    IF end_reservations(live, ARRAY(SELECT costs[array_position(ids, l)] FROM unnest(live) AS l)) <> cardinality(live) THEN
        RAISE EXCEPTION 'a reservation was released meanwhile' USING ERRCODE = 'serialization_failure'; -- tried again
    END IF;

    UPDATE budget_account a SET spent = a.spent + s.cost
      FROM (SELECT b.id AS budget_id,
                   CASE b.period WHEN 'day' THEN (ats[n] AT TIME ZONE 'UTC')::date
                                 ELSE date_trunc('month', ats[n] AT TIME ZONE 'UTC')::date END AS starts_on,
                   sum(costs[n]) AS cost
              FROM unnest(late) AS n JOIN budget b ON b.scope = ANY (string_to_array(scope_sets[n], chr(31)))
             GROUP BY 1, 2) AS s
     WHERE a.budget_id = s.budget_id AND a.starts_on = s.starts_on;
END $$;
