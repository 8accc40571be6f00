package dev.koda.benchmarks.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.HttpLoad;
import dev.koda.benchmarks.load.Measured;
import dev.koda.benchmarks.load.ProcessCost;

/** One-kilobyte answers through the gateway, identity and limits on, beside nginx as a plain proxy and no door at all. */
public final class GatewayBenchmark {
    private static final int CONNECTIONS = 32;

    /** Enough for the second compiler to be done with the path; before that, half of the processor time is its own. */
    private static final long WARM_UP_REQUESTS = 80_000;

    private static final int MOST_WARM_UPS = 24;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

    private GatewayBenchmark() {}

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        GatewayBenchmark benchmark = new GatewayBenchmark();
        try {
            return benchmark.measure(checkout, evidence, clock);
        } finally {
            benchmark.vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private Path measure(Path checkout, Path evidence, Clock clock) throws Exception {
        StubHouse house = StubHouse.start(vertx, clock);
        Peers peers = new Peers(Files.createTempDirectory("koda-bench-gateway"));
        Evidence page = new Evidence("gateway", "Forwarding through the gateway", clock);
        page.text("1 KB JSON answers, " + CONNECTIONS + " kept connections, each door held to one core. CPU is the"
                + " processor time of the door itself a request, which holds however busy the rest of the machine is.");
        page.table("Door", "requests/s", "CPU µs a request", "p50 ms", "p99 ms", "p50 ms alone", "failed");
        Measured direct = row(page, "none: the upstream asked directly", house.address(), Optional.empty());
        try (Peers.Door gateway = peers.gateway(checkout, house)) {
            Measured through = row(page, "web-gateway", gateway.address(), Optional.of(gateway.process()));
            page.row("ratio web-gateway / direct", through.perSecond() / direct.perSecond(), "", "", "", "", "");
        }
        Optional<Peers.Door> nginx = peers.nginx(house);
        if (nginx.isPresent()) {
            try (Peers.Door door = nginx.get()) {
                row(page, "nginx, plain proxy", door.address(), Optional.of(door.process()));
            }
        } else {
            page.row("nginx", "skipped: not installed", "", "", "", "", "");
        }
        return page.text("").write(evidence);
    }

    private Measured row(Evidence page, String name, String address, Optional<Process> door) throws Exception {
        HttpLoad load = new HttpLoad(
                vertx,
                HttpMethod.GET,
                address + "/api/control-plane/agents",
                Map.of("Authorization", "Bearer kpat_benchbenchbenchbenchbenchbench"),
                "");
        warmUp(load);
        double before = cpu(door);
        Measured full = load.run(CONNECTIONS, LENGTH);
        double spent = cpu(door) - before;
        Measured alone = load.run(1, Duration.ofSeconds(4));
        page.row(
                name,
                full.perSecond(),
                door.isPresent() ? spent * 1e6 / Math.max(1, full.completed()) : "",
                full.millisAt(0.5),
                full.millisAt(0.99),
                alone.millisAt(0.5),
                full.failed());
        return full;
    }

    private static void warmUp(HttpLoad load) throws Exception {
        long done = 0;
        for (int i = 0; i < MOST_WARM_UPS && done < WARM_UP_REQUESTS; i++) {
            done += load.run(CONNECTIONS, WARM_UP).completed();
        }
    }

    private static double cpu(Optional<Process> door) throws Exception {
        if (door.isEmpty()) {
            return 0;
        }
        double sum = ProcessCost.cpuSeconds(door.get().pid());
        for (ProcessHandle child : door.get().descendants().toList()) {
            sum += ProcessCost.cpuSeconds(child.pid());
        }
        return sum;
    }
}
