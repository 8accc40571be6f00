package dev.koda.auth.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Credentials; {@code totpCode} or {@code recoveryCode} where a second factor is set up. */
record Login(
        @NotBlank @Size(max = 254) String identifier,
        @NotBlank @Size(max = 1024) String password,
        @Size(max = 16) String totpCode,
        @Size(max = 64) String recoveryCode) {

    @Override
    public String toString() {
        return "Login[]";
    }
}
