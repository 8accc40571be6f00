package dev.koda.auth.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.NoiseBudget;
import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.origin.Client;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.secret.TypedCode;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.outbox.AuditActor;

/** Issues setup codes and exchanges them for registration tokens. Codes are stored as fingerprints and never logged. */
@ApplicationScoped
public class SetupCodes {

    /** Time to fill in a form. */
    private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(30);

    private final Bootstraps bootstraps;
    private final OwnerSeat seat;
    private final SecretTokens secrets;
    private final SecurityAudit audit;
    private final NoiseBudget noise;
    private final Clock clock;
    private final Duration codeValidity;

    SetupCodes(
            Bootstraps bootstraps,
            OwnerSeat seat,
            SecretTokens secrets,
            SecurityAudit audit,
            NoiseBudget noise,
            Clock clock,
            AuthConfig config) {
        this.bootstraps = bootstraps;
        this.seat = seat;
        this.secrets = secrets;
        this.audit = audit;
        this.noise = noise;
        this.clock = clock;
        this.codeValidity = Duration.ofSeconds(config.bootstrapCodeTtlSeconds());
    }

    /** A new code, which voids the former one; 409 while there is an owner. */
    @WithTransaction
    public Uni<IssuedCode> issue(AuditActor actor, Client client) {
        return bootstraps.held().call(() -> seat.requireVacant()).chain(row -> issueWithin(row, actor, client));
    }

    /** In the caller's transaction, for a seat that was made vacant in it. */
    public Uni<IssuedCode> issueWithin(AuditActor actor, Client client) {
        return bootstraps.held().chain(row -> issueWithin(row, actor, client));
    }

    /** At boot: a code where there is no owner and none lives. Nobody is told; issue-code replaces it. */
    @WithTransaction
    Uni<Void> mintAtBoot() {
        return bootstraps.held().chain(row -> seat.vacant()
                .chain(vacant -> vacant && !row.codeLives(clock.instant())
                        ? issueWithin(row, AuditActor.system(), Client.NONE).replaceWithVoid()
                        : Uni.createFrom().voidItem()));
    }

    /** The registration token, or empty when the code is wrong, used or expired. */
    @WithTransaction
    Uni<Optional<RegistrationToken>> exchange(String typed, Client client) {
        Instant now = clock.instant();
        return bootstraps
                .held()
                .chain(row -> row.accepts(codeHash(typed), now)
                        ? accept(row, now, client).map(Optional::of)
                        : reject(client).replaceWith(Optional::empty));
    }

    byte[] codeHash(String typed) {
        return secrets.fingerprint("bootstrap-code", TypedCode.normalise(typed));
    }

    byte[] tokenHash(String token) {
        return secrets.fingerprint("registration-token", token);
    }

    private Uni<IssuedCode> issueWithin(Bootstrap row, AuditActor actor, Client client) {
        String code = secrets.code();
        Instant expiresAt = clock.instant().plus(codeValidity);
        row.issue(codeHash(code), expiresAt);
        return audit.record(SecurityAudit.entry("security.bootstrap_code.issued", actor, client), "bootstrap")
                .replaceWith(() -> new IssuedCode(code, expiresAt));
    }

    private Uni<RegistrationToken> accept(Bootstrap row, Instant now, Client client) {
        String token = secrets.token();
        row.exchange(tokenHash(token), now, TOKEN_VALIDITY);
        return record("security.bootstrap_code.exchanged", client)
                .replaceWith(() -> new RegistrationToken(token, now.plus(TOKEN_VALIDITY)));
    }

    private Uni<Void> reject(Client client) {
        return noise.allows()
                ? record("security.bootstrap_code.rejected", client)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> record(String type, Client client) {
        AuditActor nobody = AuditActor.anonymous(null);
        boolean rejected = type.endsWith("rejected");
        return audit.record(
                rejected ? SecurityAudit.failure(type, nobody, client) : SecurityAudit.entry(type, nobody, client),
                "bootstrap");
    }

    /** A setup code, shown once. */
    public record IssuedCode(String code, Instant expiresAt) {
        @Override
        public String toString() {
            return "IssuedCode[expiresAt=" + expiresAt + "]";
        }
    }

    /** What lets its holder register the owner, once. */
    record RegistrationToken(String registrationToken, Instant expiresAt) {
        @Override
        public String toString() {
            return "RegistrationToken[expiresAt=" + expiresAt + "]";
        }
    }
}
