package dev.koda.gateway.page.frame;

import jakarta.enterprise.context.RequestScoped;

import dev.koda.gateway.identity.Identity;
import dev.koda.gateway.identity.Visitor;

/** The visitor in the words of the pages. */
@RequestScoped
class Visit {
    private static final Who NOBODY = new Who("", "Nobody", "", "none");

    private final Visitor visitor;

    Visit(Visitor visitor) {
        this.visitor = visitor;
    }

    boolean isKnown() {
        return visitor.identity().isPresent();
    }

    Who who() {
        return visitor.identity().map(Visit::known).orElse(NOBODY);
    }

    private static Who known(Identity identity) {
        String email = identity.email() == null ? "" : identity.email();
        String name = identity.name() == null || identity.name().isBlank() ? email : identity.name();
        return new Who(identity.operatorId(), name, email, identity.role());
    }
}
