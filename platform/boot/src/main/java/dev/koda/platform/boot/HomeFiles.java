package dev.koda.platform.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the two files that hold secrets. Reads them and changes nothing; on a file system without modes only the
 * content is judged.
 */
public final class HomeFiles {

    private static final String MASTER_KEY = "CONTROL_PLANE_MASTER_KEY_FILE";
    private static final String KEY_CHECK = "bootstrap.master_key";
    private static final String KEY_FORM = "a file of mode 0600 with one base64 line of 32 bytes for each key";
    private static final String MODE_CHECK = "bootstrap.env_file_mode";
    private static final int KEY_BYTES = 32;

    /** May only its owner have. */
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private HomeFiles() {}

    /** What is wrong with the master key; empty when it will do. */
    public static Optional<Refusal> masterKey(Map<String, String> env) {
        Path file = Path.of(Settings.value(env, MASTER_KEY).orElseThrow());
        if (!Files.isRegularFile(file)) {
            return Optional.of(
                    key("no file " + file, "put " + file + " back from a backup; in a new home `koda up` makes it"));
        }
        return exposed(file)
                .map(mode -> key(file + " with mode " + mode, "chmod 600 " + file + ", or `koda doctor --fix`"))
                .or(() -> unreadable(file).map(fault -> key(fault, "put " + file + " back from a backup")));
    }

    /** What is wrong with the mode of {@code .env} in the home; empty when it is private or not there. */
    public static Optional<Refusal> envFile(Map<String, String> env) {
        Path file = Home.of(env::get).resolve(".env");
        return Files.isRegularFile(file)
                ? exposed(file)
                        .map(mode -> new Refusal(
                                MODE_CHECK,
                                file.toString(),
                                "mode " + mode,
                                "mode 0600, since it holds secrets",
                                "chmod 600 " + file + ", or `koda doctor --fix`"))
                : Optional.empty();
    }

    private static Refusal key(String found, String action) {
        return new Refusal(KEY_CHECK, MASTER_KEY, found, KEY_FORM, action);
    }

    private static Optional<String> exposed(Path file) {
        try {
            Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
            return OWNERS.containsAll(given) ? Optional.empty() : Optional.of(PosixFilePermissions.toString(given));
        } catch (IOException | UnsupportedOperationException noModesHere) {
            return Optional.empty();
        }
    }

    private static Optional<String> unreadable(Path file) {
        try {
            List<String> lines =
                    Files.readString(file).strip().lines().map(String::strip).toList();
            return !lines.isEmpty() && lines.stream().allMatch(HomeFiles::isKey)
                    ? Optional.empty()
                    : Optional.of("a line in " + file + " that is no key");
        } catch (IOException closed) {
            return Optional.of("a file " + file + " that cannot be read");
        }
    }

    private static boolean isKey(String line) {
        try {
            return Base64.getDecoder().decode(line).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
