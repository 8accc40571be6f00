package dev.koda.runtime.doctor;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.artifact.ArtifactRefused;
import dev.koda.runtime.artifact.ArtifactStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

/** What the doctor hears of a healthy runtime. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class DoctorTest {
    @Inject
    Canary canary;

    @Inject
    ArtifactStore artifacts;

    @Test
    void anAskerWhoGivesUpLeavesTheCanaryToTheOthers() throws Exception {
        var gone = canary.sing();
        var waiting = canary.sing().subscribeAsCompletionStage();

        gone.subscribe().with(song -> {}).cancel();

        assertThat(waiting.get(1, TimeUnit.MINUTES).task()).isNotNull();
    }

    @Test
    void theCanaryLeavesNothingAmongTheArtifacts() throws Exception {
        var song = canary.sing().subscribeAsCompletionStage().get(1, TimeUnit.MINUTES);
        String saved = RuntimeFixtures.finished(song.task().toString()).getString("artifacts[0].id");

        Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThatThrownBy(
                        () -> artifacts.manifest(UUID.fromString(saved)))
                .isInstanceOf(ArtifactRefused.class));
    }

    @Test
    void aHealthyRuntimeIsReadyAndItsChecksPass() {
        // a check gives up after two seconds, which a busy machine may need for something else
        Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(DoctorTest::passes);
    }

    private static void passes() {
        RestAssured.get("/api/runtime/ready").then().statusCode(200).body("status", equalTo("ready"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/health/group/doctor")
                .then()
                .statusCode(200)
                .body(
                        "checks.name",
                        hasItems(
                                "runtime.ready",
                                "runtime.workers",
                                "runtime.queue",
                                "runtime.dlq",
                                "runtime.sandbox",
                                "runtime.canary"))
                .body("checks.find { it.name == 'runtime.workers' }.data.status", equalTo("pass"));
    }
}
