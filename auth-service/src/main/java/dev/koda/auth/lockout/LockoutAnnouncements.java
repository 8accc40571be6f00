package dev.koda.auth.lockout;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.mail.Mails;
import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.origin.Client;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.outbox.AuditActor;

/** Tells the audit, the holder of the account and the owners of the house about locks; in the caller's transaction. */
@ApplicationScoped
class LockoutAnnouncements {

    private final SecurityAudit audit;
    private final Operators operators;
    private final Mails mails;
    private final AuthConfig config;

    LockoutAnnouncements(SecurityAudit audit, Operators operators, Mails mails, AuthConfig config) {
        this.audit = audit;
        this.operators = operators;
        this.mails = mails;
        this.config = config;
    }

    Uni<Void> started(Attempt.Account account, Client client) {
        return operators
                .activeOwners()
                .invoke(owners -> {
                    mail(account.email(), account, client);
                    owners.stream()
                            .map(Operator::email)
                            .filter(email -> !email.equals(account.email()))
                            .forEach(email -> mail(email, account, client));
                })
                .chain(() -> recordStart(account, client));
    }

    Uni<Void> ended(UUID operatorId, AuditActor actor, String by, Client client) {
        return audit.record(
                SecurityAudit.entry("security.lockout.ended", actor, client)
                        .target("operator", operatorId.toString())
                        .detail("by", by),
                operatorId.toString());
    }

    private void mail(String to, Attempt.Account account, Client client) {
        mails.lockoutStarted(to, account.email(), client.address(), Duration.ofSeconds(config.loginLockoutSeconds()));
    }

    private Uni<Void> recordStart(Attempt.Account account, Client client) {
        String id = account.id().toString();
        return audit.record(
                SecurityAudit.failure("security.lockout.started", AuditActor.anonymous(account.name()), client)
                        .target("operator", id)
                        .detail("failures", config.loginMaxFailures())
                        .detail("seconds", config.loginLockoutSeconds()),
                id);
    }
}
