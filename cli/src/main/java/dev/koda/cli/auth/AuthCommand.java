package dev.koda.cli.auth;

import java.util.Locale;
import java.util.Map;
import java.util.Scanner;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.invocation.Invocation;

/** What only somebody on the host may do: it is proven by the break-glass token in the home. */
@Command(name = "auth", description = "setup codes, locked accounts, a lost owner, signing keys")
public final class AuthCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name what to do: issue-code, unlock, reset-owner or rotate-keys");
    }

    @Command(name = "issue-code", description = "print a fresh setup code; the former one is void")
    int issueCode(@Mixin Invocation given) {
        given.console().entry("setup_code", SetupCode.issue(controlPlane(given)));
        return 0;
    }

    @Command(name = "unlock", description = "end the lock of an account early")
    int unlock(
            @Mixin Invocation given,
            @Parameters(paramLabel = "IDENTIFIER", description = "e-mail or username") String identifier) {
        controlPlane(given)
                .post("/api/control-plane/auth/lockouts/unlock", Map.of("identifier", identifier))
                .orFail("unlocking " + identifier);
        given.console().done(identifier + " may sign in again");
        return 0;
    }

    @Command(name = "reset-owner", description = "void the owner's credentials and print a setup code; data stays")
    int resetOwner(
            @Mixin Invocation given,
            @Option(names = "--email", paramLabel = "E-MAIL", description = "the owner's e-mail, instead of typing it")
                    String email) {
        Console console = given.console();
        String typed = email == null ? ask(console) : email;
        JsonNode answer = controlPlane(given)
                .post(
                        "/api/control-plane/auth/owner/reset",
                        Map.of("email", typed.strip().toLowerCase(Locale.ROOT)))
                .orFail("resetting the owner");
        String code = answer.path("setup_code").asText(answer.path("code").asText());
        console.entry("setup_code", code.isEmpty() ? SetupCode.issue(controlPlane(given)) : code);
        return 0;
    }

    @Command(
            name = "rotate-keys",
            description = "sign with a new key from now on; the old one is still accepted for a while")
    int rotateKeys(@Mixin Invocation given) {
        JsonNode answer = controlPlane(given)
                .post("/api/control-plane/auth/keys/rotate", Map.of())
                .orFail("rotating the signing key");
        given.console()
                .entry("key_id", answer.path("kid").asText(answer.path("key_id").asText("rotated")));
        return 0;
    }

    private static String ask(Console console) {
        console.err().print("This voids the owner's password, sessions and codes. Type the owner's e-mail to go on: ");
        console.err().flush();
        Scanner typed = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        if (!typed.hasNextLine()) {
            throw new CommandFailed("no e-mail was typed; nothing was changed");
        }
        return typed.nextLine();
    }

    private static ControlPlane controlPlane(Invocation given) {
        return ControlPlane.breakGlass(given.acceptedEnvironment());
    }
}
