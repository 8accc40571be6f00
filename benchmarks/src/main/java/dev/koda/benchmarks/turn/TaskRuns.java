package dev.koda.benchmarks.turn;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs tasks of one agent to their end and reads from the database and the process what they took. */
final class TaskRuns {
    private static final String LIVE = "SELECT count(*) FROM runtime.task WHERE state IN ('queued', 'running',"
            + " 'waiting_approval', 'waiting_retry')";
    private static final String FAILED =
            "SELECT count(*) FROM runtime.task WHERE state IN ('failed', 'cancelled', 'dead_lettered')";
    private static final String HOW =
            "SELECT string_agg(DISTINCT state || coalesce(' ' || error, ''), '; ') FROM runtime.task";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String WAIT = "koda_runtime_journal_wait_seconds_";

    private final RuntimeFleet fleet;
    private final String agent;

    TaskRuns(RuntimeFleet fleet, String agent) {
        this.fleet = fleet;
        this.agent = agent;
    }

    /**
     * What a number of turns cost.
     *
     * @param seconds from the first start to the last end
     * @param flushes of PostgreSQL's log
     * @param waits how often a task of the first process waited for its journal
     * @param waited seconds it waited
     * @param cpu seconds of processor time by part
     */
    record Cost(
            int turns,
            double seconds,
            double rows,
            double flushes,
            double waits,
            double waited,
            Map<String, Double> cpu) {

        double perSecond() {
            return turns / seconds;
        }
    }

    /** Runs as many new tasks of as many turns, with all figures. */
    Cost measured(int tasks, int turns) throws Exception {
        Cost before = books(0, 0);
        double seconds = batch(tasks, turns);
        Cost after = books(tasks * turns, seconds);
        Map<String, Double> cpu = new LinkedHashMap<>();
        after.cpu().forEach((part, spent) -> cpu.put(part, spent - before.cpu().get(part)));
        return new Cost(
                tasks * turns,
                seconds,
                after.rows() - before.rows(),
                after.flushes() - before.flushes(),
                after.waits() - before.waits(),
                after.waited() - before.waited(),
                cpu);
    }

    private Cost books(int turns, double seconds) throws Exception {
        Map<String, Double> cpu = fleet.cpuSeconds();
        TimeUnit.MILLISECONDS.sleep(1_500); // sessions report what they did about once a second
        return new Cost(
                turns,
                seconds,
                fleet.number("SELECT count(*) FROM runtime.journal"),
                fleet.number("SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'"),
                fleet.door().metric(WAIT + "count"),
                fleet.door().metric(WAIT + "sum"),
                cpu);
    }

    /** Seconds from the first start to the last end of as many new tasks. */
    double batch(int tasks, int turns) throws Exception {
        long before = known();
        fleet.door().submit(agent, tasks, turns);
        awaitAll();
        return fleet.number("""
                SELECT extract(epoch FROM max(finished_at) - min(started_at))
                  FROM (SELECT * FROM runtime.task ORDER BY id OFFSET %d) t""".formatted(before));
    }

    /** Milliseconds from accepted to running, at each of the shares, of single tasks that come to an idle worker. */
    double[] dispatch(int arrivals, Duration every, double... shares) throws Exception {
        long before = known();
        for (int i = 0; i < arrivals; i++) {
            fleet.door().submit(agent, 0);
            TimeUnit.NANOSECONDS.sleep(every.toNanos());
        }
        awaitAll();
        double[] millis = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            millis[i] = fleet.number("""
                    SELECT percentile_cont(%s) WITHIN GROUP (ORDER BY extract(epoch FROM started_at - created_at) * 1000)
                      FROM (SELECT * FROM runtime.task ORDER BY id OFFSET %d) t""".formatted(shares[i], before));
        }
        return millis;
    }

    /** Median time between the verdicts of neighbouring turns, of the tasks with so many turns or more. */
    double turnMillis(int longest, int from, int to) throws SQLException {
        return fleet.number("""
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY took) FROM (
                  SELECT extract(epoch FROM at - lag(at) OVER w) * 1000 AS took, row_number() OVER w AS turn,
                         count(*) OVER (PARTITION BY task_id) AS turns
                    FROM runtime.journal WHERE kind = 'iteration' WINDOW w AS (PARTITION BY task_id ORDER BY seq)) t
                 WHERE turns >= %d AND turn BETWEEN %d AND %d""".formatted(longest, from, to));
    }

    private long known() throws SQLException {
        return (long) fleet.number("SELECT count(*) FROM runtime.task");
    }

    private void awaitAll() throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (fleet.number(LIVE) > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("tasks did not complete: " + fleet.text(HOW));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (fleet.number(FAILED) > 0) {
            throw new IllegalStateException("tasks did not complete: " + fleet.text(HOW));
        }
    }
}
