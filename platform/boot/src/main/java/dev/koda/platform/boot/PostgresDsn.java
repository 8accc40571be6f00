package dev.koda.platform.boot;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where a PostgreSQL database is and as whom to enter: {@code postgresql://user:pass@host:port/db[?sslmode=…]}.
 *
 * <p>Its {@link #toString()} masks the password. User, password and database are percent-decoded.
 */
public record PostgresDsn(
        String user, String password, String host, int port, String database, Optional<String> sslMode) {

    /** The modes libpq, pgjdbc and the Vert.x client have in common. */
    public static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    static final String FORM = "postgresql://user:pass@host:port/db[?sslmode=…]";

    private static final Pattern SHAPE = Pattern.compile(
            "postgres(?:ql)?://(?<user>[^:@/?]+):(?<password>[^/?]+)@(?<host>\\[[0-9a-fA-F:]+]|[^:/?@\\[]+)"
                    + "(?::(?<port>\\d{1,5}))?/(?<database>[^/?#]+)(?:\\?(?<query>\\S*))?");

    private static final Pattern PASSWORD = Pattern.compile("(://[^:@/]*:)[^/]*@");

    private static final int DEFAULT_PORT = 5432;

    /** Reads a DSN; fails with {@link IllegalArgumentException} whose message says what is wrong and shows no password. */
    public static PostgresDsn parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            throw new IllegalArgumentException(mask(text));
        }
        String port = shape.group("port");
        int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("port " + number);
        }
        return new PostgresDsn(
                decoded(shape.group("user")),
                decoded(shape.group("password")),
                shape.group("host"),
                number,
                decoded(shape.group("database")),
                sslModeOf(shape.group("query")));
    }

    /** The text with its password replaced by stars; text in which no password can be told is not shown at all. */
    public static String mask(String text) {
        Matcher password = PASSWORD.matcher(text);
        return password.find()
                ? "`" + password.replaceFirst("$1***@") + "`"
                : "%d characters of another form".formatted(text.length());
    }

    /** The same database entered as another role. */
    public PostgresDsn as(String otherUser, String otherPassword) {
        return new PostgresDsn(otherUser, otherPassword, host, port, database, sslMode);
    }

    /** For pgjdbc and Flyway; holds no credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + address()
                + sslMode.map(mode -> "?sslmode=" + mode).orElse("");
    }

    /** For the Vert.x client; holds no credentials and no SSL mode, which Quarkus takes as a property of its own. */
    public String reactiveUrl() {
        return "postgresql://" + address();
    }

    /** The DSN again, credentials included. */
    public String text() {
        return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + address()
                + sslMode.map(mode -> "?sslmode=" + mode).orElse("");
    }

    @Override
    public String toString() {
        return PASSWORD.matcher(text()).replaceFirst("$1***@");
    }

    private String address() {
        return host + ":" + port + "/" + encoded(database);
    }

    private static Optional<String> sslModeOf(String query) {
        if (query == null || query.isEmpty()) {
            return Optional.empty();
        }
        String name = "sslmode=";
        if (!query.startsWith(name) || query.contains("&")) {
            throw new IllegalArgumentException("the parameters `" + query + "`, of which only sslmode is known");
        }
        String mode = query.substring(name.length());
        if (!SSL_MODES.contains(mode)) {
            throw new IllegalArgumentException("sslmode `" + mode + "`");
        }
        return Optional.of(mode);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }
}
