package dev.koda.provider.sealing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import org.postgresql.Driver;

import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.Settings;

/**
 * The check of the master key before Quarkus starts, so that a refusal is one readable line instead of a stack trace.
 * Plain JDBC, because nothing else is there yet. Where the database is not reachable yet it says nothing:
 * {@link MasterKeyCanary} looks again once it is.
 */
public final class MasterKeyBoot {

    private static final String FILE = "CONTROL_PLANE_MASTER_KEY_FILE";
    private static final String DSN = "KNOWLEDGE_V2_POSTGRES_DSN";
    private static final String SECONDS = "5";

    private MasterKeyBoot() {}

    /** The line to print when the boot must stop; empty when the key opens the canary, or there is none yet. */
    public static Optional<String> refusal(Map<String, String> env) {
        if (!Settings.check(env, Service.PROVIDER).isEmpty()) {
            return Optional.empty(); // the boot itself says it better
        }
        var file = new MasterKeyFile(Path.of(Settings.value(env, FILE).orElseThrow()));
        Optional<String> stored =
                canary(PostgresDsn.parse(Settings.value(env, DSN).orElseThrow()));
        try {
            var sealer = new Sealer(file.read());
            stored.ifPresent(text -> MasterKeyCanary.check(sealer, text));
            return Optional.empty();
        } catch (MasterKeyRefused refused) {
            return Optional.of(refused.getMessage() + needed(refused, stored));
        }
    }

    /** A file that is not there cannot say which key it held; what is stored can. */
    private static String needed(MasterKeyRefused refused, Optional<String> stored) {
        return stored.map(text -> Sealed.parse(text).keyId())
                .filter(id -> !refused.getMessage().contains(id))
                .map(id -> "; what is stored needs key " + id)
                .orElse("");
    }

    /** The stored canary; none on the first boot ever, or while the database is away. */
    private static Optional<String> canary(PostgresDsn dsn) {
        Properties properties = new Properties();
        properties.setProperty("user", dsn.user());
        properties.setProperty("password", dsn.password());
        properties.setProperty("loginTimeout", SECONDS);
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        try (Connection database = new Driver().connect(dsn.jdbcUrl(), properties);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT sealed FROM provider.master_key_canary")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException awayOrNotMadeYet) {
            return Optional.empty();
        }
    }
}
