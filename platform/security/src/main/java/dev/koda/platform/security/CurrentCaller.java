package dev.koda.platform.security;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;

/** The caller of the request being served. */
@RequestScoped
public class CurrentCaller {

    static final String ATTRIBUTE = "koda.caller";

    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller; a request without a verified token is a 401 problem {@code authentication_required}. */
    public Caller get() {
        return find().orElseThrow(Refusals::authenticationRequired);
    }

    /** The caller, or empty on an endpoint that anybody may call. */
    public Optional<Caller> find() {
        return identity.isAnonymous() ? Optional.empty() : Optional.ofNullable(identity.getAttribute(ATTRIBUTE));
    }
}
