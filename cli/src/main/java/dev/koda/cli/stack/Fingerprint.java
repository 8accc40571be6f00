package dev.koda.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import dev.koda.platform.boot.Settings;

/** A short name for the settings and the build a process was started with; gives no secret away. */
final class Fingerprint {

    private Fingerprint() {}

    /** Over the declared settings only: a terminal's other variables change from call to call and change nothing. */
    static String of(Map<String, String> environment, Path jar) {
        StringBuilder text = new StringBuilder();
        Settings.all().forEach(setting -> text.append(setting.variable())
                .append('=')
                .append(environment.getOrDefault(setting.variable(), ""))
                .append('\n'));
        text.append(jar).append(' ').append(modified(jar));
        return sha256(text.toString());
    }

    private static String modified(Path jar) {
        try {
            Path application = jar.resolveSibling("quarkus").resolve("quarkus-application.dat");
            return Files.getLastModifiedTime(Files.exists(application) ? application : jar)
                    .toString();
        } catch (IOException absent) {
            return "absent";
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static String ofSettings(Map<String, String> environment) {
        return of(new TreeMap<>(environment), Path.of("settings"));
    }
}
