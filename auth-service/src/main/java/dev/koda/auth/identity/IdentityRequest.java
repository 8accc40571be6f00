package dev.koda.auth.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What the gateway was shown, and by whom. */
record IdentityRequest(
        @NotNull Kind kind,
        @Size(max = 4096) String credential,
        @NotBlank @Size(max = 64) String address,
        @Size(max = 4096) String userAgent) {

    /** Sorts of credentials. */
    enum Kind {
        session,
        api_token,
        break_glass,
        /** No credential at all: loopback in a house whose auth mode is development. */
        development
    }

    String given() {
        return credential == null ? "" : credential;
    }

    @Override
    public String toString() {
        return "IdentityRequest[kind=" + kind + "]";
    }
}
