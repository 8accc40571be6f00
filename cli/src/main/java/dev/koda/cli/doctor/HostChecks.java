package dev.koda.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.koda.cli.home.Environment;
import dev.koda.cli.stack.Part;
import dev.koda.cli.stack.RunFiles;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.embedded.process.FreePort;

/** Judges the machine: room on the disk, memory, ports, Java. */
record HostChecks(Environment environment) {

    private static final long MEBI = 1024L * 1024;
    private static final long DISK_FAIL = 512 * MEBI;
    private static final long DISK_WARN = 2048 * MEBI;
    private static final long MEMORY_FAIL = 128 * MEBI;
    private static final long MEMORY_WARN = 384 * MEBI;
    private static final int JDK = 25;

    List<Check> run() {
        return List.of(disk(), memory(), ports(), jdk());
    }

    private Check disk() {
        CheckDraft check = Check.of("host.disk").gates(Gate.SERVE, Gate.UPDATE);
        Path existing = Stream.iterate(environment.home().root(), Objects::nonNull, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            check.evidence("folder", existing.toString()).evidence("free_bytes", free);
            String words = free / MEBI + " MiB free at " + existing;
            String hint = "find what is large: du -sh " + existing + "/*";
            return judged(check, free, DISK_FAIL, DISK_WARN, words, hint);
        } catch (IOException unreadable) {
            return check.fail(
                    "the disk of " + existing + " cannot be asked: " + unreadable.getMessage(), "df -h " + existing);
        }
    }

    private static Check memory() {
        CheckDraft check = Check.of("host.memory");
        Optional<Long> available = availableMemory();
        if (available.isEmpty()) {
            return check.skip("this host does not say how much memory is available");
        }
        check.evidence("available_bytes", available.get());
        return judged(
                check,
                available.get(),
                MEMORY_FAIL,
                MEMORY_WARN,
                available.get() / MEBI + " MiB of memory available",
                "end other programs, or give the machine more memory; the stack needs about 2 GiB");
    }

    private static Check judged(CheckDraft check, long value, long fail, long warn, String words, String hint) {
        if (value < fail) {
            return check.fail("only " + words, hint);
        }
        return value < warn ? check.warn("only " + words, hint) : check.pass(words);
    }

    private static Optional<Long> availableMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** A port is well when our own part has it or nobody does. */
    private Check ports() {
        CheckDraft check = Check.of("host.ports").gates(Gate.BOOT);
        RunFiles files = new RunFiles(environment.home());
        List<String> taken = new ArrayList<>();
        for (Part part : Part.inStartOrder()) {
            boolean external =
                    part.service().isEmpty() && !environment.embedded().contains(part.word());
            Optional<Integer> port = port(part);
            if (!external && port.isPresent() && files.running(part).isEmpty() && !FreePort.isFree(port.get())) {
                taken.add(part.portVariable() + "=" + port.get());
            }
        }
        return taken.isEmpty()
                ? check.pass("every port is free or held by our own part")
                : check.evidence("taken", String.join(", ", taken))
                        .fail(
                                "held by another process: " + String.join(", ", taken),
                                "ss -ltnp shows who; end it, or set another port in "
                                        + environment.home().envFile());
    }

    private Optional<Integer> port(Part part) {
        try {
            return Optional.of(environment.port(part.portVariable()));
        } catch (NumberFormatException toldByBootstrap) {
            return Optional.empty();
        }
    }

    private static Check jdk() {
        int feature = Runtime.version().feature();
        CheckDraft check =
                Check.of("host.jdk").evidence("java", Runtime.version().toString());
        return feature == JDK
                ? check.pass("Java " + Runtime.version())
                : check.fail(
                        "Java " + feature + " runs this command; Koda needs " + JDK,
                        "install a JDK 25 and set JAVA_HOME");
    }
}
