package dev.koda.platform.embedded.kafka;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.koda.platform.embedded.process.ServerJars;
import dev.koda.platform.embedded.process.ServerNotStarted;

/** Formats the data folder of a broker once; a formatted one holds {@code meta.properties}. */
final class BrokerStorage {

    private static final int MINUTES = 3;
    private static final int CLUSTER_ID_BYTES = 16;

    private BrokerStorage() {}

    static boolean isFormatted(KafkaSpec spec) {
        return Files.exists(spec.files().data().resolve("meta.properties"));
    }

    static void format(KafkaSpec spec, Path properties) {
        File log = spec.files().log().toFile();
        try {
            Process process = new ProcessBuilder(List.of(
                            ServerJars.java().toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dlog4j2.configurationFile=" + BrokerSettings.logging(spec),
                            "-cp",
                            ServerJars.of("kafka") + "/*",
                            "kafka.tools.StorageTool",
                            "format",
                            "--ignore-formatted",
                            "-t",
                            clusterId(),
                            "-c",
                            properties.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new ServerNotStarted("Kafka could not format its folder; its words are in " + log);
            }
        } catch (IOException failure) {
            throw new ServerNotStarted("Kafka could not be formatted: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerNotStarted("interrupted while Kafka was formatted", interrupted);
        }
    }

    private static String clusterId() {
        byte[] bytes = new byte[CLUSTER_ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        // a leading hyphen would be read as a flag
        bytes[0] &= 0x3f;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
