package dev.koda.platform.embedded.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

import dev.koda.platform.embedded.process.ServerNotStarted;
import dev.koda.platform.embedded.process.ServerProcess;
import dev.koda.platform.embedded.process.StartOptions;

/**
 * A PostgreSQL 18 server with its default durability, SCRAM passwords, on 127.0.0.1 only and without a Unix socket.
 * It outlives this JVM unless the options name a guardian.
 */
public final class EmbeddedPostgres {

    private static final String NAME = "postgres";
    /** Fast shutdown: open transactions are rolled back, a checkpoint is written. */
    private static final String STOP_SIGNAL = "INT";

    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final ServerProcess process;
    private final PostgresSpec spec;

    private EmbeddedPostgres(ServerProcess process, PostgresSpec spec) {
        this.process = process;
        this.spec = spec;
    }

    /** Takes over the server that runs on the data folder, else starts one; returns once it answers a query. */
    public static EmbeddedPostgres startOrAdopt(PostgresSpec spec, StartOptions options) {
        return adopt(spec).orElseGet(() -> start(spec, options));
    }

    /** The server started earlier on these files, on whatever port it has; empty when none runs. */
    public static Optional<EmbeddedPostgres> adopt(PostgresSpec spec) {
        return ServerProcess.adopt(NAME, spec.files())
                .or(() -> new Postmaster(spec.files().data())
                        .running()
                        .map(found -> new ServerProcess(NAME, found.process(), found.port(), spec.files())))
                .map(process -> new EmbeddedPostgres(
                        process,
                        new PostgresSpec(spec.files(), process.port(), spec.user(), spec.password(), spec.database())));
    }

    /**
     * Starts a server, making its data folder and database when they are missing.
     *
     * @throws ServerNotStarted when it does not answer in time or refuses the password
     */
    public static EmbeddedPostgres start(PostgresSpec spec, StartOptions options) {
        spec.files().prepare();
        List<String> prefix = Unprivileged.prefix();
        Path binaries = PostgresBinaries.unpacked(options.progress());
        if (!DataFolder.exists(spec)) {
            options.progress().accept("making the data folder of PostgreSQL");
            DataFolder.create(spec, binaries, prefix);
        }
        Unprivileged.handOver(prefix, spec.files().data());
        new Postmaster(spec.files().data()).clearStaleLock();
        options.progress().accept("starting PostgreSQL");
        ServerProcess process = ServerProcess.launch(
                        NAME, command(spec, binaries, prefix), Map.of("LC_ALL", "C"), spec.port(), spec.files())
                .guarded(options, STOP_SIGNAL);
        EmbeddedPostgres server = new EmbeddedPostgres(process, spec);
        process.awaitReady(options, server::answers);
        server.createDatabase(spec.database());
        return server;
    }

    private static List<String> command(PostgresSpec spec, Path binaries, List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                spec.files().data().toString(),
                "-p",
                Integer.toString(spec.port()),
                "-k",
                ""));
        List.of(
                        "listen_addresses=127.0.0.1",
                        "shared_buffers=64MB",
                        "max_connections=300",
                        // io_uring and worker processes bring nothing at this size and are refused in some containers
                        "io_method=sync",
                        "log_line_prefix=%m [%p] ",
                        "log_timezone=UTC",
                        "timezone=UTC")
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /** True when an authenticated query is answered within two seconds. A refused password fails at once. */
    public boolean answers() {
        try (Connection connection = connect("postgres", Duration.ofSeconds(2));
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException failure) {
            if ("28P01".equals(failure.getSQLState())) {
                process.stop(STOP_SIGNAL, Duration.ofSeconds(20));
                throw new ServerNotStarted("PostgreSQL refuses the password of " + spec.user() + " on "
                        + spec.files().data() + ": the data folder was made with another one. Restore the .env that"
                        + " belongs to this data");
            }
            return false;
        }
    }

    /** Creates a database owned by the superuser unless it is there. */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = connect("postgres", Duration.ofSeconds(30));
                PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery();
                    Statement statement = connection.createStatement()) {
                if (!found.next()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            }
        } catch (SQLException failure) {
            throw new ServerNotStarted("the database " + name + " could not be made: " + failure.getMessage(), failure);
        }
    }

    /** A connection as the superuser; the caller closes it. */
    public Connection connect(String database, Duration timeout) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", spec.user());
        properties.setProperty("password", spec.password());
        String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, properties);
    }

    /** {@code postgresql://user:password@127.0.0.1:port/database} for the superuser. */
    public String dsn() {
        return "postgresql://" + spec.user() + ":" + spec.password() + "@127.0.0.1:" + port() + "/" + spec.database();
    }

    public int port() {
        return process.port();
    }

    public long pid() {
        return process.process().pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks for a fast shutdown and waits; kills the server when it does not end in time. */
    public void stop(Duration timeout) {
        process.stop(STOP_SIGNAL, timeout);
    }

    /** Ends the server without asking, as a power cut would. */
    public void kill() {
        process.kill();
    }
}
