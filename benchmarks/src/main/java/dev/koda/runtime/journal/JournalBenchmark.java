package dev.koda.runtime.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.ClosedLoop;
import dev.koda.benchmarks.load.Measured;
import dev.koda.benchmarks.load.OwnJvm;

/**
 * Durable steps a second through the runtime's own journal writer beside one commit a row by the same client on the same
 * server. It stands in the writer's package because the writer is nobody else's business.
 */
public final class JournalBenchmark {
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration LENGTH = Duration.ofSeconds(6);
    private static final int TASKS = 256;
    private static final int BODY = 500;
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);
    private static final String ONE_ROW =
            "INSERT INTO journal (task_id, seq, of_seq, entry, kind, epoch, at, body) VALUES ($1, $2, NULL, 'step',"
                    + " 'note', 1, now(), $3)";

    private final JournalDatabase database;
    private final UUID owner = UUID.nameUUIDFromBytes(new byte[] {1});
    private final JsonNode body;

    private JournalBenchmark(JournalDatabase database) throws Exception {
        this.database = database;
        this.body = new ObjectMapper().readTree("{\"text\":\"" + "x".repeat(BODY - 11) + "\"}");
    }

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        OwnJvm.run(MOST, JournalBenchmark.class, checkout.toString(), evidence.toString());
        return evidence.resolve("journal.md");
    }

    /** Measures; the checkout and the folder of the page are its arguments. */
    public static void main(String... folders) throws Exception {
        Path checkout = Path.of(folders[0]);
        try (JournalDatabase database =
                new JournalDatabase(Files.createTempDirectory("koda-bench-journal"), checkout)) {
            new JournalBenchmark(database).measure().write(Path.of(folders[1]));
        }
    }

    private Evidence measure() throws Exception {
        Evidence page = new Evidence("journal", "The step journal beside one commit a row", Clock.systemUTC());
        page.text("Rows of " + BODY
                + " bytes, default durability (fsync, synchronous_commit). Every client waits until its row"
                + " is durable. Client, writer and PostgreSQL share the machine.");
        page.table(
                "Clients",
                "shared commits, rows/s",
                "p50 ms",
                "p99 ms",
                "one commit a row, rows/s",
                "p50 ms",
                "p99 ms",
                "ratio");
        for (int clients : new int[] {1, 16, 64, 256}) {
            Measured shared = shared(clients);
            Measured single = single(clients);
            page.row(
                    clients,
                    shared.perSecond(),
                    shared.millisAt(0.5),
                    shared.millisAt(0.99),
                    single.perSecond(),
                    single.millisAt(0.5),
                    single.millisAt(0.99),
                    shared.perSecond() / single.perSecond());
        }
        return page.text("").text("Goal: at least 2.0 at 64 clients; nothing lost for a lone one.");
    }

    private Measured shared(int clients) throws Exception {
        Pool pool = database.pool(8);
        JournalWriter writer = new JournalWriter(
                database.vertx(),
                new JournalRows(pool, new ObjectMapper()),
                new JournalSignal(),
                new SimpleMeterRegistry());
        Measured measured = run(clients, Map.entry(database.tasks(TASKS, owner), (task, seq) -> writer.append(
                        owner,
                        List.of(new JournalEntry(
                                task,
                                seq,
                                null,
                                EntryType.STEP,
                                StepKind.NOTE,
                                1,
                                Clock.systemUTC().instant(),
                                body)),
                        NOTHING)
                .get(30, TimeUnit.SECONDS)));
        pool.closeAndAwait();
        return measured;
    }

    private Measured single(int clients) throws Exception {
        Pool pool = database.pool(Math.min(clients, 64));
        String text = body.toString();
        Measured measured =
                run(clients, Map.entry(database.tasks(TASKS, owner), (task, seq) -> pool.preparedQuery(ONE_ROW)
                        .execute(Tuple.of(task, seq, text))
                        .subscribeAsCompletionStage()
                        .get(30, TimeUnit.SECONDS)));
        pool.closeAndAwait();
        return measured;
    }

    /** Writes one row of a task. */
    @FunctionalInterface
    private interface Write {
        Object row(UUID task, int seq) throws Exception;
    }

    private static Measured run(int clients, Map.Entry<List<UUID>, Write> work) throws InterruptedException {
        ConcurrentLinkedQueue<Counted> idle = new ConcurrentLinkedQueue<>();
        work.getKey().forEach(task -> idle.add(new Counted(task)));
        Callable<?> operation = () -> {
            Counted task = idle.remove();
            try {
                return work.getValue().row(task.id, ++task.seq);
            } finally {
                idle.add(task);
            }
        };
        new ClosedLoop(clients, WARM_UP).run(operation);
        Measured measured = new ClosedLoop(clients, LENGTH).run(operation);
        if (measured.failed() > 0) {
            throw new IllegalStateException(measured.failed() + " rows were not written");
        }
        return measured;
    }

    private static final class Counted {
        private final UUID id;
        private int seq;

        Counted(UUID id) {
            this.id = id;
        }
    }
}
