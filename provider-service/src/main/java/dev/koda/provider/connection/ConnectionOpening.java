package dev.koda.provider.connection;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.sealing.Keyring;
import dev.koda.provider.sealing.Secret;

/** Turns stored rows into connections and back: the only place where credentials are sealed and opened. */
@Singleton
class ConnectionOpening {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Keyring keyring;
    private final ObjectMapper json;

    ConnectionOpening(Keyring keyring, ObjectMapper json) {
        this.keyring = keyring;
        this.json = json;
    }

    /** Where a credential stands; it is sealed for this place and opens nowhere else. */
    static String credentialPlace(String providerId) {
        return "connection/" + providerId + "/credential";
    }

    static String headersPlace(String providerId) {
        return "connection/" + providerId + "/headers";
    }

    Connection open(Vendor vendor, ConnectionRow row) {
        Optional<Secret> credential = Optional.ofNullable(row.sealedCredential())
                .map(text -> new Secret(keyring.sealer().open(text, credentialPlace(row.providerId()))));
        var access = new Connection.Access(
                URI.create(row.baseUrl()),
                credential,
                openHeaders(row),
                row.organization(),
                row.project(),
                row.keyHint());
        return new Connection(
                vendor,
                access,
                row.enabled(),
                row.excluded(),
                row.priority(),
                row.models(),
                row.timeouts(),
                row.concurrency(),
                row.verification(),
                row.verifyAttemptAt() == null ? null : row.verifyAttemptAt().toInstant(),
                row.updatedAt().toInstant());
    }

    String sealCredential(String providerId, String apiKey) {
        return keyring.sealer().seal(apiKey, credentialPlace(providerId));
    }

    String sealHeaders(String providerId, Map<String, String> headers) {
        try {
            return keyring.sealer().seal(json.writeValueAsString(headers), headersPlace(providerId));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map of strings did not write", impossible);
        }
    }

    private Map<String, Secret> openHeaders(ConnectionRow row) {
        if (row.sealedHeaders() == null) {
            return Map.of();
        }
        try {
            String opened = keyring.sealer().open(row.sealedHeaders(), headersPlace(row.providerId()));
            Map<String, Secret> headers = new HashMap<>();
            json.readValue(opened, HEADERS).forEach((name, value) -> headers.put(name, new Secret(value)));
            return headers;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("sealed headers do not read", impossible);
        }
    }
}
