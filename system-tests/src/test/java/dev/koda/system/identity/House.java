package dev.koda.system.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.koda.platform.embedded.process.FreePort;
import dev.koda.system.stack.Api;
import dev.koda.system.stack.HomeSettings;
import dev.koda.system.stack.KodaCommand;
import dev.koda.system.stack.Tables;

/**
 * A Koda in production behind a proxy that speaks HTTPS, with a mail server and small limits in its {@code .env}, as an
 * operator would write them. Its owner has fixed credentials; a test that takes the owner away brings it back with
 * {@link #registered}. Everybody else is made by the test that wants somebody.
 */
final class House implements AutoCloseable {
    static final String OWNER_EMAIL = "owner@house.example";
    static final String OWNER_PASSWORD = "plum tractor seventeen";
    static final Duration LOCKOUT = Duration.ofSeconds(5);
    static final int CODES_PER_HOUR = 40;
    static final String AUTH = "/api/control-plane/auth";
    static final String OPERATORS = "/api/control-plane/operators";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Mailbox mailbox = new Mailbox();
    private final LateClock clock = new LateClock();
    private final Path home = Files.createTempDirectory("koda-identity-home");
    private final int port = FreePort.next();
    private final KodaCommand command = new KodaCommand(home, Map.of());
    private final KodaCommand.Outcome firstStart;
    private final Reply firstRegistration;

    House() throws IOException, InterruptedException {
        Files.writeString(home.resolve(".env"), String.join("\n", settings()) + "\n");
        firstStart = command.run(Duration.ofMinutes(10), "up");
        if (firstStart.exitCode() != 0) {
            String said = firstStart.output() + firstStart.errors();
            close();
            throw new AssertionError("koda up failed:\n" + said);
        }
        firstRegistration = registered(firstStart.value("setup_code"));
    }

    private List<String> settings() {
        return List.of(
                "KODA_ENV=production",
                "WEB_PORT=" + port,
                "WEB_PUBLIC_BASE_URL=" + base(),
                "TRUSTED_PROXY_IPS=127.0.0.1",
                "SMTP_HOST=127.0.0.1",
                "SMTP_PORT=" + mailbox.port(),
                "SMTP_TLS=none",
                "SMTP_FROM=Koda <koda@house.example>",
                "CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS=" + LOCKOUT.toSeconds(),
                "KODA_ARGON2_MEMORY_KIB=8192",
                "KODA_ARGON2_ITERATIONS=1",
                "KODA_CODES_PER_HOUR=" + CODES_PER_HOUR,
                "KODA_CLOCK_CHECK_URLS=" + clock.url());
    }

    Path home() {
        return home;
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    KodaCommand.Outcome firstStart() {
        return firstStart;
    }

    /** The answer to the registration that used the code which the first start printed. */
    Reply firstRegistration() {
        return firstRegistration;
    }

    /** Runs the command on the host; fails when the command does. */
    KodaCommand.Outcome host(String... arguments) throws IOException, InterruptedException {
        KodaCommand.Outcome outcome = tried(arguments);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(
                    "koda " + String.join(" ", arguments) + " failed:\n" + outcome.output() + outcome.errors());
        }
        return outcome;
    }

    KodaCommand.Outcome tried(String... arguments) throws IOException, InterruptedException {
        return command.run(Duration.ofMinutes(5), arguments);
    }

    /** The gateway with the rights of the host. */
    Api hostApi() throws IOException {
        return new Api(base(), setting("CONTROL_PLANE_API_TOKEN"));
    }

    /** The tables of auth-service as the owner of the database sees them: for moving time, never for asking. */
    Tables tables() throws IOException {
        return new Tables(setting("KNOWLEDGE_V2_POSTGRES_DSN"), "auth");
    }

    /** Makes a lock last, whatever became of the short one of the settings meanwhile. */
    void lockForAnHour(String operator) throws IOException, SQLException {
        tables().run(
                        "UPDATE login_lock SET failures = 5, announced = true, locked_until = now() + interval '1 hour' WHERE id = '"
                                + operator + "'");
    }

    /** A token as the services get theirs, from auth-service by the key they share. */
    String serviceToken() throws IOException, InterruptedException {
        String port = setting("KODA_AUTH_PORT");
        return new Visitor("http://127.0.0.1:" + port, "127.0.0.1")
                .post("/internal/service-tokens", Map.of("service", "audit", "key", setting("KODA_SERVICE_KEY")))
                .expect(200)
                .text("token");
    }

    String setting(String name) throws IOException {
        return new HomeSettings(home).value(name);
    }

    /** Changes a line of {@code .env}; it counts from the next start. */
    void set(String name, String value) throws IOException {
        new HomeSettings(home).change(name, value);
    }

    /** Somebody in a browser who is not signed in, with an address nobody else has. */
    Visitor visitor() {
        int number = NUMBER.incrementAndGet();
        return new Visitor(base(), "198.51." + (100 + number / 250) + "." + (1 + number % 250));
    }

    /** The owner, freshly signed in. */
    Visitor owner() throws IOException, InterruptedException {
        Visitor owner = visitor();
        owner.login(OWNER_EMAIL, OWNER_PASSWORD).expect(200);
        return owner;
    }

    /** Somebody new with this role, invited, accepted and signed in. */
    Member member(String role) throws IOException, InterruptedException {
        return Member.joined(this, role);
    }

    /** Takes the owner's credentials away, as the host may; the setup code with which somebody registers anew. */
    String ownerless() throws IOException, InterruptedException {
        return hostApi()
                .post(AUTH + "/owner/reset", "{\"email\":\"" + OWNER_EMAIL + "\"}")
                .expect(200)
                .body()
                .path("code")
                .asText();
    }

    /** Registers the owner of these tests with a setup code. */
    Reply registered(String code) throws IOException, InterruptedException {
        return visitor()
                .post(
                        AUTH + "/register-owner",
                        Map.of(
                                "email", OWNER_EMAIL,
                                "username", "The-Boss",
                                "password", OWNER_PASSWORD,
                                "bootstrap_code", code))
                .expect(201);
    }

    @Override
    public void close() throws IOException {
        try {
            KodaCommand.Outcome down = tried("down");
            if (down.exitCode() != 0) {
                throw new AssertionError("koda down failed:\n" + down.output() + down.errors());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before the stack was down", stopped);
        } finally {
            mailbox.close();
            clock.close();
        }
    }
}
