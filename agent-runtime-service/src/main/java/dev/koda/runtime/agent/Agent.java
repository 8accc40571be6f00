package dev.koda.runtime.agent;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.koda.platform.problem.Problem;

/** An agent: a draft that operators edit, and the number of the frozen version that tasks run on. */
@Entity
@Table(name = "agent")
public class Agent {
    @Id
    private UUID id;

    private String name;

    @Convert(converter = StatusWord.class)
    private AgentStatus status;

    @Column(name = "published_version")
    private int publishedVersion;

    @Column(name = "latest_version")
    private int latestVersion;

    @Convert(converter = DefinitionJson.class)
    private AgentDefinition draft;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private int edits;

    protected Agent() {
        // for the mapper
    }

    Agent(UUID id, AgentDefinition draft, String createdBy, Instant at) {
        this.id = id;
        this.status = AgentStatus.DRAFT;
        this.createdBy = createdBy;
        this.createdAt = at;
        edit(draft, at);
    }

    final void edit(AgentDefinition changed, Instant at) {
        refuseArchived();
        draft = changed;
        name = changed.name();
        updatedAt = at;
    }

    /** Freezes the draft as the next version and puts it to work; a paused agent stays paused. */
    AgentVersion publish(String by, Instant at) {
        refuseArchived();
        latestVersion++;
        publishedVersion = latestVersion;
        if (status == AgentStatus.DRAFT) {
            status = AgentStatus.ACTIVE;
        }
        updatedAt = at;
        return new AgentVersion(id, latestVersion, draft, by, at);
    }

    void rollBackTo(int version, Instant at) {
        refuseArchived();
        publishedVersion = version;
        updatedAt = at;
    }

    void pause(Instant at) {
        moveTo(AgentStatus.PAUSED, at);
    }

    void activate(Instant at) {
        moveTo(AgentStatus.ACTIVE, at);
    }

    void archive(Instant at) {
        status = AgentStatus.ARCHIVED;
        updatedAt = at;
    }

    private void moveTo(AgentStatus wanted, Instant at) {
        refuseArchived();
        if (status == AgentStatus.DRAFT) {
            throw Problem.conflict("agent_not_published", "The agent was never published. Publish it first.");
        }
        status = wanted;
        updatedAt = at;
    }

    private void refuseArchived() {
        if (status == AgentStatus.ARCHIVED) {
            throw Problem.conflict("agent_archived", "The agent is archived. Clone it to go on from its draft.");
        }
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    AgentStatus status() {
        return status;
    }

    int publishedVersion() {
        return publishedVersion;
    }

    int latestVersion() {
        return latestVersion;
    }

    AgentDefinition draft() {
        return draft;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
