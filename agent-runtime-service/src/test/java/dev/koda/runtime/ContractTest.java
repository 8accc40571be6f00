package dev.koda.runtime;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.contract.OpenApiDrift;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static org.assertj.core.api.Assertions.assertThat;

/** What is published, over HTTP and Kafka, is what the contracts say. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class ContractTest {

    @Test
    void theApiIsTheOneThatIsPublished() {
        OpenApiDrift.check(
                "agent-runtime-service",
                RestAssured.get("/q/openapi").then().statusCode(200).extract().asString());
    }

    @Test
    void anAgentIsToldAsItsSchemaSays() {
        try (KafkaProbe probe = KafkaProbe.on("koda.runtime.agent")) {
            String agent = RuntimeFixtures.agent();

            ReceivedEvent event =
                    probe.await(seen -> agent.equals(seen.key()) && seen.value().contains("active"));

            EventAssertions.matchesSchema("dev.koda.runtime.agent.changed.v1", event.value());
        }
    }

    @Test
    void aTaskIsToldAndAuditedFromAcceptanceToEnd() {
        String agent = RuntimeFixtures.agent();
        try (KafkaProbe states = KafkaProbe.on("koda.runtime.task");
                KafkaProbe hints = KafkaProbe.on("koda.runtime.task-ready");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            String task = RuntimeFixtures.submit(agent, "hello");

            assertThat(states.awaitAll(event -> task.equals(event.key()), 2))
                    .allSatisfy(event ->
                            EventAssertions.matchesSchema("dev.koda.runtime.task.state-changed.v1", event.value()));
            EventAssertions.matchesSchema(
                    "dev.koda.runtime.task.ready.v1",
                    hints.await(event -> task.equals(event.key())).value());
            assertThat(audit.awaitAll(event -> task.equals(event.key()), 2))
                    .allSatisfy(event -> EventAssertions.matchesSchema("dev.koda.audit.entry.v1", event.value()))
                    .anySatisfy(event -> assertThat(event.value()).contains("task.created"))
                    .anySatisfy(event -> assertThat(event.value()).contains("task.completed"));
        }
    }

    @Test
    void unknownFieldsAndStrangersAreRefused() {
        RuntimeFixtures.owner()
                .body(Map.of("agent_id", "01900000-0000-7000-8000-000000000001", "input", "x", "surprise", 1))
                .post(RuntimeFixtures.TASKS)
                .then()
                .statusCode(400);
        RestAssured.get(RuntimeFixtures.TASKS).then().statusCode(401);
        RuntimeFixtures.as("01900000-0000-7000-8000-000000000009", "viewer")
                .body(Map.of("agent_id", "01900000-0000-7000-8000-000000000001", "input", "x"))
                .post(RuntimeFixtures.TASKS)
                .then()
                .statusCode(403);
    }
}
