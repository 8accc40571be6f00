package dev.koda.auth.invitation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.operator.InvitedOperators;
import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.operator.Profile;
import dev.koda.auth.origin.Actors;
import dev.koda.auth.origin.Client;
import dev.koda.auth.recovery.FreshCodes;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.session.RecentProof;
import dev.koda.auth.session.SessionService;
import dev.koda.auth.settings.House;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.security.Caller;

/** The transactions of invitations. Links hold for {@link #VALIDITY} and once; only their fingerprint is kept. */
@ApplicationScoped
class Invitations {

    static final Duration VALIDITY = Duration.ofDays(7);

    private final InvitedOperators operators;
    private final RecoveryCodes recoveryCodes;
    private final SessionService sessions;
    private final RecentProof proof;
    private final SecretTokens secrets;
    private final SecurityAudit audit;
    private final House house;
    private final Clock clock;

    Invitations(
            InvitedOperators operators,
            RecoveryCodes recoveryCodes,
            SessionService sessions,
            RecentProof proof,
            SecretTokens secrets,
            SecurityAudit audit,
            House house,
            Clock clock) {
        this.operators = operators;
        this.recoveryCodes = recoveryCodes;
        this.sessions = sessions;
        this.proof = proof;
        this.secrets = secrets;
        this.audit = audit;
        this.house = house;
        this.clock = clock;
    }

    @WithTransaction
    Uni<InvitedOperator> create(InviteOperator invite, Caller caller, Client client) {
        String token = secrets.token();
        Instant expires = clock.instant().plus(VALIDITY);
        return proof.required(caller)
                .chain(() -> operators.invite(invite.email(), invite.role(), caller, hash(token), expires))
                .call(operator -> record("security.operator.invited", Actors.of(caller), operator, client))
                .map(operator -> invited(operator, token));
    }

    @WithTransaction
    Uni<InvitedOperator> renew(UUID id, Caller caller, Client client) {
        String token = secrets.token();
        Instant expires = clock.instant().plus(VALIDITY);
        return proof.required(caller)
                .chain(() -> operators.inviteAgain(id, caller, hash(token), expires))
                .call(operator -> record("security.operator.invited", Actors.of(caller), operator, client))
                .map(operator -> invited(operator, token));
    }

    /** Whom the link invites; fails with 403 {@code invitation_invalid}. */
    @WithSession
    Uni<String> emailOf(String token) {
        return operators.requiredByInvite(hash(token), clock.instant()).map(Operator::email);
    }

    @WithTransaction
    Uni<AcceptedInvitation> accept(AcceptInvitation body, String passwordHash, FreshCodes fresh, Client client) {
        Instant now = clock.instant();
        return operators
                .requiredByInvite(hash(body.token()), now)
                .invoke(operator -> operator.register(
                        new Profile(operator.email(), body.username(), body.displayName()), passwordHash, now))
                .call(operators::save)
                .call(operator -> recoveryCodes.replace(operator.id(), fresh))
                .call(operator -> record("security.operator.joined", actor(operator), operator, client))
                .chain(operator -> sessions.open(operator.id(), client)
                        .map(session -> new AcceptedInvitation(OperatorView.of(operator), fresh.codes(), session)));
    }

    private InvitedOperator invited(Operator operator, String token) {
        OperatorView view = OperatorView.of(operator);
        String url = house.baseUrl() + "/invite?token=" + token;
        return new InvitedOperator(view.id(), view.email(), view.role(), view.status(), url, view.inviteExpiresAt());
    }

    private static AuditActor actor(Operator operator) {
        return AuditActor.operator(operator.id().toString(), operator.name());
    }

    private Uni<Void> record(String type, AuditActor actor, Operator operator, Client client) {
        return audit.record(
                SecurityAudit.entry(type, actor, client)
                        .target("operator", operator.id().toString())
                        .detail("email", operator.email())
                        .detail("role", operator.role().wire()),
                operator.id().toString());
    }

    private byte[] hash(String token) {
        return secrets.fingerprint("invitation", token);
    }
}
