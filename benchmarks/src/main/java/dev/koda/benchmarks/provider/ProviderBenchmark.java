package dev.koda.benchmarks.provider;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.HttpLoad;
import dev.koda.benchmarks.load.Measured;

/**
 * One-kilobyte completions of a stub vendor through {@code /v1/chat/completions} of provider-service on one core:
 * identity, budget, usage, price, events and failover all on. Beside it the vendor asked directly, nginx, and a gateway
 * that npm distributes, each on the same core in turn. Processor time is told by process, so that it holds although
 * everything shares the machine.
 */
public final class ProviderBenchmark {
    private static final String PATH = "/v1/chat/completions";
    private static final int CONNECTIONS = 32;
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int STREAMS = 1_000;
    private static final String NPM = "npm: @portkey-ai/gateway";
    private static final String OURS = "provider-service";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Evidence page;

    /** What the vendor alone takes, by delivery. */
    private final Map<Boolean, Double> direct = new HashMap<>();

    /** Seconds of processor time of each door for a whole answer. */
    private final Map<String, Double> wholeAnswer = new HashMap<>();

    private ProviderBenchmark(Clock clock) {
        page = new Evidence("provider", "Completions of a stub vendor through the OpenAI-compatible door", clock);
    }

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        ProviderBenchmark benchmark = new ProviderBenchmark(clock);
        try {
            benchmark.measure(checkout, clock);
            return benchmark.page.write(evidence);
        } finally {
            benchmark.vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private void measure(Path checkout, Clock clock) throws Exception {
        StubVendor vendor = StubVendor.start(vertx);
        page.text("1 KB completions, " + CONNECTIONS
                + " kept connections, each door held to one core; load and vendor share"
                + " the other. provider-service with identity, budget, usage, price and events on; the others only forward."
                + " CPU is the processor time of the door itself a request. Added is the median of a caller alone, less the"
                + " vendor's own. Each door was loaded until its processor time a request no longer fell.");
        page.table("Door", "delivery", "requests/s", "CPU µs", "p50 ms", "p99 ms", "alone ms", "added ms", "failed");
        rows("none: the vendor asked directly", Optional.empty(), vendor.address(), Map.of());
        Doors doors = new Doors(Files.createTempDirectory("koda-bench-peers"), vendor);
        peer("nginx, plain proxy", doors.nginx());
        peer(NPM, doors.nodeGateway());
        Path folder = Files.createTempDirectory("koda-bench-provider"); // nginx takes what it is given for its own
        try (ProviderHouse house = ProviderHouse.start(vertx, checkout, folder, clock)) {
            house.connect(vendor);
            Door door = house.door();
            rows(OURS, Optional.of(door), door.address(), door.headers());
            besideNpm();
            heldStreams(door);
        }
        page.text("")
                .text(
                        "Goals: at most 100 µs of processor time a request, ten times the requests/s of the npm gateway. Alone is"
                                + " the whole answer when whole, the first token when streamed. A door that refused each stream"
                                + " was asked as its documentation says; the npm gateway fails so on Node 20 (\"immutable\""
                                + " headers of its upstream's answer), so it is compared by whole answers.");
    }

    private void peer(String name, Optional<Door> started) throws Exception {
        if (started.isEmpty()) {
            page.row(name, "skipped: not to be had here", "", "", "", "", "", "", "");
            return;
        }
        try (Door door = started.get()) {
            rows(name, started, door.address(), door.headers());
        }
    }

    private void rows(String name, Optional<Door> door, String address, Map<String, String> headers) throws Exception {
        for (boolean streamed : new boolean[] {false, true}) {
            HttpLoad load = new HttpLoad(
                    vertx, HttpMethod.POST, address + PATH, withType(headers), question(streamed, "Say k."));
            if (!new WarmUp(door, CONNECTIONS).run(load)) {
                page.row(name, streamed ? "streamed" : "whole", "each refused", "", "", "", "", "", "");
                continue;
            }
            double before = cpu(door);
            Measured full = load.run(CONNECTIONS, LENGTH);
            double spent = cpu(door) - before;
            double alone = streamed
                    ? new FirstToken(vertx, address + PATH, withType(headers), question(true, "Say k.")).medianMillis()
                    : load.run(1, Duration.ofSeconds(4)).millisAt(0.5);
            direct.putIfAbsent(streamed, alone);
            if (!streamed) {
                wholeAnswer.put(name, spent / Math.max(1, full.completed()));
            }
            page.row(
                    name,
                    streamed ? "streamed" : "whole",
                    full.perSecond(),
                    door.isEmpty() ? "" : spent * 1e6 / Math.max(1, full.completed()),
                    full.millisAt(0.5),
                    full.millisAt(0.99),
                    alone,
                    alone - direct.get(streamed),
                    full.failed());
        }
    }

    /** By processor time, because the load generator's core is full before that of a fast door is. */
    private void besideNpm() {
        if (wholeAnswer.containsKey(NPM)) {
            page.text("")
                    .text(String.format(
                            Locale.ROOT,
                            "A core filled with whole answers gives %,.0f/s of provider-service and %,.0f/s of the npm gateway:"
                                    + " %.1f times as many. What is measured above is less, since the load generator, the vendor"
                                    + " and PostgreSQL fill the other core first.",
                            1 / wholeAnswer.get(OURS),
                            1 / wholeAnswer.get(NPM),
                            wholeAnswer.get(NPM) / wholeAnswer.get(OURS)));
        }
    }

    private void heldStreams(Door door) throws Exception {
        double before = LiveHeap.kibibytes(door.process().pid());
        HeldStreams held =
                new HeldStreams(vertx, door.address() + PATH, withType(door.headers()), question(true, "hold"));
        int open = held.open(STREAMS);
        double after = LiveHeap.kibibytes(door.process().pid());
        held.close();
        page.text("")
                .table("Streams held open", "live heap before, KiB", "with them, KiB", "KiB a stream", "goal")
                .row(open, before, after, open == 0 ? "none opened" : (after - before) / open, "≤ 12");
    }

    private static double cpu(Optional<Door> door) throws Exception {
        return door.isEmpty() ? 0 : door.get().cpuSeconds();
    }

    private static Map<String, String> withType(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return all;
    }

    private static String question(boolean streaming, String text) {
        return "{\"model\":\"openai/" + StubVendor.MODEL + "\",\"max_tokens\":300,\"stream\":" + streaming
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }
}
