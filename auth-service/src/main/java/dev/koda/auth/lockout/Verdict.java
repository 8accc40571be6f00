package dev.koda.auth.lockout;

/** Whether a guess may be computed. */
enum Verdict {
    ALLOWED,
    /** The account is locked: the caller hears the same as for a wrong password. */
    LOCKED,
    /** As many guesses as may fail are being computed; one may try again in a moment. */
    BUSY
}
