package dev.koda.runtime.agent;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** A draft as it was when it was published. The database refuses any change to it. */
@Entity
@Immutable
@Table(name = "agent_version")
public class AgentVersion {

    /** Which version of which agent. */
    @Embeddable
    public record Key(
            @Column(name = "agent_id") UUID agentId,
            @Column(name = "version") int version) implements Serializable {}

    @EmbeddedId
    private Key key;

    @Convert(converter = DefinitionJson.class)
    private AgentDefinition definition;

    @Column(name = "published_by")
    private String publishedBy;

    @Column(name = "published_at")
    private Instant publishedAt;

    protected AgentVersion() {
        // for the mapper
    }

    AgentVersion(UUID agentId, int version, AgentDefinition definition, String by, Instant at) {
        this.key = new Key(agentId, version);
        this.definition = definition;
        this.publishedBy = by;
        this.publishedAt = at;
    }

    int version() {
        return key.version();
    }

    AgentDefinition definition() {
        return definition;
    }

    String publishedBy() {
        return publishedBy;
    }

    Instant publishedAt() {
        return publishedAt;
    }
}
