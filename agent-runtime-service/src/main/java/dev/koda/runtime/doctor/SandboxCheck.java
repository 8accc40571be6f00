package dev.koda.runtime.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.HealthGroup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckHealth;
import dev.koda.runtime.tool.Sandbox;

/** Commands of agents run in a sandbox, and workspaces can be written. */
@HealthGroup("doctor")
@ApplicationScoped
class SandboxCheck implements HealthCheck {
    private static final String ID = "runtime.sandbox";

    private final Sandbox sandbox;

    SandboxCheck(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public HealthCheckResponse call() {
        return CheckHealth.response(check());
    }

    private Check check() {
        Path workspaces = sandbox.workspaces();
        var draft = Check.of(ID).evidence("bwrap", sandbox.available()).evidence("workspaces", workspaces.toString());
        if (Files.exists(workspaces) && !Files.isWritable(workspaces)) {
            return draft.fail(
                    "workspaces cannot be written", "give the service's user write access to KODA_WORKSPACES");
        }
        return sandbox.available()
                ? draft.pass("commands of agents run in bubblewrap")
                : draft.skip("bubblewrap is not installed; shell.run works without a sandbox, for agents that have it");
    }
}
