package dev.koda.gateway.client.platform;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.quarkus.qute.TemplateData;

/** The doctor's report as the Operations page reads it. */
@TemplateData
public record Report(String status, Instant generatedAt, String version, String mode, List<Finding> checks) {
    public Report {
        checks = checks == null ? List.of() : List.copyOf(checks);
    }

    public int count(String verdict) {
        return (int)
                checks.stream().filter(check -> verdict.equals(check.verdict())).count();
    }

    /** What fails and what warns, failures first. */
    public List<Finding> findings() {
        return checks.stream()
                .filter(Finding::isBad)
                .sorted(Comparator.comparing(Finding::verdict).thenComparing(Finding::id))
                .toList();
    }

    public List<Finding> scoped(boolean local) {
        return checks.stream()
                .filter(check -> check.isLocal() == local)
                .sorted(Comparator.comparing(Finding::id))
                .toList();
    }

    /** The sentence a tired person can act on. */
    public String verdict() {
        String counts = words(count("fail"), "check fails", "checks fail") + ", " + count("warn") + " warn, "
                + count("pass") + " pass.";
        return counts + " " + where();
    }

    private String where() {
        if (count("fail") == 0) {
            return "Nothing stands in the way.";
        }
        boolean local = findings().stream().anyMatch(check -> check.isLocal() && "fail".equals(check.verdict()));
        return local ? "The fault is on this host." : "This host is fine: the fault is downstream.";
    }

    private static String words(int number, String one, String many) {
        return number == 0 ? "No check fails" : number + " " + (number == 1 ? one : many);
    }
}
