package dev.koda.cli.sample;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.StubGateway;
import dev.koda.cli.StubbedHome;
import dev.koda.cli.console.CommandFailed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SampleTest {

    private static final String DONE = """
            {"id":"t1","status":"completed","output":"I read README.md","artifacts":[{"id":"a1","name":"summary.md"}]}""";

    @TempDir
    Path folder;

    private final Map<String, String> facts = new LinkedHashMap<>();
    private StubbedHome home;
    private StubGateway gateway;

    @BeforeEach
    void start() throws Exception {
        home = new StubbedHome(folder);
        gateway = home.gateway();
        gateway.on("GET /api/control-plane/onboarding/status", 200, "{\"has_owner\":false}")
                .on("POST /api/control-plane/auth/bootstrap/codes", 201, "{\"code\":\"ABCD-EFGH-JKLM\"}")
                .on(
                        "POST /api/control-plane/auth/register-owner",
                        201,
                        "{\"operator\":{\"id\":\"o1\"},\"recovery_codes\":[]}")
                .on(
                        "GET /api/control-plane/operators",
                        200,
                        "{\"items\":[{\"role\":\"owner\",\"email\":\"me@example.org\"}]}")
                .on("GET /api/control-plane/providers", 200, "{\"items\":[{\"id\":\"rehearsal\",\"connection\":null}]}")
                .on("PUT /api/control-plane/providers/rehearsal/connection", 200, "{}")
                .on("PUT /api/control-plane/providers/default", 200, "{}")
                .on("GET /api/control-plane/agents", 200, "{\"items\":[],\"next_cursor\":null}")
                .on("POST /api/control-plane/agents", 201, "{\"id\":\"g1\",\"published_version\":0}")
                .on("POST /api/control-plane/agents/g1/publish", 200, "{}")
                .on("POST /api/runtime/tasks", 202, "{\"id\":\"t1\",\"status\":\"queued\"}")
                .on("GET /api/runtime/tasks/t1", 200, DONE)
                .on("GET /api/runtime/tasks/t1/trace", 200, """
                    {"steps":[{"seq":1,"kind":"tool_call","name":"file.list","status":"completed","duration_ms":12,
                     "input":{"path":"."}},{"seq":2,"kind":"iteration","name":"1","status":"completed","duration_ms":0,
                     "verdict":"progress","reason":"new result"},{"seq":3,"kind":"model_call","name":"turn",
                     "status":"failed","duration_ms":5,"error":{"message":"broke off"}}]}""");
    }

    @AfterEach
    void stop() {
        home.close();
    }

    private boolean run() {
        return new Sample(home.environment(), home.console(), true).run(facts);
    }

    private String body(String request) {
        return gateway.asked().stream()
                .filter(asked -> asked.request().equals(request))
                .map(StubGateway.Asked::body)
                .findFirst()
                .orElse("");
    }

    @Test
    void makesOwnerProviderAndAgentAndShowsTheTask() {
        assertThat(run()).isTrue();

        assertThat(facts)
                .containsEntry("owner", "owner@koda.local")
                .containsEntry("task", "t1")
                .containsEntry("status", "completed")
                .containsEntry("artifact", "a1");
        assertThat(body("POST /api/control-plane/auth/register-owner"))
                .contains("ABCD-EFGH-JKLM", facts.get("password"));
        assertThat(body("POST /api/control-plane/agents"))
                .contains("file.read", folder.resolve("home/folders/sample").toString());
        assertThat(folder.resolve("home/folders/sample/README.md")).isNotEmptyFile();
        assertThat(home.said()).contains("file.list", "12 ms", "I read README.md", "progress", "broke off");
        assertThat(gateway.asked()).allMatch(asked -> asked.authorization()
                .equals("Bearer "
                        + home.environment().value("CONTROL_PLANE_API_TOKEN").orElseThrow()));
    }

    @Test
    void usesWhatAnEarlierRunMade() {
        gateway.on("GET /api/control-plane/onboarding/status", 200, "{\"has_owner\":true}")
                .on(
                        "GET /api/control-plane/providers",
                        200,
                        "{\"items\":[{\"id\":\"rehearsal\",\"connection\":{\"status\":\"connected\"}}]}")
                .on(
                        "GET /api/control-plane/providers/default",
                        200,
                        "{\"provider_id\":\"rehearsal\",\"model\":\"rehearsal-1\"}")
                .on("GET /api/control-plane/agents", 200, """
                    {"items":[{"id":"g0","name":"house-guide","status":"archived","published_version":1},
                     {"id":"g1","name":"house-guide","status":"active","published_version":1}],"next_cursor":null}""");

        assertThat(run()).isTrue();

        assertThat(facts).doesNotContainKey("password").containsEntry("owner", "me@example.org");
        assertThat(gateway.asked())
                .extracting(StubGateway.Asked::request)
                .doesNotContain(
                        "POST /api/control-plane/agents",
                        "PUT /api/control-plane/providers/default",
                        "POST /api/control-plane/agents/g1/publish");
    }

    @Test
    void isNoSuccessWhenTheTaskFailed() {
        gateway.on(
                "GET /api/runtime/tasks/t1",
                200,
                "{\"id\":\"t1\",\"status\":\"failed\",\"error\":{\"code\":\"x\",\"message\":\"no model\"}}");
        assertThat(run()).isFalse();
        assertThat(facts).containsEntry("status", "failed").containsEntry("error", "no model");
    }

    @Test
    void saysWhatTheGatewaySaid() {
        gateway.on("POST /api/control-plane/auth/register-owner", 400, """
                {"code":"invalid","detail":"The password is too common.","trace_id":"abc",
                 "violations":[{"field":"password","message":"choose another"}]}""");
        assertThatThrownBy(this::run)
                .isInstanceOf(CommandFailed.class)
                .hasMessage("registering the owner failed: The password is too common.; password: choose another"
                        + " (invalid) [trace abc]");
    }
}
