package dev.koda.system.vendor;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.system.stack.Api;
import dev.koda.system.stack.RunningStack;
import dev.koda.system.stack.RunningStack.Koda;
import dev.koda.system.stack.Tasks;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample's work done with real wire formats, connected through the API as a user would. */
@ExtendWith(RunningStack.class)
class VendorTaskIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theSameTaskWorksWithOpenAi(Koda koda) throws Exception {
        try (StubOpenAi vendor = new StubOpenAi()) {
            works(koda, vendor, "openai", "gpt-4o-mini", StubOpenAi.KEY, vendor.address() + "/v1");
        }
    }

    @Test
    void theSameTaskWorksWithAnthropic(Koda koda) throws Exception {
        try (StubAnthropic vendor = new StubAnthropic()) {
            works(koda, vendor, "anthropic", "claude-sonnet-4-5", StubAnthropic.KEY, vendor.address());
        }
    }

    private static void works(Koda koda, StubVendor vendor, String provider, String model, String key, String baseUrl)
            throws Exception {
        Api api = koda.api();
        ObjectNode connection = JSON.createObjectNode().put("base_url", baseUrl);
        connection.putObject("auth").put("api_key", key);
        api.put("/api/control-plane/providers/" + provider + "/connection", connection.toString())
                .expect(200);
        try {
            JsonNode verdict = api.post("/api/control-plane/providers/" + provider + "/connection/verify", "")
                    .expect(200)
                    .body();
            assertThat(verdict.path("verdict").asText())
                    .as(verdict.toPrettyString())
                    .isEqualTo("usable");

            Awaitility.await("the connection is in the audit trail")
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(api.get("/api/control-plane/audit?type=provider.connection.changed"
                                            + "&target=" + provider)
                                    .expect(200)
                                    .body()
                                    .path("items"))
                            .isNotEmpty());

            JsonNode task = done(koda, provider, model);
            assertThat(task.path("output").asText()).contains("saved notes.md");
            assertThat(task.path("artifacts")).hasSize(1);
            assertThat(vendor.asked()).hasSize(StubVendor.PLAN.size() + 1);
            assertThat(api.get("/api/control-plane/providers").expect(200).text())
                    .doesNotContain(key);
        } finally {
            api.delete("/api/control-plane/providers/" + provider + "/connection");
        }
    }

    private static JsonNode done(Koda koda, String provider, String model) throws Exception {
        Tasks tasks = new Tasks(koda.api());
        String folder = koda.home().resolve("folders/sample").toString();
        ObjectNode agent = JSON.createObjectNode()
                .put("name", "reader-" + provider)
                .put("instructions", "Read the folder.")
                .put("model", provider + "/" + model);
        for (String tool : new String[] {"file.list", "file.read"}) {
            agent.withArray("tools")
                    .addObject()
                    .put("name", tool)
                    .putObject("settings")
                    .put("folder", folder);
        }
        agent.withArray("tools").add("artifact.save");
        String id = koda.api()
                .post("/api/control-plane/agents", agent.toString())
                .expect(201)
                .body()
                .path("id")
                .asText();
        koda.api().post("/api/control-plane/agents/" + id + "/publish", "{}").expect(200);
        JsonNode task = tasks.ended(tasks.submit(id, "What is in the folder?"), Duration.ofMinutes(3));
        assertThat(task.path("status").asText()).as(task.toPrettyString()).isEqualTo("completed");
        return task;
    }
}
