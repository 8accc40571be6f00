package dev.koda.auth.session;

import java.time.Instant;
import java.util.UUID;

import jakarta.ws.rs.core.NewCookie;

/** A session just opened, with the only copy of its token, inside the cookie. */
public record NewSession(UUID id, NewCookie cookie, Instant expiresAt) {}
