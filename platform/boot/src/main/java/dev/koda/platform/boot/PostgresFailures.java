package dev.koda.platform.boot;

import java.sql.SQLException;
import java.util.Set;

/** What PostgreSQL's error codes mean for a boot, in words without secrets. */
final class PostgresFailures {

    private static final Set<String> CREDENTIALS = Set.of("28P01", "28000");
    private static final String NO_DATABASE = "3D000";
    private static final String NO_RIGHT = "42501";
    private static final String TOO_MANY = "53300";

    /** Two boots changing the same role or schema at the same moment; the second try finds it done. */
    private static final Set<String> CONCURRENT = Set.of("XX000", "23505", "42710", "42P06", "40001", "40P01", "55P03");

    private PostgresFailures() {}

    /** Whether trying again may help: away, starting, stopping, full, or busy with another boot. */
    static boolean mayPass(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || state.startsWith("57") || state.startsWith("53") || CONCURRENT.contains(state);
    }

    static String inWords(SQLException failure) {
        String state = state(failure);
        if (CREDENTIALS.contains(state)) {
            return "refuses user and password of " + InfrastructureSettings.OWNER_DSN;
        }
        if (state.equals(NO_DATABASE)) {
            return "has no database of that name";
        }
        if (state.equals(NO_RIGHT)) {
            return "forbids the owner to make a role or schema";
        }
        if (state.equals(TOO_MANY)) {
            return "has no connection left";
        }
        if (state.startsWith("08")) {
            return "does not answer";
        }
        return state.startsWith("57") ? "is starting or stopping" : "failed (SQLSTATE " + state + ")";
    }

    static String action(SQLException failure, Service service) {
        String state = state(failure);
        if (CREDENTIALS.contains(state) || state.equals(NO_DATABASE)) {
            return "correct " + InfrastructureSettings.OWNER_DSN + " in the settings";
        }
        if (state.equals(NO_RIGHT)) {
            return "give the owner CREATEROLE and the right to create schemas, or set " + service.dsnVariable();
        }
        return "start it, or see `koda doctor` and `koda logs postgres`";
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "08000" : failure.getSQLState();
    }
}
