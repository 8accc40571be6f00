package dev.koda.auth.credential;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The token of a mailed link, and the new password. */
record ResetPassword(
        @NotBlank @Size(max = 128) String token,
        @NotNull @Size(max = 1024) String newPassword) {

    @Override
    public String toString() {
        return "ResetPassword[]";
    }
}
