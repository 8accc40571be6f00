package dev.koda.auth.login;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.lockout.Attempt;
import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.origin.Client;
import dev.koda.auth.session.DraftSession;
import dev.koda.auth.session.SessionService;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;

/**
 * The end of a right guess, in one statement and so one round trip: the counter is forgiven, the sign-in noted, the session
 * opened and the audit told, or nothing of it. The counter is locked before the operator, as everywhere. Whoever was
 * disabled meanwhile, or whose password was replaced, gets no session.
 */
@ApplicationScoped
class Admission {

    private static final String ADMIT = """
            WITH forgiven AS (
                UPDATE login_lock l
                   SET failures = 0, locked_until = NULL, pending = greatest(l.pending - 1, 0), last_attempt_at = $2
                 WHERE l.id = $1
                RETURNING l.id),
            who AS (
                UPDATE operator o
                   SET last_login_at = $2, password_hash = coalesce($3, o.password_hash), version = o.version + 1
                  FROM forgiven f
                 WHERE o.id = f.id AND o.status = 'ACTIVE' AND o.password_hash = $9
                RETURNING o.*),
            opened AS (
                INSERT INTO session (id, operator_id, token_hash, address, user_agent,
                                     created_at, last_seen_at, proven_at, expires_at)
                SELECT $4::uuid, who.id, $5::bytea, $6::text, $7::text, $2, $2, $2, $8::timestamptz FROM who),
            told AS (
                %s
                 WHERE EXISTS (SELECT FROM who))
            SELECT id, email, username, display_name, lower(role) AS role, lower(status) AS status,
                   created_at, last_login_at, invite_expires_at
              FROM who
            """.formatted(Outbox.insert("$10"));

    private final Pool pool;
    private final SessionService sessions;
    private final Outbox outbox;

    Admission(Pool pool, SessionService sessions, Outbox outbox) {
        this.pool = pool;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    /** Opens the session of {@code account}; {@code renewedHash} is empty while the stored one is up to date. */
    Uni<LoginOutcome> admit(Attempt.Account account, String renewedHash, Client client) {
        DraftSession session = sessions.draft(client);
        Tuple parameters = parameters(account, renewedHash, session, client)
                .addString(outbox.rows(entry(account, session, client)));
        return pool.preparedQuery(ADMIT).execute(parameters).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .<LoginOutcome>map(row -> new LoginOutcome.Admitted(view(row), session.opened()))
                .orElseGet(LoginOutcome.Refused::new));
    }

    private static OutboxEvent entry(Attempt.Account account, DraftSession session, Client client) {
        String id = account.id().toString();
        return SecurityAudit.entry("security.login.succeeded", AuditActor.operator(id, account.name()), client)
                .target("session", session.opened().id().toString())
                .event(id);
    }

    private static Tuple parameters(Attempt.Account account, String renewedHash, DraftSession session, Client client) {
        return Tuple.from(new Object[] {
            account.id(),
            utc(session.createdAt()),
            renewedHash.isEmpty() ? null : renewedHash,
            session.opened().id(),
            session.tokenHash(),
            client.address(),
            client.userAgent(),
            utc(session.opened().expiresAt()),
            account.passwordHash()
        });
    }

    private static OperatorView view(Row row) {
        return new OperatorView(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("role"),
                row.getString("status"),
                instant(row, "created_at"),
                instant(row, "last_login_at"),
                instant(row, "invite_expires_at"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
