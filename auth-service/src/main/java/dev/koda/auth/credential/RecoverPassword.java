package dev.koda.auth.credential;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A recovery code in place of the lost password. */
record RecoverPassword(
        @NotBlank @Size(max = 254) String identifier,
        @NotBlank @Size(max = 64) String recoveryCode,
        @NotNull @Size(max = 1024) String newPassword) {

    @Override
    public String toString() {
        return "RecoverPassword[]";
    }
}
