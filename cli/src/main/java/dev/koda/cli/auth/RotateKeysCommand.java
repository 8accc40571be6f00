package dev.koda.cli.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.FactsOption;
import dev.koda.cli.invocation.Invocation;

/** Nobody is signed out: tokens of the former key are good until they end. */
@Command(
        name = "rotate-keys",
        description = "sign with a new key from now on; the old one is still accepted for a while")
final class RotateKeysCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Mixin
    private FactsOption output;

    @Override
    public Integer call() {
        JsonNode key = ControlPlane.breakGlass(invocation.acceptedEnvironment())
                .post("/api/control-plane/auth/keys/rotate", Map.of())
                .orFail("rotating the signing key");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("key_id", key.path("kid").asText());
        facts.put("active_from", key.path("active_from").asText());
        output.print(invocation.console(), facts);
        return 0;
    }
}
