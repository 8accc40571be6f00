package dev.koda.cli.home;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.koda.platform.boot.HomeFiles;
import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.boot.Refusal;
import dev.koda.platform.boot.Settings;

/**
 * The settings in force: the caller's own environment over {@code .env} over the ports of the home over defaults.
 *
 * @param home the installation
 * @param values everything a part is started with
 * @param embedded servers that this home runs itself: {@code postgres}, {@code kafka}, {@code seaweedfs}
 */
public record Environment(KodaHome home, Map<String, String> values, Set<String> embedded) {

    /** The value in force, the declared default included. */
    public Optional<String> value(String variable) {
        return Settings.value(values, variable);
    }

    /** What the boot would refuse, in the words of the boot. */
    public List<Refusal> refusals() {
        return Stream.concat(Settings.check(values).stream(), masterKeyFault().stream())
                .toList();
    }

    /** Only where the setting itself will do, so that one fault is told once. */
    private Optional<Refusal> masterKeyFault() {
        boolean told = Settings.check(values).stream()
                .anyMatch(refusal -> refusal.variable().equals("CONTROL_PLANE_MASTER_KEY_FILE"));
        return told ? Optional.empty() : HomeFiles.masterKey(values);
    }

    /** A port setting; fails with {@link IllegalArgumentException} when it is none, which the settings check tells first. */
    public int port(String variable) {
        return Integer.parseInt(value(variable).orElseThrow());
    }

    public PostgresDsn dsn() {
        return PostgresDsn.parse(value(Minting.DSN).orElseThrow());
    }

    public Path masterKey() {
        return value("CONTROL_PLANE_MASTER_KEY_FILE").map(Path::of).orElse(home.masterKey());
    }

    /** Where the gateway is reached from this host. */
    public String gateway() {
        String bind = value("WEB_BIND").orElse("127.0.0.1");
        String host = Set.of("0.0.0.0", "::", "localhost").contains(bind) ? "127.0.0.1" : bind;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port("WEB_PORT");
    }

    @Override
    public String toString() {
        return "Environment[" + home.root() + "]";
    }
}
