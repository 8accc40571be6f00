package dev.koda.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.koda.benchmarks.gateway.GatewayBenchmark;
import dev.koda.benchmarks.login.LoginBenchmark;
import dev.koda.benchmarks.provider.ProviderBenchmark;
import dev.koda.benchmarks.stack.StackBenchmark;
import dev.koda.benchmarks.turn.TurnBenchmark;
import dev.koda.runtime.journal.JournalBenchmark;

/** Runs the named benchmarks one after the other, all without a name, and writes a page of evidence for each. */
public final class Benchmarks {
    private Benchmarks() {}

    /** One benchmark: measures and writes its page into the folder. */
    @FunctionalInterface
    interface Benchmark {
        Path run(Path checkout, Path evidence, Clock clock) throws Exception;
    }

    public static void main(String... names) throws Exception {
        Path checkout = Checkout.root();
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("journal", JournalBenchmark::run);
        all.put("turn", TurnBenchmark::run);
        all.put("gateway", GatewayBenchmark::run);
        all.put("provider", ProviderBenchmark::run);
        all.put("login", LoginBenchmark::run);
        all.put("stack", StackBenchmark::run);
        for (String name : names.length == 0 ? all.keySet().toArray(String[]::new) : names) {
            Benchmark benchmark = all.get(name);
            if (benchmark == null) {
                throw new IllegalArgumentException("no benchmark " + name + "; there are " + all.keySet());
            }
            System.out.println("measuring " + name + " …");
            Path page = benchmark.run(checkout, checkout.resolve("docs/evidence"), Clock.systemUTC());
            System.out.println("written: " + checkout.relativize(page));
        }
        System.exit(0);
    }
}
