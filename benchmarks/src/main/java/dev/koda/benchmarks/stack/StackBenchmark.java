package dev.koda.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.benchmarks.evidence.Evidence;
import dev.koda.benchmarks.load.ProcessCost;

/** From nothing to ready, then from data to ready, and what each part holds in memory once idle. */
public final class StackBenchmark {
    private StackBenchmark() {}

    public static Path run(Path checkout, Path evidence, Clock clock) throws Exception {
        Path home = Files.createTempDirectory("koda-bench-home");
        StartedStack stack = new StartedStack(checkout, home);
        Evidence page = new Evidence("stack", "Cold start and memory of the whole stack", clock);
        try {
            double cold = stack.timed("up");
            JsonNode services = new ObjectMapper()
                    .readTree(stack.output("status", "--json"))
                    .path("services");
            memory(page, services);
            stack.timed("down");
            double warm = stack.timed("up");
            page.table("Start", "seconds")
                    .row("first (empty home: initdb, schemas, topics, bucket)", cold)
                    .row("next (data is there)", warm);
        } finally {
            stack.timed("down");
        }
        return page.write(evidence);
    }

    private static void memory(Evidence page, JsonNode services) throws IOException {
        page.table("Part", "MiB of its own memory");
        double sum = 0;
        for (JsonNode service : services) {
            double resident = ProcessCost.residentMiB(service.path("pid").asLong());
            sum += resident;
            page.row(service.path("name").asText(), resident);
        }
        page.row("all", sum).text("");
    }
}
