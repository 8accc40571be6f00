package dev.koda.cli.auth;

import java.util.Map;
import java.util.Optional;

import dev.koda.cli.controlplane.Answer;
import dev.koda.cli.controlplane.ControlPlane;

/** The code with which the first person becomes the owner. */
public final class SetupCode {

    private SetupCode() {}

    /** A fresh code; empty once there is an owner. */
    public static Optional<String> whileThereIsNoOwner(ControlPlane controlPlane) {
        boolean hasOwner = controlPlane
                .get("/api/control-plane/onboarding/status")
                .orFail("asking whether there is an owner")
                .path("has_owner")
                .asBoolean();
        return hasOwner ? Optional.empty() : Optional.of(issue(controlPlane));
    }

    /** A fresh code; the former one is void. */
    public static String issue(ControlPlane controlPlane) {
        Answer answer = controlPlane.post("/api/control-plane/auth/bootstrap/codes", Map.of());
        return answer.orFail("issuing a setup code").path("code").asText();
    }
}
