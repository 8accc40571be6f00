package dev.koda.gateway.page.frame;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** What a page before the sign-in needs: no menu, nobody known. */
@TemplateData
public record Door(Theme theme, String nonce, Instant now, String host, String build, String notice) {}
