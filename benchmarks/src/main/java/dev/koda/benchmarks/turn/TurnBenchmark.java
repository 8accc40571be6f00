package dev.koda.benchmarks.turn;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.ClosedLoop;
import dev.koda.benchmarks.load.Measured;

/**
 * Whole turns of tasks (model call, tool call, verdict, all durable) through packaged runtime processes beside the
 * single-row commits the same PostgreSQL can do: many tasks at once, a lone one, a long one, and one or two workers.
 */
public final class TurnBenchmark {
    private static final int CLIENTS = 64;
    private static final int SLOTS = 64;
    private static final int TASKS = 256;
    private static final int TURNS = 10;
    private static final int LONG_TURNS = 110;
    private static final int LONE_TASKS = 5;
    private static final int ARRIVALS = 300;
    private static final int WARM_UPS = 6;
    private static final String FAILED =
            "SELECT count(*) FROM runtime.task WHERE state IN ('failed', 'cancelled', 'dead_lettered')";
    private static final String HOW =
            "SELECT string_agg(DISTINCT state || coalesce(' ' || error, ''), '; ') FROM runtime.task";
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RuntimeFleet fleet;
    private final Evidence page;

    private TurnBenchmark(RuntimeFleet fleet, Evidence page) {
        this.fleet = fleet;
        this.page = page;
    }

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        Vertx vertx = Vertx.vertx();
        Evidence page = new Evidence("turn", "Whole turns of tasks", clock);
        page.text("A turn is a model call, a tool call with its intent and result, and a verdict, all durable"
                + " (fsync, synchronous_commit). Model and tool are stubs that answer at once. Load, stubs, runtime, Kafka and"
                + " PostgreSQL share the machine.");
        try (ModelHouse house = ModelHouse.start(vertx);
                RuntimeFleet fleet = new RuntimeFleet(checkout, house.address())) {
            new TurnBenchmark(fleet, page).measure();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
        return page.write(evidence);
    }

    private void measure() throws Exception {
        Measured alone = singleCommits(1);
        double limit = singleCommits(CLIENTS).perSecond();
        fleet.add(SLOTS);
        String agent = fleet.agent();
        for (int i = 0; i < WARM_UPS; i++) {
            batch(agent, TASKS, TURNS);
        }
        page.table("Measured", "value", "goal");
        page.row("single-row commits/s at " + CLIENTS + " clients (the limit)", limit, "");
        double one = throughput(agent, limit);
        lone(agent, alone);
        dispatch(agent);
        fleet.add(SLOTS);
        for (int i = 0; i < WARM_UPS; i++) {
            batch(agent, TASKS * 2, TURNS);
        }
        double two = TASKS * 2 * TURNS / batch(agent, TASKS * 2, TURNS);
        page.row("turns/s of two workers", two, "");
        page.row("two workers / one", two / one, "≥ 1.8 until the machine or PostgreSQL is full");
        page.text("");
    }

    private double throughput(String agent, double limit) throws Exception {
        double rows = fleet.number("SELECT count(*) FROM runtime.journal");
        double flushes = flushes();
        double seconds = batch(agent, TASKS, TURNS);
        double perSecond = TASKS * TURNS / seconds;
        double newRows = fleet.number("SELECT count(*) FROM runtime.journal") - rows;
        page.row("turns/s of one worker, " + SLOTS + " tasks at once", perSecond, "");
        page.row("turns / limit", perSecond / limit, "≥ 0.3");
        page.row("journal rows a turn", newRows / (TASKS * TURNS), "");
        page.row("log flushes (commits on disk) a journal row", (flushes() - flushes) / newRows, "");
        return perSecond;
    }

    private void lone(String agent, Measured alone) throws Exception {
        double flushes = flushes();
        double seconds = 0;
        for (int i = 0; i < LONE_TASKS; i++) {
            seconds += batch(agent, 1, LONG_TURNS);
        }
        double perTurn = (flushes() - flushes) / (LONE_TASKS * LONG_TURNS);
        page.row("one commit of a lone client, p50 ms", alone.millisAt(0.5), "");
        page.row("a lone task's turn, ms", seconds * 1e3 / (LONE_TASKS * LONG_TURNS), "");
        page.row("log flushes a lone task's turn", perTurn, "");
        page.row("turn 10 of a lone task, median ms", turnMillis(5, 15), "");
        page.row("turn 100 / turn 10", turnMillis(95, 105) / turnMillis(5, 15), "≤ 1.05");
    }

    /** Median time between the verdicts of neighbouring turns, of the long tasks. */
    private double turnMillis(int from, int to) throws SQLException {
        return fleet.number("""
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY took) FROM (
                  SELECT extract(epoch FROM at - lag(at) OVER w) * 1000 AS took, row_number() OVER w AS turn,
                         count(*) OVER (PARTITION BY task_id) AS turns
                    FROM runtime.journal WHERE kind = 'iteration' WINDOW w AS (PARTITION BY task_id ORDER BY seq)) t
                 WHERE turns > %d AND turn BETWEEN %d AND %d""".formatted(LONG_TURNS - 1, from, to));
    }

    private void dispatch(String agent) throws Exception {
        double before = fleet.number("SELECT count(*) FROM runtime.task");
        for (int i = 0; i < ARRIVALS; i++) {
            fleet.submit(agent, 0);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        awaitAll();
        String waits = """
                SELECT percentile_cont(%s) WITHIN GROUP (ORDER BY extract(epoch FROM started_at - created_at) * 1000)
                  FROM (SELECT * FROM runtime.task ORDER BY id OFFSET %d) t""";
        page.row("from accepted to running, p50 ms", fleet.number(waits.formatted("0.5", (long) before)), "");
        page.row("from accepted to running, p99 ms", fleet.number(waits.formatted("0.99", (long) before)), "");
    }

    /** Seconds from the first start to the last end of as many new tasks. */
    private double batch(String agent, int tasks, int turns) throws Exception {
        double before = fleet.number("SELECT count(*) FROM runtime.task");
        for (int i = 0; i < tasks; i++) {
            fleet.submit(agent, turns);
        }
        awaitAll();
        return fleet.number("""
                SELECT extract(epoch FROM max(finished_at) - min(started_at))
                  FROM (SELECT * FROM runtime.task ORDER BY id OFFSET %d) t""".formatted((long) before));
    }

    private void awaitAll() throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (fleet.number("SELECT count(*) FROM runtime.task WHERE state <> 'completed'") > 0) {
            if (System.nanoTime() > end || fleet.number(FAILED) > 0) {
                throw new IllegalStateException("tasks did not complete: " + fleet.text(HOW));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private double flushes() throws Exception {
        TimeUnit.MILLISECONDS.sleep(1_500); // sessions report what they did about once a second
        return fleet.number("SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'");
    }

    private Measured singleCommits(int clients) throws Exception {
        BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(clients);
        for (int i = 0; i < clients; i++) {
            connections.add(fleet.connect());
        }
        try (Connection owner = fleet.connect()) {
            owner.createStatement().execute("CREATE TABLE IF NOT EXISTS limit_rows (id bigserial, body text)");
        }
        Measured measured = new ClosedLoop(clients, LIMIT).run(() -> {
            Connection connection = connections.take();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO limit_rows (body) VALUES (?)")) {
                insert.setString(1, "x".repeat(500));
                return insert.executeUpdate();
            } finally {
                connections.add(connection);
            }
        });
        for (Connection connection : connections) {
            connection.close();
        }
        return measured;
    }
}
