package dev.koda.cli.home;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.koda.cli.console.CommandFailed;
import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.boot.Refusal;
import dev.koda.platform.boot.Settings;

/**
 * Puts an environment together from the files of a home and the caller's own.
 *
 * @param home the installation
 * @param caller the caller's environment; wins over the files
 * @param ports chooses what nobody named
 */
public record EnvironmentFiles(KodaHome home, Map<String, String> caller, Ports ports) {

    /** Remembers the address a minted DSN names, which tells the home's own server from one of the user's. */
    private static final String BUILT_DSN = "KODA_BUILT_POSTGRES";

    private static final String WEB_PORT = "WEB_PORT";

    /** The environment as it stands; reads only. */
    public Environment read() {
        Map<String, String> remembered = new EnvFile(home.portsFile()).read();
        return assemble(given(), remembered);
    }

    /**
     * The environment to start with. While the home holds no data, what is missing is minted and ports are chosen;
     * later only ports that were taken meanwhile move.
     */
    public Environment complete(Consumer<String> progress) {
        Map<String, String> given = given();
        refuseWhatIsWrong(given);
        home.prepare();
        Map<String, String> remembered = new LinkedHashMap<>(new EnvFile(home.portsFile()).read());
        ports.choose(home, given.keySet(), remembered).forEach((name, port) -> remembered.put(name, port.toString()));
        // so that later commands find the dashboard without being told again
        Optional.ofNullable(given.get(WEB_PORT)).ifPresent(port -> remembered.put(WEB_PORT, port));
        if (!home.holdsData()) {
            mint(given, remembered, progress);
        }
        new EnvFile(home.portsFile())
                .write(remembered.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining("", "# chosen by koda up; a setting of the same name wins\n", "")));
        return assemble(given(), remembered);
    }

    /** What is given must be right before anything is made of it; what is missing is made or told later. */
    private void refuseWhatIsWrong(Map<String, String> given) {
        List<String> lines = Settings.check(given).stream()
                .filter(refusal -> given.containsKey(refusal.variable()))
                .map(Refusal::line)
                .toList();
        if (!lines.isEmpty()) {
            throw new CommandFailed(String.join(System.lineSeparator(), lines));
        }
    }

    private void mint(Map<String, String> given, Map<String, String> remembered, Consumer<String> progress) {
        String port = Optional.ofNullable(given.get("KODA_POSTGRES_PORT"))
                .orElseGet(() -> remembered.get("KODA_POSTGRES_PORT"));
        Map<String, String> minted = Minting.missing(given::containsKey, port);
        if (minted.containsKey(Minting.DSN)) {
            remembered.put(BUILT_DSN, "127.0.0.1:" + port);
        }
        if (!minted.isEmpty()) {
            progress.accept("minting secrets into " + home.envFile());
            new EnvFile(home.envFile()).append("minted by koda up; keep this file secret", minted);
        }
        if (!given.containsKey("CONTROL_PLANE_MASTER_KEY_FILE")) {
            Minting.masterKey(home.masterKey());
        }
    }

    /** What the caller or the file says; set to nothing counts as not set. */
    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(new EnvFile(home.envFile()).read());
        given.putAll(caller);
        given.values().removeIf(String::isBlank);
        given.put("KODA_HOME", home.root().toString());
        return given;
    }

    private Environment assemble(Map<String, String> given, Map<String, String> remembered) {
        Map<String, String> values = new LinkedHashMap<>(remembered);
        Optional<String> built = Optional.ofNullable(values.remove(BUILT_DSN));
        values.putAll(given);
        Ports.DEFAULTS.forEach((name, port) -> values.putIfAbsent(name, port.toString()));
        Set<String> embedded = new LinkedHashSet<>();
        if (!values.containsKey(Minting.DSN)) {
            // not minted yet; whoever starts servers is refused for want of it
            embedded.add("postgres");
        }
        dsn(values)
                .filter(dsn -> built.equals(Optional.of(dsn.host() + ":" + dsn.port())))
                .ifPresent(dsn -> {
                    embedded.add("postgres");
                    values.put(Minting.DSN, moved(dsn, values.get("KODA_POSTGRES_PORT")));
                });
        build(values, embedded, "kafka", "KODA_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + values.get("KODA_KAFKA_PORT"));
        build(
                values,
                embedded,
                "seaweedfs",
                "KNOWLEDGE_V2_S3_ENDPOINT_URL",
                "http://127.0.0.1:" + values.get("KODA_S3_PORT"));
        return new Environment(home, Map.copyOf(values), Set.copyOf(embedded));
    }

    private static void build(
            Map<String, String> values, Set<String> embedded, String part, String variable, String address) {
        if (!values.containsKey(variable)) {
            values.put(variable, address);
            embedded.add(part);
        }
    }

    private static Optional<PostgresDsn> dsn(Map<String, String> values) {
        try {
            return Optional.ofNullable(values.get(Minting.DSN)).map(PostgresDsn::parse);
        } catch (IllegalArgumentException refusedLater) {
            return Optional.empty();
        }
    }

    private static String moved(PostgresDsn dsn, String port) {
        try {
            return new PostgresDsn(
                            dsn.user(),
                            dsn.password(),
                            dsn.host(),
                            Integer.parseInt(port),
                            dsn.database(),
                            dsn.sslMode())
                    .text();
        } catch (NumberFormatException refusedLater) {
            return dsn.text();
        }
    }
}
