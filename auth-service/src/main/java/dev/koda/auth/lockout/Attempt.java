package dev.koda.auth.lockout;

import java.util.Optional;
import java.util.UUID;

/**
 * A reserved guess at an account, known or not. Every attempt is to be settled by exactly one of {@link Attempts}'
 * closing methods; one that was refused counts as settled already.
 *
 * @param lockId row of the guess counter
 * @param account the account when it exists and may sign in; empty for unknown, disabled and locked ones alike
 * @param known the account named, for the audit alone
 * @param refusal why it will fail whatever the password, for the audit alone; empty when it will be evaluated
 */
public record Attempt(UUID lockId, Optional<Account> account, Optional<Account> known, Optional<String> refusal) {

    /**
     * What is needed to check a password, as it was when the place was taken.
     *
     * @param secondFactor whether one is set up
     */
    public record Account(UUID id, String email, String name, String passwordHash, boolean secondFactor) {}
}
