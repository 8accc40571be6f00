package dev.koda.auth.signing;

import java.util.Optional;

/**
 * Whom a token speaks for.
 *
 * @param id operator id, {@code service:<name>} or {@code break-glass}
 * @param role the one role, from which the verifier concludes the lower ones
 * @param name for people to read
 * @param scope what an API token may do, space-separated; empty for sessions, which may do all their role may
 * @param sessionId session or API token whose end ends this token too
 */
public record Subject(String id, String role, String name, Optional<String> scope, Optional<String> sessionId) {}
