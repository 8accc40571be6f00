package dev.koda.gateway.page;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.WithStubHouse;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithStubHouse
class AgentPageTest extends TaughtPages {
    @Test
    void savingADraftKeepsTheSettingsOfItsTools() {
        owner().formParam("name", "release-scribe")
                .formParam("instructions", "Write.")
                .formParam("tool", "file.read")
                .formParam("approval.file.read", "ask")
                .formParam("minutes", "5")
                .post(AGENT)
                .then()
                .statusCode(303);
        assertThat(house.last("/api/control-plane" + AGENT).body())
                .contains("\"name\":\"file.read\",\"approval\":\"ask\",\"settings\":{}")
                .contains("\"wall_time_s\":300")
                .contains("\"model\":\"\"");
    }
}
