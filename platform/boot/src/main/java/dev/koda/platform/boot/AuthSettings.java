package dev.koda.platform.boot;

import static dev.koda.platform.boot.Service.AUTH;
import static dev.koda.platform.boot.SettingType.whole;

/** What auth-service reads; the sources of the defaults are OWASP's Argon2id profile and NIST SP 800-63B. */
final class AuthSettings {

    private static final long WEEK_SECONDS = 604_800;

    static final SettingGroup GROUP = SettingGroup.of(
            "auth-service",
            "Passwords, sessions, lockout.",
            number("CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS", 60, 86_400, 900, "bootstrap-code-ttl-seconds")
                    .means("Life of a setup code."),
            number("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", 8, 128, 12, "password-min-length")
                    .means("Least length of a password."),
            number("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", 1, 100, 5, "login-max-failures")
                    .means("Failures that lock an account."),
            number("CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS", 1, WEEK_SECONDS, 900, "login-lockout-seconds")
                    .means("How long a locked account stays locked."),
            number("CONTROL_PLANE_RECOVERY_CODES_PER_USER", 4, 50, 10, "recovery-codes-per-user")
                    .means("Recovery codes in a set."),
            number("KODA_SESSION_LIFETIME_SECONDS", 300, 52 * WEEK_SECONDS, WEEK_SECONDS, "session-lifetime-seconds")
                    .means("Absolute life of a session."),
            number("KODA_SESSION_IDLE_SECONDS", 60, WEEK_SECONDS, 28_800, "session-idle-seconds")
                    .means("A session ends when unused for this long."),
            number("KODA_REAUTHENTICATION_SECONDS", 60, 86_400, 900, "reauthentication-seconds")
                    .means("Age of the last password proof that sensitive acts still accept."),
            number("KODA_ARGON2_MEMORY_KIB", 8_192, 1_048_576, 19_456, "argon2-memory-kib")
                    .means("Memory of one password hash (Argon2id m)."),
            number("KODA_ARGON2_ITERATIONS", 1, 20, 2, "argon2-iterations").means("Passes (Argon2id t)."),
            number("KODA_ARGON2_PARALLELISM", 1, 8, 1, "argon2-parallelism").means("Lanes (Argon2id p)."),
            number("KODA_SIGNING_KEY_ROTATION_DAYS", 1, 365, 30, "signing-key-rotation-days")
                    .means("Age at which the key that signs tokens is replaced."),
            number("KODA_HASHING_THREADS", 0, 64, 0, "hashing-threads")
                    .means("Threads that hash passwords; 0 takes one per processor."),
            number("KODA_HASHING_QUEUE", 1, 10_000, 256, "hashing-queue")
                    .means("Password hashes that may wait; beyond them sign-in answers 503 at once."),
            number("KODA_LOGINS_PER_FIVE_MINUTES", 1, 100_000, 10, "logins-per-five-minutes")
                    .means("Sign-ins that one client address may try in five minutes."),
            number("KODA_RECOVERIES_PER_HOUR", 1, 100_000, 10, "recoveries-per-hour")
                    .means("Recoveries and password resets that one client address may try in an hour."),
            number("KODA_EXCHANGES_PER_HOUR", 1, 100_000, 30, "exchanges-per-hour")
                    .means("Setup codes that one client address may try in an hour."),
            number("KODA_CODES_PER_HOUR", 1, 100_000, 10, "codes-per-hour")
                    .means("New setup codes that may be asked for in an hour."));

    private AuthSettings() {}

    private static Setting number(String variable, long least, long most, long byDefault, String property) {
        return Setting.of(variable, whole(least, most))
                .or(Long.toString(byDefault))
                .readBy(AUTH)
                .property("koda.auth." + property);
    }
}
