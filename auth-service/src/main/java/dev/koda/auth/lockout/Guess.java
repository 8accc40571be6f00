package dev.koda.auth.lockout;

import dev.koda.platform.outbox.AuditActor;

/** What was guessed at. */
public enum Guess {
    SIGN_IN("security.login.failed"),
    RECOVERY("security.recovery.failed"),
    /** The password of somebody whose session is open already, and who is therefore known by name. */
    REAUTHENTICATION("security.reauthentication.failed");

    private final String failure;

    Guess(String failure) {
        this.failure = failure;
    }

    /** The audit's type for a wrong one. */
    String failure() {
        return failure;
    }

    /** Who guesses: nobody known, with at most the name that was tried, unless there is a session. */
    AuditActor actor(Attempt attempt) {
        String name = attempt.known().map(Attempt.Account::name).orElse(null);
        return this == REAUTHENTICATION
                ? attempt.known()
                        .map(account -> AuditActor.operator(account.id().toString(), name))
                        .orElseGet(() -> AuditActor.anonymous(null))
                : AuditActor.anonymous(name);
    }
}
