package dev.koda.gateway.client.auth;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** The proof of a setup code, good for one registration. */
@TemplateData
public record Registration(String registrationToken, Instant expiresAt) {}
