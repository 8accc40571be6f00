package dev.koda.cli.sample;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.auth.SetupCode;
import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.Answer;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.home.Minting;

/** Makes an owner where there is none, with a password that is shown this once. */
record SampleOwner(ControlPlane controlPlane, Console console) {

    private static final String EMAIL = "owner@koda.local";

    /** Adds {@code owner} and, the first time only, {@code password}. */
    void ensure(Map<String, String> facts) {
        boolean exists = controlPlane
                .get("/api/control-plane/onboarding/status")
                .orFail("asking whether there is an owner")
                .path("has_owner")
                .asBoolean();
        if (exists) {
            facts.put("owner", existing());
        } else {
            register(facts);
        }
    }

    private void register(Map<String, String> facts) {
        console.progress("registering an owner");
        String password = Minting.password();
        Map<String, Object> owner = new LinkedHashMap<>();
        owner.put("email", EMAIL);
        owner.put("password", password);
        owner.put("username", "owner");
        owner.put("display_name", "Owner");
        owner.put("bootstrap_code", SetupCode.issue(controlPlane));
        controlPlane.post("/api/control-plane/auth/register-owner", owner).orFail("registering the owner");
        facts.put("owner", EMAIL);
        facts.put("password", password);
        console.done("owner " + EMAIL + "; recovery codes can be made in Settings › Security");
    }

    private String existing() {
        Answer operators = controlPlane.get("/api/control-plane/operators?limit=200");
        for (JsonNode operator : operators.body().path("items")) {
            if ("owner".equals(operator.path("role").asText())) {
                return operator.path("email").asText(EMAIL);
            }
        }
        return EMAIL;
    }
}
