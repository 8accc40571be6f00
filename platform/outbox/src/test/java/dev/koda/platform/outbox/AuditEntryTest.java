package dev.koda.platform.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import dev.koda.platform.outbox.AuditEntry.Outcome;
import dev.koda.platform.testkit.event.EventAssertions;

import static org.assertj.core.api.Assertions.assertThat;

class AuditEntryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aFullEntryFitsThePublishedSchema() {
        OutboxEvent event = AuditEntry.of("security.login.failed")
                .outcome(Outcome.FAILURE)
                .actor(AuditActor.operator("o-1", "Ada"))
                .client("203.0.113.7", "Mozilla/5.0")
                .target("operator", "o-1")
                .task("t-1")
                .trace("4bf92f3577b34da6a3ce929d0e0e4736")
                .detail("failures", 3)
                .detail("password", "never")
                .detail("nothing", null)
                .event("o-1");

        JsonNode body = JSON.valueToTree(event.body());
        EventAssertions.matchesSchema(event.ceType(), body);
        assertThat(event.topic()).isEqualTo(Topic.AUDIT);
        assertThat(event.key()).isEqualTo("o-1");
        assertThat(body.path("details")).hasToString("{\"failures\":3,\"password\":\"[redacted]\"}");
        assertThat(body.path("actor").path("kind").asText()).isEqualTo("operator");
    }

    @Test
    void theBarestEntryFitsToo() {
        OutboxEvent event = AuditEntry.of("system.update.started").event("system");

        EventAssertions.matchesSchema(event.ceType(), JSON.<JsonNode>valueToTree(event.body()));
    }
}
