package dev.koda.provider.sealing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The check of the master key before Quarkus starts, so that a refusal is one readable line instead of a stack trace.
 * Plain JDBC, because nothing else is there yet.
 */
public final class MasterKeyBoot {

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_SCHEMA = "3F000";

    private MasterKeyBoot() {}

    /** The line to print when the boot must stop; empty when the key opens the canary, or there is none yet. */
    public static Optional<String> refusal(Path keyFile, Connection database) throws SQLException {
        try {
            var sealer = new Sealer(new MasterKeyFile(keyFile).read());
            canary(database).ifPresent(text -> MasterKeyCanary.check(sealer, text));
            return Optional.empty();
        } catch (MasterKeyRefused refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private static Optional<String> canary(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT sealed FROM provider.master_key_canary")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException failure) {
            if (UNDEFINED_TABLE.equals(failure.getSQLState()) || UNDEFINED_SCHEMA.equals(failure.getSQLState())) {
                return Optional.empty(); // the first boot ever
            }
            throw failure;
        }
    }
}
