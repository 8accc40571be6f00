-- As before, but the journal is locked before the tasks, as whoever writes steps does: dropping a week of tasks first
-- waited for a writer that waited for it, and the database had to break one of the two off.
CREATE OR REPLACE FUNCTION drop_partitions(ended_before timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
  SET search_path FROM CURRENT AS $$
DECLARE
  part record;
  live boolean;
  dropped int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('koda.runtime.partitions'));
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'task'::regclass AND c.relname ~ '^task_\d{4}w\d{2}$'
       AND to_date(substr(c.relname, 6), 'IYYY"w"IW') + 7 <= (ended_before AT TIME ZONE 'UTC')::date
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE state IN (''queued'', ''running'', ''waiting_approval'',
                    ''waiting_retry''))', part.relname) INTO live;
    IF NOT live THEN
      LOCK TABLE journal IN ACCESS EXCLUSIVE MODE;
      EXECUTE format('DROP TABLE %I', 'journal_' || substr(part.relname, 6));
      EXECUTE format('DROP TABLE %I', part.relname);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;
