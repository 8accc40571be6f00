package dev.koda.gateway.client;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Reads the problem document of a refused call. Anything that is not one is named by its status alone. */
public final class ServiceFailures implements ResponseExceptionMapper<ServiceFailure> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= 400;
    }

    @Override
    public ServiceFailure toThrowable(Response response) {
        return new ServiceFailure(read(response.getStatus(), bodyOf(response), retryAfter(response)));
    }

    static Trouble read(int status, String body, Long retryAfterSeconds) {
        JsonNode problem = parsed(body);
        return new Trouble(
                "",
                status,
                problem.path("code").asText("http_" + status),
                problem.path("title").asText("The service answered " + status),
                problem.path("detail").asText(""),
                problem.path("trace_id").asText(null),
                retryAfterSeconds,
                violations(problem.path("violations")));
    }

    private static List<Violation> violations(JsonNode list) {
        List<Violation> found = new ArrayList<>();
        for (JsonNode one : list) {
            found.add(new Violation(
                    one.path("field").asText(null),
                    one.path("code").asText(null),
                    one.path("message").asText("")));
        }
        return found;
    }

    private static JsonNode parsed(String body) {
        try {
            JsonNode read = JSON.readTree(body == null ? "" : body);
            return read == null ? JSON.createObjectNode() : read;
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static String bodyOf(Response response) {
        return response.hasEntity() ? response.readEntity(String.class) : "";
    }

    private static Long retryAfter(Response response) {
        String header = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        return header != null && header.matches("\\d{1,9}") ? Long.valueOf(header) : null;
    }
}
