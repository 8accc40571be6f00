package dev.koda.runtime.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.testkit.database.FreshDatabase;
import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.server.TestServers;
import dev.koda.platform.testkit.token.StubIdentityServer;
import dev.koda.runtime.stub.StubUpstream;

/** A database and stub neighbours, on which processes of the packaged runtime are started. */
final class RuntimeStack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final FreshDatabase database = FreshDatabase.create("runtime_it");
    private final StubIdentityServer identity = StubIdentityServer.start();
    private final StubUpstream upstream = new StubUpstream();
    private final Map<String, String> environment = new HashMap<>(TestEnvironment.variables());

    RuntimeStack() {
        this(TestServers.kafka(), Map.of());
    }

    RuntimeStack(String kafka, Map<String, String> more) {
        environment.put("KNOWLEDGE_V2_POSTGRES_DSN", database.ownerDsn());
        environment.put("KODA_KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("KODA_AUTH_URL", identity.url());
        environment.put("KODA_PROVIDER_URL", upstream.url());
        environment.put("KODA_STORAGE_URL", upstream.url());
        environment.put("MAX_QUEUED_TASKS_PER_USER", "1000");
        environment.put("KODA_HTTP_FETCH_ALLOWED_PRIVATE", upstream.url().replace("http://", ""));
        environment.putAll(more);
        try {
            environment.put(
                    "KODA_HOME", Files.createTempDirectory("koda-runtime-it").toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    StubUpstream upstream() {
        return upstream;
    }

    /** Returns when the process is ready and, if it is a worker, known as one. Turns may be held for long here. */
    RuntimeProcess start(String name, String role, int slots, String... properties) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("KODA_RUNTIME_ROLE", role);
        own.put("KODA_WORKER_SLOTS", Integer.toString(slots));
        // the last one of a name holds
        List<String> all = new ArrayList<>(
                List.of("-Dkoda.runtime.worker.per-agent=1000", "-Dkoda.runtime.upstream.model-silence=900s"));
        all.addAll(List.of(properties));
        List<String> known = "api".equals(role) ? List.of() : workers();
        RuntimeProcess started = RuntimeProcess.start(name, FreePort.next(), own, all.toArray(String[]::new));
        if (!"api".equals(role)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !known.contains(workers().getFirst()));
        }
        return started;
    }

    /** Waits until the model has been asked for this turn of each of the tasks, since the mark. */
    void awaitTurn(int turn, List<String> tasks, int mark) {
        Awaitility.await()
                .alias("turn " + turn + " of " + tasks.size() + " tasks")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> asked(turn, mark).containsAll(tasks));
    }

    private Set<String> asked(int turn, int mark) {
        return upstream.seen("completion").stream()
                .skip(mark)
                .filter(call -> call.path("turn").asInt() == turn)
                .map(call -> call.path("task_id").asText())
                .collect(Collectors.toSet());
    }

    /** How many completions the model was asked for so far. */
    int mark() {
        return upstream.seen("completion").size();
    }

    /** The worker of the process started last. */
    String newestWorker() {
        return workers().getFirst();
    }

    private List<String> workers() {
        return column("SELECT id FROM runtime.worker UNION ALL SELECT NULL ORDER BY 1 DESC NULLS LAST");
    }

    /** Waits until the worker may judge others dead: it holds the lock that says that it lives itself. */
    void awaitJudge(String worker) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> column("""
                SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
                   AND (classid::bigint << 32 | objid::bigint)
                       = ('x' || right(replace('%s', '-', ''), 16))::bit(64)::bigint""".formatted(worker)).size() == 1);
    }

    List<String> running(String worker) {
        return column("SELECT id FROM runtime.task WHERE state = 'running' AND lease_owner = '" + worker + "'");
    }

    /** Waits until all the tasks are completed. */
    void awaitCompleted(List<String> tasks) {
        Awaitility.await().atMost(PATIENCE).until(() -> column("SELECT id FROM runtime.task WHERE state = 'completed'")
                .containsAll(tasks));
    }

    /** Waits until the journal holds the results of all calls before the turn: they are written beside its question. */
    void awaitResults(int turn, List<String> tasks) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> finishedCalls().stream()
                                .filter(call -> tasks.contains(call.split(" ")[0]))
                                .count()
                        == (long) turn * tasks.size());
    }

    /** Finished calls in the journal, as {@code task name}. */
    List<String> finishedCalls() {
        return column("""
                SELECT task_id || ' ' || (body::jsonb -> 'input' ->> 'name') FROM runtime.journal
                 WHERE kind = 'tool_call' AND entry = 'finished' AND body::jsonb ->> 'status' = 'ok'
                   AND body::jsonb -> 'input' ->> 'name' IS NOT NULL""");
    }

    /** Rows that the first holder of the tasks wrote. */
    List<String> rowsOfFirstEpoch(List<String> tasks) {
        return column("SELECT task_id || ' ' || seq FROM runtime.journal WHERE epoch = 1 AND task_id IN ('"
                + String.join("','", tasks) + "') ORDER BY 1");
    }

    /** What was saved, as {@code task name}, every time it was. */
    List<String> saved() {
        return upstream.seen("artifact").stream()
                .map(call -> call.path("query").asText().replaceAll(".*task_id=([^&]*).*", "$1") + " "
                        + call.path("name").asText())
                .toList();
    }

    List<String> column(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public void close() {
        upstream.close();
        identity.close();
        database.close();
    }
}
