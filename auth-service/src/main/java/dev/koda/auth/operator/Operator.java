package dev.koda.auth.operator;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.DynamicUpdate;

/** A person who may use Koda. E-mail and user name are kept in lower case; both sign in. */
@Entity
@Table(name = "operator")
@DynamicUpdate
public class Operator {

    @Id
    private UUID id;

    private String email;
    private String username;
    private String displayName;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Enumerated(EnumType.STRING)
    private OperatorStatus status;

    private String passwordHash;
    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private Instant passwordSetAt;
    /** Asked for by queries, never read here. */
    @SuppressWarnings("unused")
    private byte[] inviteHash;

    private Instant inviteExpiresAt;
    private String preferences;
    private Instant createdAt;
    private Instant lastLoginAt;

    @Version
    private long version;

    protected Operator() {}

    private Operator(UUID id, Role role, OperatorStatus status, Instant createdAt) {
        this.id = id;
        this.role = role;
        this.status = status;
        this.createdAt = createdAt;
        this.preferences = "{}";
    }

    /** The first owner, with a password. */
    public static Operator owner(UUID id, Profile profile, String passwordHash, Instant at) {
        Operator owner = new Operator(id, Role.OWNER, OperatorStatus.VOIDED, at);
        owner.register(profile, passwordHash, at);
        return owner;
    }

    static Operator invited(UUID id, String email, Role role, Instant at) {
        Operator invited = new Operator(id, role, OperatorStatus.INVITED, at);
        invited.email = email;
        return invited;
    }

    /** Gives a voided or invited operator a profile and a password. */
    public void register(Profile profile, String hash, Instant at) {
        email = profile.email();
        username = profile.username();
        displayName = profile.displayName();
        status = OperatorStatus.ACTIVE;
        inviteHash = null;
        inviteExpiresAt = null;
        setPassword(hash, at);
    }

    /** Replaces the password. */
    public void setPassword(String hash, Instant at) {
        passwordHash = hash;
        passwordSetAt = at;
    }

    /** The same password under other parameters. */
    public void rehash(String hash) {
        passwordHash = hash;
    }

    public void signedIn(Instant at) {
        lastLoginAt = at;
    }

    /** Takes the password away; only a new registration brings the owner back. */
    public void voidCredentials() {
        status = OperatorStatus.VOIDED;
        passwordHash = null;
        passwordSetAt = null;
    }

    void invite(byte[] hash, Instant expiresAt) {
        inviteHash = hash;
        inviteExpiresAt = expiresAt;
    }

    boolean invitationHolds(Instant now) {
        return status == OperatorStatus.INVITED && inviteExpiresAt != null && inviteExpiresAt.isAfter(now);
    }

    void rename(String name) {
        displayName = name;
    }

    void become(Role next) {
        role = next;
    }

    /** An invited operator who is enabled again is invited as before. */
    void enable() {
        status = passwordHash == null ? OperatorStatus.INVITED : OperatorStatus.ACTIVE;
    }

    void disable() {
        status = OperatorStatus.DISABLED;
    }

    void prefer(String json) {
        preferences = json;
    }

    public UUID id() {
        return id;
    }

    public String email() {
        return email;
    }

    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    /** The name to show: the display name, else the user name, else the e-mail. */
    public String name() {
        return displayName != null ? displayName : username().orElse(email);
    }

    Optional<String> displayName() {
        return Optional.ofNullable(displayName);
    }

    public Role role() {
        return role;
    }

    public OperatorStatus status() {
        return status;
    }

    public boolean active() {
        return status == OperatorStatus.ACTIVE;
    }

    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    String preferences() {
        return preferences;
    }

    Instant createdAt() {
        return createdAt;
    }

    Optional<Instant> lastLoginAt() {
        return Optional.ofNullable(lastLoginAt);
    }

    Optional<Instant> inviteExpiresAt() {
        return Optional.ofNullable(inviteExpiresAt);
    }
}
