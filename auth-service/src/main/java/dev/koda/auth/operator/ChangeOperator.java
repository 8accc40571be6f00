package dev.koda.auth.operator;

import jakarta.validation.constraints.Size;

/** What to change; what is absent stays. */
record ChangeOperator(
        @Size(max = 16) String role,
        Boolean disabled,
        @Size(max = 120) String displayName) {}
