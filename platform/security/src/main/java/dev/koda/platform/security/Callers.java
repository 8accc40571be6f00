package dev.koda.platform.security;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Reads the caller out of verified claims. */
final class Callers {

    private static final String SERVICE_SUBJECT = "service:";
    private static final String BREAK_GLASS_SUBJECT = "break-glass";

    private Callers() {}

    static Caller of(JwtClaims claims, String token) throws MalformedClaimException {
        String subject = claims.getSubject();
        CallerKind kind = kindOf(subject);
        return new Caller(
                kind,
                subject,
                Optional.ofNullable(claims.getStringClaimValue("name")).orElse(subject),
                rolesOf(claims, kind),
                Optional.ofNullable(claims.getStringClaimValue("scope")).map(Callers::words),
                Optional.ofNullable(claims.getStringClaimValue("sid")),
                token);
    }

    private static CallerKind kindOf(String subject) {
        if (subject.startsWith(SERVICE_SUBJECT)) {
            return CallerKind.SERVICE;
        }
        return subject.equals(BREAK_GLASS_SUBJECT) ? CallerKind.BREAK_GLASS : CallerKind.OPERATOR;
    }

    /** A person never gets the role of a service, nor the other way round, whatever the token's groups say. */
    private static Set<String> rolesOf(JwtClaims claims, CallerKind kind) throws MalformedClaimException {
        List<String> groups = claims.hasClaim("groups") ? claims.getStringListClaimValue("groups") : List.of();
        Set<String> roles = new HashSet<>(Roles.withLower(groups));
        roles.removeIf(role -> role.equals(Roles.SERVICE) != (kind == CallerKind.SERVICE));
        return roles;
    }

    private static Set<String> words(String scope) {
        return scope.isBlank() ? Set.of() : Set.copyOf(List.of(scope.strip().split("\\s+")));
    }
}
