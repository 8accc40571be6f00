package dev.koda.platform.testkit.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.database.FreshDatabase;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;

import static org.assertj.core.api.Assertions.assertThat;

class TestServersTest {
    @Test
    void whoeverAsksAgainGetsTheSameServers() {
        assertThat(TestServers.postgres()).isEqualTo(TestServers.postgres());
        assertThat(TestServers.kafka()).isEqualTo(TestServers.kafka());
        assertThat(TestServers.objectStore()).isEqualTo(TestServers.objectStore());
        assertThat(TestServers.objectStore().endpoint()).startsWith("http://");
    }

    @Test
    void aFreshDatabaseIsEmptyAndGoneAfterwards() throws SQLException {
        FreshDatabase database = FreshDatabase.create("kit");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
            tables.next();
            assertThat(tables.getInt(1)).isZero();
        }
        database.close();
        try (FreshDatabase other = FreshDatabase.create("kit");
                Connection connection = other.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT count(*) FROM pg_database WHERE datname = '" + database.name() + "'")) {
            found.next();
            assertThat(found.getInt(1)).isZero();
        }
    }

    @Test
    void aProbeSeesWhatIsPublishedAfterItWasMade() {
        String topic = "kit." + UUID.randomUUID();
        try (KafkaProbe early = KafkaProbe.at(TestServers.kafka(), topic)) {
            UUID id = early.publish("key", "dev.koda.kit.thing.done.v1", "{\"n\":1}");
            ReceivedEvent event = early.await(received -> received.id().equals(id.toString()));

            assertThat(event.type()).isEqualTo("dev.koda.kit.thing.done.v1");
            assertThat(event.json().path("n").asInt()).isEqualTo(1);
            try (KafkaProbe late = KafkaProbe.at(TestServers.kafka(), topic)) {
                assertThat(late.seen(received -> true)).isEmpty();
            }
        }
    }
}
