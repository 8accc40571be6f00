package dev.koda.auth.settings;

import io.smallrye.config.ConfigMapping;

/**
 * The settings of auth-service alone. Defaults, ranges and refusals are declared once, in the platform's settings, next
 * to the environment variable that fills each; times are in the unit the name ends with.
 */
@ConfigMapping(prefix = "koda.auth")
public interface AuthConfig {

    /** Life of a setup code. */
    int bootstrapCodeTtlSeconds();

    /** Least length of a password. */
    int passwordMinLength();

    /** Failures that lock an account. */
    int loginMaxFailures();

    /** How long a locked account stays locked. */
    int loginLockoutSeconds();

    /** Recovery codes of one set. */
    int recoveryCodesPerUser();

    /** Absolute life of a session. */
    int sessionLifetimeSeconds();

    /** A session ends when unused for this long. */
    int sessionIdleSeconds();

    /** Age of the last proof of the password that sensitive acts still accept. */
    int reauthenticationSeconds();

    int argon2MemoryKib();

    int argon2Iterations();

    int argon2Parallelism();

    /** Threads that hash; 0 means one per processor. */
    int hashingThreads();

    /** Hashes that may wait; beyond them callers get 503. */
    int hashingQueue();

    /** Age at which the signing key is replaced. */
    int signingKeyRotationDays();

    /** Sign-ins per client address in five minutes. */
    int loginsPerFiveMinutes();

    /** Recoveries and resets per client address and hour. */
    int recoveriesPerHour();

    /** Exchanges of setup codes per client address and hour. */
    int exchangesPerHour();

    /** New setup codes per client address and hour. */
    int codesPerHour();
}
