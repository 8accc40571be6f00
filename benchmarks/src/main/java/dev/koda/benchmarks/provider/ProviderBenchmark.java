package dev.koda.benchmarks.provider;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.HttpLoad;
import dev.koda.benchmarks.load.Measured;
import dev.koda.benchmarks.load.ProcessCost;
import dev.koda.benchmarks.stack.StartedStack;

/**
 * One-kilobyte completions of a stub vendor through {@code /v1/chat/completions} of the whole started stack: identity,
 * limits, budget, usage, price and failover all on. Processor time is told apart by process, so that it holds although
 * everything shares the cores.
 */
public final class ProviderBenchmark {
    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int STREAMS = 1_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

    private ProviderBenchmark() {}

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        ProviderBenchmark benchmark = new ProviderBenchmark();
        StartedStack stack = new StartedStack(
                checkout,
                Files.createTempDirectory("koda-bench-home"),
                Map.of(
                        "KODA_REQUESTS_PER_MINUTE_ANONYMOUS", "1000000",
                        "KODA_REQUESTS_PER_MINUTE_OPERATOR", "1000000"));
        try {
            stack.output("up");
            return benchmark.measure(stack, evidence, clock);
        } finally {
            stack.timed("down");
            benchmark.vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private Path measure(StartedStack stack, Path evidence, Clock clock) throws Exception {
        StubVendor vendor = StubVendor.start(vertx);
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + stack.setting("CONTROL_PLANE_API_TOKEN"),
                "Content-Type",
                "application/json");
        new Door(stack, headers).connect(vendor.address() + "/v1");
        Evidence page =
                new Evidence("provider", "Completions of a stub vendor through the OpenAI-compatible door", clock);
        page.table(
                "Way", "requests/s", "provider CPU µs", "gateway CPU µs", "p50 ms", "p99 ms", "p50 ms alone", "failed");
        row(page, "the vendor asked directly", stack, load(vendor.address(), headers, false));
        row(page, "through Koda, whole", stack, load(stack.address(), headers, false));
        row(page, "the vendor asked directly, streaming", stack, load(vendor.address(), headers, true));
        row(page, "through Koda, streaming", stack, load(stack.address(), headers, true));
        page.text("")
                .text(
                        "Goal: at most 100 µs of provider-service's processor time a request. nginx stands beside the gateway in"
                                + " `gateway.md`; a Node gateway was not installed for this run.");
        heldStreams(page, stack, headers);
        return page.write(evidence);
    }

    private HttpLoad load(String address, Map<String, String> headers, boolean streaming) {
        return new HttpLoad(
                vertx, HttpMethod.POST, address + "/v1/chat/completions", headers, question(streaming, "Say k."));
    }

    private static String question(boolean streaming, String text) {
        return "{\"model\":\"openai/" + StubVendor.MODEL + "\",\"max_tokens\":300,\"stream\":" + streaming
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    private static void row(Evidence page, String way, StartedStack stack, HttpLoad load) throws Exception {
        load.run(CONNECTIONS, WARM_UP);
        double provider = ProcessCost.cpuSeconds(stack.pid("provider"));
        double gateway = ProcessCost.cpuSeconds(stack.pid("web"));
        Measured full = load.run(CONNECTIONS, LENGTH);
        double requests = Math.max(1, full.completed());
        provider = (ProcessCost.cpuSeconds(stack.pid("provider")) - provider) * 1e6 / requests;
        gateway = (ProcessCost.cpuSeconds(stack.pid("web")) - gateway) * 1e6 / requests;
        Measured alone = load.run(1, Duration.ofSeconds(4));
        page.row(
                way,
                full.perSecond(),
                provider,
                gateway,
                full.millisAt(0.5),
                full.millisAt(0.99),
                alone.millisAt(0.5),
                full.failed());
    }

    private void heldStreams(Evidence page, StartedStack stack, Map<String, String> headers) throws Exception {
        double before = LiveHeap.kibibytes(stack.pid("provider"));
        HeldStreams held =
                new HeldStreams(vertx, stack.address() + "/v1/chat/completions", headers, question(true, "hold"));
        int open = held.open(STREAMS);
        double after = LiveHeap.kibibytes(stack.pid("provider"));
        held.close();
        page.table(
                        "Streams held open",
                        "live heap of provider-service before, KiB",
                        "with them, KiB",
                        "KiB a stream",
                        "goal")
                .row(open, before, after, open == 0 ? "none opened" : (after - before) / open, "≤ 12")
                .text("");
    }
}
