package dev.koda.storage.object;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Names of objects in the bucket. Content lies under its own hash. What may be removed by age alone lies below
 * {@code expiring/}, so that an operator can add lifecycle rules by prefix without touching what manifests refer to.
 */
@ApplicationScoped
public class ObjectKeys {
    private final String prefix;

    ObjectKeys(ObjectStoreConfig config) {
        String given = config.prefix().orElse("").replaceAll("^/+|/+$", "");
        this.prefix = given.isEmpty() ? "" : given + "/";
    }

    /** All content. */
    public String contents() {
        return prefix + "artifacts/";
    }

    /** The content of that SHA-256, in lower-case hexadecimal. */
    public String content(String sha256) {
        return contents() + sha256.substring(0, 2) + "/" + sha256;
    }

    /** All that may be removed by age alone. */
    public String expiring() {
        return prefix + "expiring/";
    }

    /** An upload whose hash is not known before its end. */
    String incoming(UUID id) {
        return incomings() + id;
    }

    /** All uploads on their way. */
    public String incomings() {
        return expiring() + "incoming/";
    }

    /** An object written and removed to see whether that works. */
    String probe(UUID id) {
        return expiring() + "probe/" + id;
    }
}
