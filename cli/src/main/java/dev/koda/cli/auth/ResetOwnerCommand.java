package dev.koda.cli.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.FactsOption;
import dev.koda.cli.invocation.Invocation;

/**
 * The way back when password and recovery codes are lost. Another e-mail than the owner's ends it with 1, changing nothing. A
 * stack that is down is started for it and stays up, since the owner is to register next.
 */
@Command(name = "reset-owner", description = "void the owner's credentials and print a setup code; data stays")
final class ResetOwnerCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Mixin
    private FactsOption output;

    @Option(names = "--email", paramLabel = "E-MAIL", description = "the owner's e-mail, instead of typing it")
    private String email;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ControlPlane controlPlane = ControlPlane.breakGlass(invocation.acceptedEnvironment());
        String typed = email == null ? ask(invocation.console()) : email;
        startWhatIsDown();
        String code = controlPlane
                .post(
                        "/api/control-plane/auth/owner/reset",
                        Map.of("email", typed.strip().toLowerCase(Locale.ROOT)))
                .orFail("resetting the owner")
                .path("code")
                .asText();
        output.print(invocation.console(), Map.of("setup_code", code));
        return 0;
    }

    /** Only what this home started before; elsewhere it is not for this command to start anything. */
    private void startWhatIsDown() {
        boolean down = invocation.home().holdsData()
                && invocation.runFiles().supervisor().isEmpty();
        if (!down) {
            return;
        }
        invocation.console().progress("the stack is down; it is started and stays up");
        List<String> up =
                new ArrayList<>(List.of("up", "--dir", invocation.home().root().toString()));
        if (output.json()) {
            up.add("--json");
        }
        int started = spec.root().commandLine().execute(up.toArray(String[]::new));
        if (started != 0) {
            throw new CommandFailed("the stack did not start; nothing was changed");
        }
    }

    private static String ask(Console console) {
        console.err().print("This voids the owner's password, sessions and codes. Type the owner's e-mail to go on: ");
        console.err().flush();
        Scanner typed = new Scanner(System.in, StandardCharsets.UTF_8);
        if (!typed.hasNextLine()) {
            throw new CommandFailed("no e-mail was typed; nothing was changed");
        }
        return typed.nextLine();
    }
}
