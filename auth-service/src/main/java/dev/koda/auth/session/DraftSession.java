package dev.koda.auth.session;

import java.time.Instant;

/** A session that is still to be written: what its owner gets, and what the table keeps. */
public record DraftSession(NewSession opened, byte[] tokenHash, Instant createdAt) {}
