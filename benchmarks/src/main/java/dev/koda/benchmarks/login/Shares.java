package dev.koda.benchmarks.login;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.koda.benchmarks.load.ProcessCost;

/** Processor time that each part of the stack, and the load itself, took while something ran. */
final class Shares {
    private static final String LOAD = "load generator";

    private final Map<String, Long> pids = new LinkedHashMap<>();
    private final Map<String, Double> begun = new LinkedHashMap<>();
    private final Map<String, Double> taken = new LinkedHashMap<>();

    Shares(Map<String, Long> parts) {
        pids.putAll(parts);
        pids.put(LOAD, ProcessHandle.current().pid());
    }

    void begin() throws IOException {
        for (Map.Entry<String, Long> part : pids.entrySet()) {
            begun.put(part.getKey(), ProcessCost.familyCpuSeconds(part.getValue()));
        }
    }

    /** Adds what was taken since {@link #begin}. */
    void end() throws IOException {
        for (Map.Entry<String, Long> part : pids.entrySet()) {
            double now = ProcessCost.familyCpuSeconds(part.getValue());
            taken.merge(part.getKey(), now - begun.get(part.getKey()), Double::sum);
        }
    }

    /** Milliseconds of each part for each of {@code calls}. */
    Map<String, Double> millis(long calls) {
        Map<String, Double> each = new LinkedHashMap<>();
        taken.forEach((part, seconds) -> each.put(part, seconds * 1000 / calls));
        return each;
    }
}
