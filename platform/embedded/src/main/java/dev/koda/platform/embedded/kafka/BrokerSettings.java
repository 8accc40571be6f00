package dev.koda.platform.embedded.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files a broker is started with, beside its data and written anew each time, for ports change. */
final class BrokerSettings {

    /** Static voters, not a dynamic quorum: a dynamic one would remember the controller's former port. */
    private static final String PROPERTIES = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=CLIENT://127.0.0.1:%1$d
            listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=CLIENT
            log.dirs=%3$s
            auto.create.topics.enable=false
            num.partitions=8
            default.replication.factor=1
            min.insync.replicas=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=8
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            share.coordinator.state.topic.num.partitions=4
            group.initial.rebalance.delay.ms=0
            log.cleaner.dedupe.buffer.size=8388608
            log.cleaner.threads=1
            num.network.threads=2
            num.io.threads=4
            background.threads=4
            log.retention.hours=168
            log.segment.bytes=67108864
            """;

    private static final String LOGGING = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Configuration status="warn" shutdownHook="disable">
              <Appenders>
                <Console name="out" target="SYSTEM_OUT">
                  <PatternLayout pattern="%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %c{1} %m%n"/>
                </Console>
              </Appenders>
              <Loggers>
                <Logger name="org.apache.kafka" level="warn"/>
                <Logger name="kafka" level="warn"/>
                <Logger name="kafka.server" level="info"/>
                <Root level="warn"><AppenderRef ref="out"/></Root>
              </Loggers>
            </Configuration>
            """;

    private BrokerSettings() {}

    static Path write(KafkaSpec spec, int controllerPort) {
        Path properties = beside(spec, ".properties");
        write(
                properties,
                PROPERTIES.formatted(spec.port(), controllerPort, spec.files().data()));
        write(logging(spec), LOGGING);
        return properties;
    }

    static Path logging(KafkaSpec spec) {
        return beside(spec, "-log.xml");
    }

    private static Path beside(KafkaSpec spec, String suffix) {
        return spec.files().data().resolveSibling(spec.files().data().getFileName() + suffix);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }
}
