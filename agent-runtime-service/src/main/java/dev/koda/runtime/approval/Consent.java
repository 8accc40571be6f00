package dev.koda.runtime.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What a consent is bound to: it opens this call, with these arguments, by this version of the agent, and no other. */
public final class Consent {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Consent() {}

    /** Hex SHA-256 over tool, agent version and the arguments with their members in order. */
    public static String hash(String tool, JsonNode arguments, int agentVersion) {
        try {
            Object plain = SORTED.treeToValue(arguments, Object.class);
            String bound = tool + "\n" + agentVersion + "\n" + SORTED.writeValueAsString(plain);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bound.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("a consent cannot be bound", impossible);
        }
    }
}
