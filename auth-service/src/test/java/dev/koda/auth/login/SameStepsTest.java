package dev.koda.auth.login;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What makes the time of a sign-in say nothing about who exists, counted instead of timed: the same statements in the same
 * order, and one hash. The benchmark {@code login} times it.
 */
@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class SameStepsTest {

    private static final Logger SQL = Logger.getLogger("org.hibernate.SQL");
    private static final Pattern OF_ACCOUNTS = Pattern.compile("operator|login_lock|outbox");

    /** Every few seconds somebody looks for locks that ended; that belongs to no sign-in. */
    private static final String BY_THE_CLOCK = "announced=true";

    private static final String WRONG = "wrong but long enough";

    @Inject
    ClientAddress addresses;

    @Inject
    MeterRegistry metrics;

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            String statement = line.getMessage();
            if (OF_ACCOUNTS.matcher(statement).find() && !statement.contains(BY_THE_CLOCK)) {
                statements.add(statement);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Gateway gateway;
    private People.Person viewer;

    @BeforeEach
    void listen() {
        Tables.empty();
        gateway = new Gateway(addresses);
        viewer = People.invited(gateway, People.owner(gateway), "vera@example.org", "viewer");
        SQL.addHandler(listener);
        SQL.setLevel(Level.FINE);
    }

    @AfterEach
    void listenNoMore() {
        SQL.setLevel(null);
        SQL.removeHandler(listener);
    }

    @Test
    void knownUnknownDisabledAndLockedAccountsTakeTheSameStatementsAndOneHash() {
        List<String> wrongPassword = stepsOf(viewer.email());
        assertThat(wrongPassword).isNotEmpty();

        assertThat(stepsOf("nobody@example.org")).isEqualTo(wrongPassword);
        Tables.run("UPDATE login_lock SET failures = 5, announced = false, locked_until = now() + interval '1 hour'"
                + " WHERE NOT decoy");
        assertThat(stepsOf(viewer.email())).isEqualTo(wrongPassword);
        Tables.run("UPDATE login_lock SET failures = 0, locked_until = NULL");
        Tables.run("UPDATE operator SET status = 'DISABLED' WHERE email = 'vera@example.org'");
        assertThat(stepsOf(viewer.email())).isEqualTo(wrongPassword);
    }

    private List<String> stepsOf(String identifier) {
        statements.clear();
        long hashes = metrics.get("koda.auth.hashing").timer().count();
        People.login(gateway, identifier, WRONG).then().statusCode(401);
        assertThat(metrics.get("koda.auth.hashing").timer().count() - hashes)
                .as("hashes for " + identifier)
                .isOne();
        return List.copyOf(statements);
    }
}
