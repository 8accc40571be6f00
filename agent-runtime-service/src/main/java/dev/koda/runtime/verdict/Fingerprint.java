package dev.koda.runtime.verdict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An iteration reduced to what can repeat.
 *
 * @param calls digest of tools with normalised arguments
 * @param tools digest of tools alone
 * @param results digest of the normalised results
 * @param workspace digest of the workspace after it
 * @param failed all its calls failed
 * @param waited time was let pass in it
 */
public record Fingerprint(
        String calls, String tools, String results, String workspace, boolean failed, boolean waited) {

    /** Hex digits kept of each digest: 48 bits, plenty for a window of a few dozen. */
    private static final int LENGTH = 12;

    public static Fingerprint of(List<CallOutcome> outcomes, String workspace) {
        return new Fingerprint(
                digest(outcomes.stream()
                        .map(call -> call.tool() + Normalised.arguments(call.arguments()))
                        .sorted()
                        .collect(Collectors.joining("\n"))),
                digest(outcomes.stream().map(CallOutcome::tool).sorted().collect(Collectors.joining("\n"))),
                digest(outcomes.stream().map(Normalised::result).sorted().collect(Collectors.joining("\n"))),
                workspace,
                outcomes.stream().allMatch(CallOutcome::failed),
                outcomes.stream().anyMatch(CallOutcome::waits));
    }

    /** As it is kept in the trace, so that a recovering worker and a retry judge on. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("calls", calls)
                .put("tools", tools)
                .put("results", results)
                .put("workspace", workspace)
                .put("failed", failed)
                .put("waited", waited);
    }

    public static Fingerprint of(JsonNode json) {
        return new Fingerprint(
                json.path("calls").asText(),
                json.path("tools").asText(),
                json.path("results").asText(),
                json.path("workspace").asText(),
                json.path("failed").asBoolean(),
                json.path("waited").asBoolean());
    }

    /** The same calls gave the same results and left the same workspace. */
    boolean repeats(Fingerprint earlier) {
        return calls.equals(earlier.calls) && learnsNothingBeyond(earlier);
    }

    /** Other arguments perhaps, but the same tools, results and workspace. */
    boolean churns(Fingerprint earlier) {
        return tools.equals(earlier.tools) && learnsNothingBeyond(earlier);
    }

    private boolean learnsNothingBeyond(Fingerprint earlier) {
        return results.equals(earlier.results) && workspace.equals(earlier.workspace);
    }

    public static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no SHA-256", impossible);
        }
    }
}
