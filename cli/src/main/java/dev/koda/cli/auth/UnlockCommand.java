package dev.koda.cli.auth;

import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.Invocation;

/** Does not say whether the account was locked. */
@Command(name = "unlock", description = "end the lock of an account early")
final class UnlockCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Parameters(index = "0", paramLabel = "IDENTIFIER", description = "e-mail or username")
    private String identifier;

    @Override
    public Integer call() {
        ControlPlane.breakGlass(invocation.acceptedEnvironment())
                .post("/api/control-plane/auth/lockouts/unlock", Map.of("identifier", identifier))
                .orFail("unlocking " + identifier);
        invocation.console().done(identifier + " may sign in again");
        return 0;
    }
}
