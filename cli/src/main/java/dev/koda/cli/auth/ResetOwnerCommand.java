package dev.koda.cli.auth;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.Invocation;

/** The way back when password and recovery codes are lost. Another e-mail than the owner's ends it with 1, changing nothing. */
@Command(name = "reset-owner", description = "void the owner's credentials and print a setup code; data stays")
final class ResetOwnerCommand implements Callable<Integer> {

    @Mixin
    private Invocation invocation;

    @Option(names = "--email", paramLabel = "E-MAIL", description = "the owner's e-mail, instead of typing it")
    private String email;

    @Override
    public Integer call() {
        ControlPlane controlPlane = ControlPlane.breakGlass(invocation.acceptedEnvironment());
        String typed = email == null ? ask(invocation.console()) : email;
        String code = controlPlane
                .post(
                        "/api/control-plane/auth/owner/reset",
                        Map.of("email", typed.strip().toLowerCase(Locale.ROOT)))
                .orFail("resetting the owner")
                .path("code")
                .asText();
        invocation.console().entry("setup_code", code);
        return 0;
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
