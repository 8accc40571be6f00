package dev.koda.platform.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The JSON of a problem. {@code violations} appears only where there are some; extra members follow the standard ones.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "trace_id", "violations"})
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonProperty("trace_id") String traceId,
        List<Violation> violations,
        @JsonIgnore Map<String, Object> members) {

    static final Set<String> STANDARD_MEMBERS =
            Set.of("type", "title", "status", "detail", "instance", "code", "trace_id", "violations");

    /** The answer for a problem that happened while serving the given path. */
    public static ProblemBody of(Problem problem, String path, String traceId) {
        return new ProblemBody(
                "/problems/" + problem.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                problem.title(),
                problem.status(),
                problem.detail(),
                path,
                problem.code(),
                traceId,
                problem.violations(),
                problem.members());
    }

    @JsonAnyGetter
    @JsonInclude(JsonInclude.Include.ALWAYS)
    Map<String, Object> extraMembers() {
        return members;
    }
}
