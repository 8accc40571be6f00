package dev.koda.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.runtime.stub.StubUpstream;

import static io.restassured.RestAssured.given;

/** Agents and tasks as an operator makes them over HTTP. */
public final class RuntimeFixtures {
    public static final String AGENTS = "/api/control-plane/agents";
    public static final String TASKS = "/api/runtime/tasks";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private RuntimeFixtures() {}

    /** A value of the running application's configuration. */
    public static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** What the stub of the neighbours recorded of one kind about a task. */
    public static List<JsonNode> recorded(String kind, String task) {
        return StubUpstream.recorded(setting("koda.peers.provider-url"), kind).stream()
                .filter(call -> call.toString().contains(task))
                .toList();
    }

    /** Lets the model's turns and the calls go on that wait at the gate. */
    public static void open(String gate) {
        StubUpstream.open(setting("koda.peers.provider-url"), gate);
    }

    public static RequestSpecification owner() {
        return as("01900000-0000-7000-8000-000000000001", "owner");
    }

    public static RequestSpecification as(String id, String role) {
        return given().auth().oauth2(TestTokens.operator(id, role)).contentType(ContentType.JSON);
    }

    public static String agent(Object... tools) {
        return agentWith(Map.of("tools", List.of(tools)));
    }

    /** A published agent with these fields beside the usual ones. */
    public static String agentWith(Map<String, ?> fields) {
        String id = draft(fields);
        owner().post(AGENTS + "/" + id + "/publish").then().statusCode(200);
        return id;
    }

    public static String draft(Map<String, ?> fields) {
        Map<String, Object> body = new TreeMap<>(Map.of(
                "name", "Agent " + UUID.randomUUID(), "instructions", "Do what you are asked.", "model", "stub/one"));
        body.putAll(fields);
        return owner().body(body).post(AGENTS).then().statusCode(201).extract().path("id");
    }

    public static String submit(String agent, String... lines) {
        return submitWith(agent, Map.of(), lines);
    }

    public static String submitWith(String agent, Map<String, ?> fields, String... lines) {
        Map<String, Object> body = new TreeMap<>(Map.of("agent_id", agent, "input", String.join("\n", lines)));
        body.putAll(fields);
        return owner().body(body).post(TASKS).then().statusCode(202).extract().path("id");
    }

    public static JsonPath task(String id) {
        return owner().get(TASKS + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** The task once it is in one of these states. */
    public static JsonPath awaitState(String id, String... states) {
        Awaitility.await()
                .alias("task " + id + " in " + List.of(states))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> List.of(states).contains(task(id).getString("status")));
        return task(id);
    }

    public static JsonPath finished(String id) {
        return awaitState(id, "completed", "failed", "cancelled", "dead_lettered");
    }

    public static List<Map<String, Object>> steps(String id) {
        return owner().get(TASKS + "/" + id + "/trace")
                .then()
                .statusCode(200)
                .extract()
                .path("steps");
    }

    /** The steps of a trace asked for in part. */
    public static List<Map<String, Object>> steps(String id, Map<String, Object> query) {
        return owner().queryParams(query)
                .get(TASKS + "/" + id + "/trace")
                .then()
                .statusCode(200)
                .extract()
                .path("steps");
    }

    public static List<Map<String, Object>> steps(String id, String kind) {
        return steps(id).stream().filter(step -> kind.equals(step.get("kind"))).toList();
    }

    /** How each call of a tool went: {@code ok } and nothing, or another status and the code of its error. */
    public static List<String> outcomes(String id) {
        return steps(id, "tool_call").stream()
                .map(step -> step.get("status") + " " + errorCode(step))
                .toList();
    }

    private static String errorCode(Map<String, Object> step) {
        return step.get("error") instanceof Map<?, ?> error ? String.valueOf(error.get("code")) : "";
    }

    /** The whole stream of a finished task, or what followed an event. */
    public static Response events(String id, String lastEventId) {
        RequestSpecification request = owner().accept("text/event-stream");
        return (lastEventId == null ? request : request.header("Last-Event-ID", lastEventId))
                .get(TASKS + "/" + id + "/events");
    }
}
