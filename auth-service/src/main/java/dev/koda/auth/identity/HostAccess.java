package dev.koda.auth.identity;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;

import dev.koda.auth.audit.SystemAudit;
import dev.koda.auth.origin.Loopback;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.settings.House;
import dev.koda.platform.boot.SecretsConfig;
import dev.koda.platform.outbox.AuditEntry;

/** What access to the machine itself is worth: the break-glass token, and development's sign-in of nobody. */
@ApplicationScoped
class HostAccess {

    private final Optional<String> breakGlass;
    private final House house;
    private final SystemAudit audit;

    HostAccess(SecretsConfig secrets, House house, SystemAudit audit) {
        this.breakGlass = secrets.apiToken().filter(token -> !token.isBlank());
        this.house = house;
        this.audit = audit;
    }

    /** Every start in development's sign-in mode is written down. */
    void audit(@Observes StartupEvent started) throws Throwable {
        if (house.developmentSignIn()) {
            Log.warn("CONTROL_PLANE_AUTH_MODE=development: requests from loopback act as the owner");
            VertxContextSupport.subscribeAndAwait(
                    () -> audit.record(AuditEntry.of("security.development_mode.started")));
        }
    }

    /** Whether this is the break-glass token, shown on this machine. */
    boolean holdsBreakGlass(String given, String address) {
        return Loopback.is(address)
                && breakGlass.filter(token -> SecretTokens.same(token, given)).isPresent();
    }

    /** Whether a request without credentials acts as the owner. */
    boolean actsAsOwner(String address) {
        return house.developmentSignIn() && Loopback.is(address);
    }
}
