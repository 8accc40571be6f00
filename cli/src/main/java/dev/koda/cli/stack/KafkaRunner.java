package dev.koda.cli.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import dev.koda.cli.home.Environment;
import dev.koda.platform.embedded.kafka.EmbeddedKafka;
import dev.koda.platform.embedded.kafka.KafkaSpec;
import dev.koda.platform.embedded.process.StartOptions;

/** Runs the home's own Kafka. */
final class KafkaRunner implements PartRunner {

    private final KafkaSpec spec;
    private volatile EmbeddedKafka server;

    KafkaRunner(Environment environment, RunFiles files) {
        this.spec = new KafkaSpec(files.files(Part.KAFKA), environment.port(Part.KAFKA.portVariable()));
    }

    @Override
    public Optional<Running> adopt() {
        Optional<EmbeddedKafka> found = EmbeddedKafka.adopt(spec);
        if (found.filter(live -> live.port() != spec.port()).isPresent()) {
            found.get().stop(Duration.ofSeconds(30));
            return Optional.empty();
        }
        server = found.orElse(null);
        return found.map(live -> new Running(live.pid(), live.port()));
    }

    @Override
    public Running start(Consumer<String> progress) {
        server = EmbeddedKafka.start(spec, StartOptions.detached().withProgress(progress));
        return new Running(server.pid(), server.port());
    }

    @Override
    public boolean isAlive() {
        return server != null && server.isAlive();
    }

    @Override
    public void stop(Duration timeout) {
        EmbeddedKafka.adopt(spec).ifPresent(live -> live.stop(timeout));
    }
}
