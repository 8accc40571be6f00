package dev.koda.platform.embedded.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private EmbeddedKafka server;

    @AfterEach
    void leaveNothingBehind() {
        if (server != null && server.isAlive()) {
            server.stop(PATIENCE);
        }
    }

    private KafkaSpec spec() {
        return new KafkaSpec(ServerFiles.below(home, "kafka"), FreePort.next());
    }

    private EmbeddedKafka start() {
        return EmbeddedKafka.start(
                spec(), StartOptions.boundTo(ProcessHandle.current().pid()));
    }

    private void makeTopic(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void produce(String topic, String value, Duration toFindTheTopic) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        server.bootstrapServers(),
                        "acks",
                        "all",
                        "max.block.ms",
                        toFindTheTopic.toMillis()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private List<String> read(String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", server.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            return consumer.poll(PATIENCE).records(only).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    @Test
    void keepsRecordsThroughAKillAndANewPortAndIsTakenOver() throws Exception {
        server = start();
        makeTopic("kept");
        produce("kept", "seven", PATIENCE);
        assertThat(EmbeddedKafka.adopt(spec())).get().returns(server.pid(), EmbeddedKafka::pid);

        server.kill();
        assertThat(EmbeddedKafka.adopt(spec())).isEmpty();

        server = start();
        assertThat(read("kept")).containsExactly("seven");
        assertThatThrownBy(() -> produce("never-made", "lost", Duration.ofSeconds(5)))
                .hasMessageContaining("never-made");

        server.stop(PATIENCE);
        assertThat(server.isAlive()).isFalse();
        assertThat(home.resolve("logs/kafka.log"))
                .content(StandardCharsets.UTF_8)
                .contains("Kafka Server started");
    }
}
