package dev.koda.gateway.client.auth;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** An account that is locked after wrong passwords. */
@TemplateData
public record Lockout(String id, String email, String username, Integer failures, Instant lockedUntil) {}
