package dev.koda.benchmarks.turn;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;

import io.vertx.core.Vertx;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.ClosedLoop;
import dev.koda.benchmarks.load.Measured;
import dev.koda.benchmarks.load.OwnJvm;
import dev.koda.benchmarks.load.WarmUp;

/**
 * Whole turns of tasks (model call, tool call, verdict, all durable) through packaged runtime processes beside the
 * single-row commits the same PostgreSQL can do: many tasks at once, a lone one, a long one, and one or two workers.
 */
public final class TurnBenchmark {
    private static final int CLIENTS = 64;
    private static final int SLOTS = 64;
    /** Enough that their beginning and end, when not all slots are taken, weigh little. */
    private static final int TASKS = 512;

    private static final int TURNS = 20;
    private static final int LONG_TURNS = 110;
    private static final int LONE_TASKS = 5;
    private static final int ARRIVALS = 300;
    private static final Duration ARRIVE = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final Duration MOST = Duration.ofMinutes(15);

    private final RuntimeFleet fleet;
    private final Evidence page;

    private TurnBenchmark(RuntimeFleet fleet, Evidence page) {
        this.fleet = fleet;
        this.page = page;
    }

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        OwnJvm.run(MOST, TurnBenchmark.class, checkout.toString(), evidence.toString());
        return evidence.resolve("turn.md");
    }

    /** Measures; the checkout and the folder of the page are its arguments. */
    public static void main(String... folders) throws Exception {
        Path checkout = Path.of(folders[0]);
        Clock clock = Clock.systemUTC();
        Vertx vertx = Vertx.vertx();
        Evidence page = new Evidence("turn", "Whole turns of tasks", clock);
        page.text("A turn is a model call, a tool call with its intent and result, and a verdict, all durable"
                + " (fsync, synchronous_commit). Model and tool are stubs that answer at once; tasks have " + TURNS
                + " turns. Load, stubs, runtime, Kafka and PostgreSQL share the machine, so processor time a turn says"
                + " what turns a second cannot.");
        try (ModelHouse house = ModelHouse.start(vertx);
                RuntimeFleet fleet = new RuntimeFleet(checkout, house.address())) {
            new TurnBenchmark(fleet, page).measure();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
        page.write(Path.of(folders[1]));
    }

    private void measure() throws Exception {
        Measured alone = singleCommits(1);
        double limit = singleCommits(CLIENTS).perSecond();
        fleet.add(SLOTS);
        TaskRuns runs = new TaskRuns(fleet, fleet.door().agent());
        page.text(warmed(runs) + " turns were taken before anything was counted, until they got no faster.");
        page.table("Measured", "value", "goal");
        page.row("single-row commits/s at " + CLIENTS + " clients (the limit)", limit, "");
        double one = throughput(runs, limit);
        lone(runs, alone);
        double[] dispatch = runs.dispatch(ARRIVALS, ARRIVE, 0.5, 0.99);
        page.row("from accepted to running, p50 ms", dispatch[0], "");
        page.row("from accepted to running, p99 ms", dispatch[1], "");
        fleet.add(SLOTS);
        warmed(runs);
        double two = runs.measured(TASKS, TURNS).perSecond();
        page.row("turns/s of two workers", two, "");
        page.row("two workers / one", two / one, "≥ 1.8 until the machine or PostgreSQL is full");
        page.text("");
    }

    /** Turns taken until the compiler had little left to do. */
    private static int warmed(TaskRuns runs) throws Exception {
        WarmUp warmUp = new WarmUp();
        warmUp.run(() -> TASKS * TURNS / runs.batch(TASKS, TURNS));
        return warmUp.rounds() * TASKS * TURNS;
    }

    private double throughput(TaskRuns runs, double limit) throws Exception {
        TaskRuns.Cost cost = runs.measured(TASKS, TURNS);
        page.row("turns/s of one worker, " + SLOTS + " tasks at once", cost.perSecond(), "");
        page.row("turns / limit", cost.perSecond() / limit, "≥ 0.3");
        String cpu = cost.cpu().entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.2f", part.getKey(), part.getValue() * 1e3 / cost.turns()))
                .collect(Collectors.joining(", "));
        page.row("processor time a turn, ms", cpu, "");
        page.row("journal rows a turn", cost.rows() / cost.turns(), "");
        page.row("log flushes (commits on disk) a journal row", cost.flushes() / cost.rows(), "");
        return cost.perSecond();
    }

    private void lone(TaskRuns runs, Measured alone) throws Exception {
        double turns = 0;
        double seconds = 0;
        double flushes = 0;
        double waits = 0;
        double waited = 0;
        for (int i = 0; i < LONE_TASKS; i++) {
            TaskRuns.Cost cost = runs.measured(1, LONG_TURNS);
            turns += cost.turns();
            seconds += cost.seconds();
            flushes += cost.flushes();
            waits += cost.waits();
            waited += cost.waited();
        }
        page.row("one commit of a lone client, p50 ms", alone.millisAt(0.5), "");
        page.row("a lone task's turn, ms", seconds * 1e3 / turns, "");
        page.row("commits a lone task's turn waits for", waits / turns, "≤ 1");
        page.row("what it waits for them, ms", waited * 1e3 / turns, "");
        page.row(
                "a lone task's turn beside that, model and tool included, ms", (seconds - waited) * 1e3 / turns, "≤ 1");
        page.row("log flushes a lone task's turn", flushes / turns, "");
        page.row("turn 10 of a lone task, median ms", runs.turnMillis(LONG_TURNS, 5, 15), "");
        page.row(
                "turn 100 / turn 10",
                runs.turnMillis(LONG_TURNS, 95, 105) / runs.turnMillis(LONG_TURNS, 5, 15),
                "≤ 1.05");
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
