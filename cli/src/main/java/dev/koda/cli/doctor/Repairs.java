package dev.koda.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.console.Console;
import dev.koda.cli.home.EnvFile;
import dev.koda.cli.home.Environment;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.home.Minting;

/**
 * Repairs that lose nothing: file modes, missing minted settings, a missing bucket. The plan is shown first, a file is
 * copied before it is changed, and each repair says how it is undone. A missing DSN is not minted, for the password
 * of data that exists cannot be made up.
 */
final class Repairs {

    private record Repair(String what, String undo, Runnable doing) {}

    private final Environment environment;
    private final Console console;
    private final Clock clock;

    Repairs(Environment environment, Console console, Clock clock) {
        this.environment = environment;
        this.console = console;
        this.clock = clock;
    }

    void run() {
        List<Repair> plan = new ArrayList<>();
        mode(environment.home().envFile(), plan);
        mode(environment.masterKey(), plan);
        secrets(plan);
        bucket(plan);
        if (plan.isEmpty()) {
            console.done("nothing here is for --fix to repair");
            return;
        }
        plan.forEach(repair -> console.progress("will " + repair.what()));
        plan.forEach(repair -> {
            repair.doing().run();
            console.done(repair.what() + "; to undo: " + repair.undo());
        });
    }

    private void mode(Path file, List<Repair> plan) {
        try {
            if (Files.exists(file) && BootstrapChecks.openToOthers(file)) {
                String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                plan.add(new Repair(
                        "set the mode of " + file + " to 0600",
                        "chmod to " + before + " again",
                        () -> setOwnerOnly(file)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void setOwnerOnly(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failure) {
            throw new CommandFailed("cannot change the mode of " + file + ": " + failure.getMessage(), failure);
        }
    }

    private void secrets(List<Repair> plan) {
        KodaHome home = environment.home();
        Map<String, String> minted = Minting.missing(environment.values()::containsKey, "0");
        minted.remove("KNOWLEDGE_V2_POSTGRES_DSN");
        if (minted.isEmpty() || !home.holdsData()) {
            return;
        }
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(ZonedDateTime.now(clock));
        Path backup = home.envFile().resolveSibling(".env.before-" + stamp);
        plan.add(new Repair(
                "mint " + String.join(", ", minted.keySet()) + " into " + home.envFile(),
                "mv " + backup + " " + home.envFile(),
                () -> {
                    new EnvFile(backup).write(text(home.envFile()));
                    new EnvFile(home.envFile()).append("minted by koda doctor --fix", minted);
                }));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failure) {
            throw new CommandFailed("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private void bucket(List<Repair> plan) {
        ServerProbes probes = new ServerProbes(environment);
        try {
            if (probes.bucket("HEAD") == 404) {
                plan.add(new Repair("make the missing bucket", "delete the empty bucket", () -> make(probes)));
            }
        } catch (IOException | RuntimeException storeIsAway) {
            console.progress("the object store does not answer; its bucket is left as it is");
        }
    }

    private static void make(ServerProbes probes) {
        try {
            int status = probes.bucket("PUT");
            if (status != 200 && status != 409) {
                throw new CommandFailed("the object store answered HTTP " + status + " to the new bucket");
            }
        } catch (IOException failure) {
            throw new CommandFailed("the bucket could not be made: " + failure.getMessage(), failure);
        }
    }
}
