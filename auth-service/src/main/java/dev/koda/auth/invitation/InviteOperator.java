package dev.koda.auth.invitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Whom to invite, and as what. */
record InviteOperator(
        @NotBlank @Size(max = 254) String email,
        @NotBlank @Size(max = 16) String role) {}
