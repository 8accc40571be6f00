package dev.koda.runtime.agent;

import java.time.Instant;

/** A frozen version as callers see it. */
record VersionView(int version, AgentDefinition definition, String publishedBy, Instant publishedAt) {

    static VersionView of(AgentVersion version) {
        return new VersionView(version.version(), version.definition(), version.publishedBy(), version.publishedAt());
    }
}
