package dev.koda.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.koda.cli.home.Environment;
import dev.koda.platform.boot.HomeFiles;
import dev.koda.platform.boot.Refusal;
import dev.koda.platform.boot.Setting;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;

/** Judges the settings in the words of the boot, and the two files that hold secrets. */
record BootstrapChecks(Environment environment) {

    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final List<String> IDS = List.of(
            "bootstrap.session_secret",
            "bootstrap.env_profile",
            "bootstrap.service_key",
            "bootstrap.dsn",
            Setting.DEFAULT_CHECK);

    List<Check> run() {
        Map<String, List<Refusal>> refusals =
                environment.refusals().stream().collect(Collectors.groupingBy(Refusal::checkId));
        List<Check> checks = new ArrayList<>();
        IDS.forEach(id -> checks.add(settings(id, refusals.getOrDefault(id, List.of()))));
        checks.add(masterKey(refusals.getOrDefault("bootstrap.master_key", List.of())));
        checks.add(envFileMode());
        return checks;
    }

    private static Check settings(String id, List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return Check.of(id).gates(Gate.BOOT).pass("the settings will do");
        }
        Check first = refusals.getFirst().toCheck();
        String lines = refusals.stream().map(Refusal::line).collect(Collectors.joining("; "));
        return new Check(
                id,
                first.category(),
                first.scope(),
                first.status(),
                lines,
                first.hint(),
                first.evidence(),
                first.gates(),
                0);
    }

    private Check masterKey(List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            return settings("bootstrap.master_key", refusals);
        }
        return Check.of("bootstrap.master_key")
                .gates(Gate.BOOT)
                .evidence("file", environment.masterKey().toString())
                .pass("the master key is there, 256 bits, mode 0600");
    }

    private Check envFileMode() {
        Path file = environment.home().envFile();
        CheckDraft check = Check.of("bootstrap.env_file_mode").evidence("file", file.toString());
        if (!Files.exists(file)) {
            return check.fail("there is no " + file, "koda up, which mints it");
        }
        return HomeFiles.envFile(environment.values())
                .map(Refusal::toCheck)
                .orElseGet(() -> check.pass("only its owner may read the settings"));
    }

    static boolean openToOthers(Path file) throws IOException {
        return !OWNER.containsAll(Files.getPosixFilePermissions(file));
    }
}
