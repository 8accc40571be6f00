package dev.koda.platform.boot;

import java.util.Locale;

/** The six services; every name, port and role that follows from one of them is derived here. */
public enum Service {
    AUTH(8101, "KODA_AUTH_PORT"),
    PROVIDER(8102, "KODA_PROVIDER_PORT"),
    RUNTIME(8103, "KODA_RUNTIME_PORT"),
    AUDIT(8104, "KODA_AUDIT_PORT"),
    STORAGE(8105, "KODA_STORAGE_PORT"),
    GATEWAY(3000, "WEB_PORT");

    private final int defaultPort;
    private final String portVariable;

    Service(int defaultPort, String portVariable) {
        this.defaultPort = defaultPort;
        this.portVariable = portVariable;
    }

    /** The service of a short name such as {@code auth}; anything else fails with {@link IllegalArgumentException}. */
    public static Service of(String shortName) {
        return valueOf(shortName.toUpperCase(Locale.ROOT));
    }

    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The PostgreSQL schema; the gateway has a name here but no schema, see {@link #hasDatabase()}. */
    public String schema() {
        return shortName();
    }

    /** The PostgreSQL role the service works as. */
    public String role() {
        return "koda_" + shortName();
    }

    public boolean hasDatabase() {
        return this != GATEWAY;
    }

    public int defaultPort() {
        return defaultPort;
    }

    public String portVariable() {
        return portVariable;
    }

    /** Where the other services find it. */
    public String urlVariable() {
        return "KODA_" + name() + "_URL";
    }

    /** A DSN with the service's own role, instead of the derived one. */
    public String dsnVariable() {
        return "KODA_" + name() + "_POSTGRES_DSN";
    }
}
