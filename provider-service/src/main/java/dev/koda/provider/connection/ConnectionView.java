package dev.koda.provider.connection;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A connection as shown: of the credential only its last four characters. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConnectionView(
        String status,
        URI baseUrl,
        String keyHint,
        String organization,
        String project,
        List<String> headerNames,
        boolean enabled,
        boolean excluded,
        int priority,
        List<String> models,
        Timeouts timeouts,
        int concurrency,
        LastVerification lastVerification,
        Instant verifyAvailableAt,
        Instant updatedAt) {

    static ConnectionView of(Connection connection, Instant verifyAvailableAt) {
        Connection.Access access = connection.access();
        return new ConnectionView(
                connection.status(),
                access.baseUrl(),
                access.keyHint(),
                access.organization(),
                access.project(),
                access.headers().keySet().stream().sorted().toList(),
                connection.enabled(),
                connection.excluded(),
                connection.priority(),
                connection.models(),
                connection.timeouts(),
                connection.concurrency(),
                connection.verification().orElse(null),
                verifyAvailableAt,
                connection.updatedAt());
    }
}
