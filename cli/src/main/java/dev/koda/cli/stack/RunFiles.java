package dev.koda.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import dev.koda.cli.console.Json;
import dev.koda.cli.home.KodaHome;
import dev.koda.platform.embedded.process.LiveProcess;
import dev.koda.platform.embedded.process.PidFile;
import dev.koda.platform.embedded.process.ServerFiles;

/** What supervisor and commands tell each other, as small files below {@code run/} that are replaced whole. */
public record RunFiles(KodaHome home) {

    public PidFile supervisorPid() {
        return new PidFile(home.run().resolve("supervisor.pid"));
    }

    /** The supervisor that runs now. */
    public Optional<LiveProcess> supervisor() {
        return supervisorPid().running().map(PidFile.Entry::process);
    }

    /** The process of a part that runs now, supervised or not. */
    public Optional<PidFile.Entry> running(Part part) {
        return new PidFile(files(part).pid()).running();
    }

    public ServerFiles files(Part part) {
        return ServerFiles.below(home.root(), part.word());
    }

    /** What the supervisor wrote last, also when it is gone by now. */
    public Optional<StackState> state() {
        return text("state.json").map(text -> {
            try {
                return Json.read(text, StackState.class);
            } catch (IllegalArgumentException older) {
                return null;
            }
        });
    }

    void write(StackState state) {
        write("state.json", Json.compact(state));
    }

    /** Asks the supervisor to start what is down now. */
    public void wake() {
        write("wake", "");
    }

    boolean takeWake() {
        try {
            return Files.deleteIfExists(home.run().resolve("wake"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Optional<String> fingerprint(Part part) {
        return text(part.word() + ".fingerprint");
    }

    void writeFingerprint(Part part, String fingerprint) {
        write(part.word() + ".fingerprint", fingerprint);
    }

    private Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(home.run().resolve(name)));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private void write(String name, String text) {
        Path target = home.run().resolve(name);
        Path fresh = home.run().resolve(name + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + target, failure);
        }
    }
}
