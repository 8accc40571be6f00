package dev.koda.auth.bootstrap;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import dev.koda.auth.operator.Profile;

/** The first owner; with a registration token, or the setup code itself. */
record RegisterOwner(
        @NotBlank @Size(max = 254) String email,
        @NotNull @Size(max = 1024) String password,
        @Size(max = 64) String username,
        @Size(max = 120) String displayName,
        @Size(max = 128) String registrationToken,
        @Size(max = 64) String bootstrapCode) {

    Profile profile() {
        return new Profile(email, username, displayName).checked();
    }

    @Override
    public String toString() {
        return "RegisterOwner[]";
    }
}
