package dev.koda.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.token.TestTokens;

import static io.restassured.RestAssured.given;

/** Entries as producers send them, and the trail as callers and the database's owner see it. */
public final class AuditFixtures {
    public static final String TOPIC = "koda.audit";
    public static final String ENTRY = "dev.koda.audit.entry.v1";
    public static final String AUDIT = "/api/control-plane/audit";

    /** Longer than Kafka waits for a member of a group that went without a word. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private AuditFixtures() {}

    /** A short word that no other test uses. */
    public static String unique(String label) {
        return label + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Body of an entry of the type given, by the actor given. */
    public static String entry(String type, String actorId) {
        return entry(type, actorId, "{\"attempt\": 1}");
    }

    /** The same with details. */
    public static String entry(String type, String actorId, String details) {
        return """
                {"type": "%s", "outcome": "failure",
                 "actor": {"kind": "operator", "id": "%s", "name": "Ada"},
                 "address": "203.0.113.7", "user_agent": "probe/1",
                 "target": {"kind": "operator", "id": "target-of-%s"},
                 "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "task_id": null, "details": %s}""".formatted(type, actorId, actorId, details);
    }

    /** Publishes so many entries by the actor and waits until they are recorded. */
    public static void record(KafkaProbe topic, String type, String actor, int count) {
        for (int index = 0; index < count; index++) {
            topic.publish(actor, ENTRY, entry(type, actor, "{\"index\": " + index + "}"));
        }
        awaitRecorded(actor, count);
    }

    public static void awaitRecorded(String actor, int count) {
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> number("SELECT count(*) FROM audit.records WHERE actor_id = '" + actor + "'") == count);
    }

    public static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.operator("01900000-0000-7000-8000-000000000001", role));
    }

    public static ValidatableResponse list(String query) {
        return as("operator").when().get(AUDIT + "?" + query).then().statusCode(200);
    }

    /** A connection of the database's owner. */
    public static Connection owner() throws SQLException {
        return connection("quarkus.flyway.username", "quarkus.flyway.password");
    }

    /** A connection of the service's own role. */
    public static Connection service() throws SQLException {
        return connection("quarkus.datasource.username", "quarkus.datasource.password");
    }

    /** Runs a statement as the owner. */
    public static void execute(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The one number a query of the owner answers with. */
    public static long number(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private static Connection connection(String user, String password) throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.flyway.jdbc-url", String.class),
                config.getValue(user, String.class),
                config.getValue(password, String.class));
    }
}
