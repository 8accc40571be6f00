package dev.koda.provider.verification;

import java.util.Locale;
import java.util.Set;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

/** Why a verification was not passed, in words an operator can act on. */
public enum Cause {
    KEY_REJECTED,
    SCOPE_MISSING,
    PROJECT_MISSING,
    BILLING,
    RATE_LIMITED,
    UNREACHABLE,
    TLS,
    BAD_RESPONSE;

    /** Vendor codes that say that the organisation or project is what is missing. */
    private static final Set<String> PROJECT_CODES = Set.of(
            "invalid_organization",
            "mismatched_organization",
            "invalid_project",
            "mismatched_project",
            "no_such_organization",
            "CONSUMER_INVALID",
            "SERVICE_DISABLED");

    /** Vendor codes that say that the key is good, but not for this. */
    private static final Set<String> SCOPE_CODES =
            Set.of("missing_scope", "insufficient_permissions", "permission_error", "PERMISSION_DENIED");

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Cause of(VendorFailure failure) {
        String code = failure.code().orElse("");
        if (PROJECT_CODES.contains(code)) {
            return PROJECT_MISSING;
        }
        if (SCOPE_CODES.contains(code)) {
            return SCOPE_MISSING;
        }
        return switch (failure.failure()) {
            case AUTH -> failure.status() == 403 ? SCOPE_MISSING : KEY_REJECTED;
            case QUOTA -> BILLING;
            case RATE_LIMIT -> RATE_LIMITED;
            case UNREACHABLE, TIMEOUT -> "tls".equals(code) ? TLS : UNREACHABLE;
            default -> BAD_RESPONSE;
        };
    }

    /** The rung on which a failure happened. */
    static Stage stageOf(VendorFailure failure, Stage asked) {
        return switch (failure.code().orElse("")) {
            case "dns", "forbidden_address" -> Stage.NAME;
            case "connect", "connect_timeout" -> Stage.CONNECT;
            case "tls" -> Stage.TLS;
            default -> failure.failure() == Failure.AUTH ? Stage.AUTH : asked;
        };
    }
}
