package dev.koda.platform.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Everything the doctor found, in the published shape {@code koda.doctor/1}.
 *
 * <p>{@code status} is {@code fail} with any failing check, else {@code warn} with any warning, else {@code pass}.
 * Checks keep the order they were given in.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"schema", "status", "generated_at", "version", "mode", "checks", "summary"})
public record DoctorReport(
        String schema,
        Status status,
        @JsonProperty("generated_at") Instant generatedAt,
        String version,
        String mode,
        List<Check> checks,
        Summary summary) {

    /** The name of the JSON shape; a change that is not an addition makes it {@code koda.doctor/2}. */
    public static final String SCHEMA = "koda.doctor/1";

    public DoctorReport {
        checks = List.copyOf(checks);
    }

    /** Sums the checks up; {@code mode} is {@code embedded}, {@code compose} or {@code kubernetes}. */
    public static DoctorReport of(Instant generatedAt, String version, String mode, List<Check> checks) {
        Summary summary = Summary.of(checks);
        return new DoctorReport(SCHEMA, summary.status(), generatedAt, version, mode, checks, summary);
    }

    /** The failing checks that hold back the given gate. */
    public List<Check> failing(Gate gate) {
        return checks.stream()
                .filter(check -> check.status() == Status.FAIL && check.gates().contains(gate))
                .toList();
    }

    /** This report with only the named checks, summed up anew. */
    public DoctorReport only(Set<String> ids) {
        return of(
                generatedAt,
                version,
                mode,
                checks.stream().filter(check -> ids.contains(check.id())).toList());
    }

    /** How many checks ended how. */
    public record Summary(int pass, int warn, int fail, int skip) {

        static Summary of(List<Check> checks) {
            return new Summary(
                    count(checks, Status.PASS),
                    count(checks, Status.WARN),
                    count(checks, Status.FAIL),
                    count(checks, Status.SKIP));
        }

        Status status() {
            if (fail > 0) {
                return Status.FAIL;
            }
            return warn > 0 ? Status.WARN : Status.PASS;
        }

        private static int count(List<Check> checks, Status status) {
            return Math.toIntExact(
                    checks.stream().filter(check -> check.status() == status).count());
        }
    }
}
