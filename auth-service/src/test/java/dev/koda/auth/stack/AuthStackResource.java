package dev.koda.auth.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * What auth-service needs beside PostgreSQL and Kafka: a master key, a real SMTP server, and settings that make tests
 * quick: cheap hashes, limits that only the tests of limits reach. Of the other services only storage
 * answers, and its clock is 40 s behind.
 */
public final class AuthStackResource implements QuarkusTestResourceLifecycleManager {

    /** Nobody listens there. */
    private static final String AWAY = "http://127.0.0.1:9";

    private static final String ADDRESS = "127.0.0.1";

    private static final long MAIL_STARTS_WITHIN_MS = 60_000;

    private final GreenMail mail = new GreenMail(mailServer());

    private final SkewedServer storage = new SkewedServer(Duration.ofSeconds(-40));

    @Override
    public Map<String, String> start() {
        mail.start();
        return Map.ofEntries(
                Map.entry("CONTROL_PLANE_MASTER_KEY_FILE", masterKey().toString()),
                Map.entry("SMTP_HOST", ADDRESS),
                Map.entry("SMTP_PORT", Integer.toString(mail.getSmtp().getPort())),
                Map.entry("SMTP_TLS", "none"),
                Map.entry("SMTP_FROM", "Koda <koda@example.org>"),
                Map.entry("WEB_PUBLIC_BASE_URL", "http://koda.example.org"),
                Map.entry("koda.auth.argon2-memory-kib", "256"),
                Map.entry("koda.auth.argon2-iterations", "1"),
                Map.entry("CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS", "600"),
                Map.entry("KODA_LOGINS_PER_FIVE_MINUTES", "400"),
                Map.entry("KODA_RECOVERIES_PER_HOUR", "20"),
                Map.entry("KODA_EXCHANGES_PER_HOUR", "30"),
                Map.entry("KODA_PROVIDER_URL", AWAY),
                Map.entry("KODA_RUNTIME_URL", AWAY),
                Map.entry("KODA_AUDIT_URL", AWAY),
                Map.entry("KODA_GATEWAY_URL", AWAY),
                Map.entry("KODA_STORAGE_URL", storage.url()),
                Map.entry("KODA_CODES_PER_HOUR", "1000"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(mail, new TestInjector.AnnotatedAndMatchesType(InjectMail.class, GreenMail.class));
    }

    @Override
    public void stop() {
        mail.stop();
        storage.close();
    }

    private static ServerSetup mailServer() {
        ServerSetup setup = new ServerSetup(0, ADDRESS, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(MAIL_STARTS_WITHIN_MS);
        return setup;
    }

    private static Path masterKey() {
        try {
            Path file = Files.createTempFile("koda-master", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
