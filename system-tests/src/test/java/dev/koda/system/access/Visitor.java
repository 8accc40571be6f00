package dev.koda.system.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who asks.
 *
 * @param role nobody, viewer, operator, admin, owner, break_glass or service
 * @param scopes what an API token carries; empty for all who carry no scopes
 * @param atGateway the headers that prove it at the gateway
 * @param jwt what proves it at a service; empty for nobody
 */
record Visitor(String name, String role, Set<String> scopes, Map<String, String> atGateway, String jwt) {
    private static final List<String> RISING = List.of("nobody", "viewer", "operator", "admin", "owner", "break_glass");

    private static final String STRANGE = "audit:read";
    private static final String STRANGE_TO_AUDIT = "models:use";

    /** Of the tokens only the right one and one wrong one say something; the rest would fill the owner's limit. */
    boolean tells(AccessRule rule) {
        String wanted = rule.scope().orElse("");
        return scopes.isEmpty()
                || scopes.contains(wanted)
                || scopes.contains(wanted.equals(STRANGE) ? STRANGE_TO_AUDIT : STRANGE);
    }

    boolean mayPass(AccessRule rule) {
        if (rule.open()) {
            return true;
        }
        if (role.equals("service")) {
            return rule.services();
        }
        return RISING.contains(rule.least())
                && RISING.indexOf(role) >= RISING.indexOf(rule.least())
                && holdsScopeOf(rule);
    }

    private boolean holdsScopeOf(AccessRule rule) {
        return scopes.isEmpty()
                || rule.scope().isEmpty()
                || scopes.contains(rule.scope().get());
    }

    /** The code of the refusal; empty where any will do. */
    String refusal(AccessRule rule) {
        return holdsScopeOf(rule) ? "" : "scope_missing";
    }

    /** Services do not come through the gateway, and nobody reaches an internal address through it. */
    boolean goesDirectly(AccessRule rule) {
        return rule.internal() || role.equals("service");
    }
}
