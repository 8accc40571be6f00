package dev.koda.gateway.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;

/** One check per id, in the order of ids: where several answer under one id, the worst speaks. */
final class Merged {
    private static final List<Status> WORST_LAST = List.of(Status.SKIP, Status.PASS, Status.WARN, Status.FAIL);

    private Merged() {}

    static List<Check> byId(List<Check> checks) {
        Map<String, Check> byId = new TreeMap<>();
        checks.forEach(check -> byId.merge(check.id(), check, Merged::worse));
        return List.copyOf(byId.values());
    }

    private static Check worse(Check one, Check other) {
        return Comparator.comparing((Check check) -> WORST_LAST.indexOf(check.status()))
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }
}
