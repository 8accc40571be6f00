package dev.koda.system.access;

import java.util.Set;

/** Status and problem code of an answer. */
record Answered(int status, String code) {
    /** 403s of those who look at more than the role, and only after it. */
    private static final Set<String> BEYOND_THE_ROLE =
            Set.of("reauthentication_required", "session_required", "operator_required", "last_owner");

    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    boolean letIn() {
        boolean refused = status == 401 || status == 403 && !BEYOND_THE_ROLE.contains(code);
        return !refused && status != TOO_MANY && status < FAILED;
    }

    boolean refusedAs(int expected, String expectedCode) {
        return status == expected
                && !BEYOND_THE_ROLE.contains(code)
                && (expectedCode.isEmpty() || code.isEmpty() || code.equals(expectedCode));
    }
}
