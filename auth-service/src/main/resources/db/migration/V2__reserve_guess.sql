-- Reserves a place for one guess in one round trip. Known, unknown, disabled and locked accounts run the very same
-- statements, so the time says nothing about which it was; the row lock makes counting atomic across replicas, so failures
-- and guesses in flight together never exceed most_failures, however many arrive at once. A decoy stands for accounts that
-- do not exist: it is read and written like a real row and never locks.
--   known_id     whose guess it is, when that is known already; else whoever is named
--   heed_lock    false for recovery codes, which a lock does not forbid; then only guesses in flight are bounded
-- Answers BUSY while as many as may fail are in flight, LOCKED, or ALLOWED: then a place was taken.
CREATE FUNCTION reserve_guess(
    known_id uuid, named text, decoy_id uuid, at_time timestamptz, most_failures integer, heed_lock boolean)
RETURNS TABLE (
    lock_id uuid, verdict text, who_id uuid, who_email text, who_name text, usable boolean, hash text, second_factor boolean)
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    who operator%ROWTYPE;
    held login_lock%ROWTYPE;
    counted integer;
BEGIN
    SELECT o.* INTO who FROM operator o
     WHERE o.id = known_id OR (known_id IS NULL AND (o.email = named OR o.username = named)) LIMIT 1;
    SELECT l.* INTO STRICT held FROM login_lock l WHERE l.id = coalesce(who.id, decoy_id) FOR UPDATE;

    -- a lock that is over is forgotten, and so is a guess whose service died: longer than any hash waits in a full queue
    IF held.locked_until <= at_time THEN
        held.locked_until := NULL;
        held.failures := 0;
        held.pending := 0;
    END IF;
    IF held.last_attempt_at < at_time - interval '60 seconds' THEN
        held.pending := 0;
    END IF;

    counted := CASE WHEN heed_lock THEN held.failures ELSE 0 END;
    IF held.decoy THEN
        verdict := 'ALLOWED';
    ELSIF heed_lock AND held.locked_until IS NOT NULL THEN
        verdict := 'LOCKED';
    ELSIF held.pending + counted >= most_failures THEN
        verdict := 'BUSY';
    ELSE
        verdict := 'ALLOWED';
        held.pending := held.pending + 1;
    END IF;
    -- waiting leaves no trace: else whoever waits would keep the places of the dead from being forgotten
    IF verdict <> 'BUSY' THEN
        held.last_attempt_at := at_time;
    END IF;
    UPDATE login_lock l
       SET failures = held.failures, pending = held.pending, locked_until = held.locked_until,
           last_attempt_at = held.last_attempt_at
     WHERE l.id = held.id;

    lock_id := held.id;
    who_id := who.id;
    who_email := who.email;
    who_name := coalesce(who.display_name, who.username, who.email);
    usable := who.status = 'ACTIVE' AND who.password_hash IS NOT NULL;
    hash := coalesce(who.password_hash, '');
    second_factor := EXISTS (SELECT FROM totp t WHERE t.operator_id = who.id AND t.confirmed_at IS NOT NULL);
    RETURN NEXT;
END $$;
