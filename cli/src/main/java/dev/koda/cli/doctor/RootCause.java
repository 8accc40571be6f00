package dev.koda.cli.doctor;

import java.util.List;
import java.util.Set;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Scope;
import dev.koda.platform.doctor.Status;

/**
 * Keeps one fault from painting everything red: while a server is down, what depends on it is not judged, so that the
 * red check is the one to repair. What was found by other means than through that server stays.
 */
final class RootCause {

    /** Found on the spot, so red for its own reason. */
    private static final Set<String> FIRST_HAND = Set.of("bootstrap", "host", "dashboard");

    private RootCause() {}

    static List<Check> singledOut(List<Check> checks) {
        if (red(checks, "storage.postgres")) {
            return skip(checks, "storage.postgres", "PostgreSQL is down", List.of(""));
        }
        List<Check> result = checks;
        if (red(checks, "kafka.reachable")) {
            result = skip(
                    result,
                    "kafka.reachable",
                    "Kafka is down",
                    List.of(
                            "kafka.",
                            "runtime.",
                            "audit.",
                            "service.",
                            "auth.outbox",
                            "provider.outbox",
                            "storage.outbox",
                            "telegram."));
        }
        if (red(checks, "storage.bucket")) {
            result = skip(
                    result,
                    "storage.bucket",
                    "the object store is down",
                    List.of("storage.", "runtime.canary", "audit.", "service.storage", "service.audit"));
        }
        return result;
    }

    private static boolean red(List<Check> checks, String id) {
        return checks.stream().anyMatch(check -> check.id().equals(id) && check.status() == Status.FAIL);
    }

    private static List<Check> skip(List<Check> checks, String cause, String words, List<String> prefixes) {
        return checks.stream()
                .map(check -> depends(check, cause, prefixes) ? skipped(check, cause, words) : check)
                .toList();
    }

    private static boolean depends(Check check, String cause, List<String> prefixes) {
        boolean troubled = check.status() == Status.FAIL || check.status() == Status.WARN;
        boolean server = ServerChecks.IDS.containsValue(check.id());
        boolean dead = check.id().startsWith("service.")
                && "refused".equals(check.evidence().get("found"));
        return troubled
                && !check.id().equals(cause)
                && !server
                && !dead
                && !FIRST_HAND.contains(check.category())
                && prefixes.stream().anyMatch(check.id()::startsWith);
    }

    private static Check skipped(Check check, String cause, String words) {
        return Check.of(check.id())
                .scope(Scope.DOWNSTREAM)
                .evidence("waits_for", cause)
                .evidence("said", check.message())
                .skip("not judged while " + words);
    }
}
