package dev.koda.cli.auth;

import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.FactsOption;
import dev.koda.cli.invocation.Invocation;

/** Refused once there is an owner. */
@Command(name = "issue-code", description = "print a fresh setup code; the former one is void")
final class IssueCodeCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Mixin
    private FactsOption output;

    @Override
    public Integer call() {
        String code = SetupCode.issue(ControlPlane.breakGlass(invocation.acceptedEnvironment()));
        output.print(invocation.console(), Map.of("setup_code", code));
        return 0;
    }
}
