package dev.koda.auth.credential;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The present password and its successor. */
record ChangePassword(
        @NotBlank @Size(max = 1024) String currentPassword,
        @NotNull @Size(max = 1024) String newPassword) {

    @Override
    public String toString() {
        return "ChangePassword[]";
    }
}
