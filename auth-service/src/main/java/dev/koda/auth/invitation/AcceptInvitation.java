package dev.koda.auth.invitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What an invited person chooses. */
record AcceptInvitation(
        @NotBlank @Size(max = 128) String token,
        @NotNull @Size(max = 1024) String password,
        @Size(max = 64) String username,
        @Size(max = 120) String displayName) {

    @Override
    public String toString() {
        return "AcceptInvitation[]";
    }
}
