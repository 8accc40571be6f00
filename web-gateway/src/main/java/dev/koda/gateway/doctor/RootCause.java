package dev.koda.gateway.doctor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;

/**
 * The stores that much else stands on. While one of them fails, what fails only because of it is not counted as a
 * failure of its own but says what it waits for.
 */
enum RootCause {
    POSTGRES("storage.postgres") {
        @Override
        boolean explains(Check check) {
            return !STANDS_ALONE.contains(check.category())
                    && !check.id().equals(KAFKA.id)
                    && !check.id().equals(OBJECT_STORE.id);
        }
    },
    KAFKA("kafka.reachable") {
        @Override
        boolean explains(Check check) {
            return Set.of("kafka", "outbox").contains(check.category())
                    || check.id().equals("audit.lag")
                    || mentions(check, "kafka");
        }
    },
    OBJECT_STORE("storage.bucket") {
        @Override
        boolean explains(Check check) {
            boolean ofObjects = check.category().equals("storage")
                    && !check.id().equals(POSTGRES.id)
                    && !check.id().equals("storage.migrations");
            return ofObjects || mentions(check, "object store") || mentions(check, "bucket") || mentions(check, "s3");
        }
    };

    /** Categories whose checks look at this host or at the gateway itself. */
    private static final Set<String> STANDS_ALONE = Set.of("bootstrap", "host", "dashboard");

    private final String id;

    RootCause(String id) {
        this.id = id;
    }

    abstract boolean explains(Check check);

    /** The checks with consequences told from causes. */
    static List<Check> folded(List<Check> checks) {
        List<RootCause> failing = Arrays.stream(values())
                .filter(cause -> checks.stream().anyMatch(check -> cause.isFailedBy(check)))
                .toList();
        return checks.stream().map(check -> folded(check, failing)).toList();
    }

    private boolean isFailedBy(Check check) {
        return check.id().equals(id) && check.status() == Status.FAIL;
    }

    private static Check folded(Check check, List<RootCause> failing) {
        boolean well = check.status() == Status.PASS || check.status() == Status.SKIP;
        if (well || failing.stream().anyMatch(cause -> cause.id.equals(check.id()))) {
            return check;
        }
        Optional<RootCause> cause =
                failing.stream().filter(root -> root.explains(check)).findFirst();
        return cause.map(root -> root.consequence(check)).orElse(check);
    }

    private Check consequence(Check check) {
        Map<String, Object> evidence = new LinkedHashMap<>(check.evidence());
        evidence.put("caused_by", id);
        return new Check(
                check.id(),
                check.category(),
                check.scope(),
                Status.SKIP,
                "Cannot be well while " + id + " fails: " + check.message(),
                "Repair " + id + " first.",
                evidence,
                check.gates(),
                check.durationMs());
    }

    private static boolean mentions(Check check, String word) {
        String text = check.message() + " " + check.evidence().values();
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
