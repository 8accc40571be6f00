package dev.koda.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.koda.cli.console.CommandFailed;

/**
 * A file of {@code NAME=value} lines. Empty lines and those that begin with {@code #} are skipped, {@code export}
 * before a name and quotes around a value are taken off; nothing is expanded. Written whole, mode 0600.
 */
public record EnvFile(Path path) {

    /** Name and value in the order of the file; empty when there is no file. */
    public Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        text().lines().map(String::strip).forEach(line -> {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                String name = line.substring(0, equals).strip();
                values.put(
                        name.startsWith("export ") ? name.substring(7).strip() : name,
                        value(line.substring(equals + 1)));
            }
        });
        return values;
    }

    /** Adds lines below what is there, which stays as it is, byte for byte. */
    public void append(String comment, Map<String, String> added) {
        StringBuilder text = new StringBuilder(text());
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        text.append("# ").append(comment).append('\n');
        added.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        write(text.toString());
    }

    /** Replaces the whole content. */
    public void write(String text) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new CommandFailed("cannot write " + path + ": " + failure.getMessage(), failure);
        }
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException absent) {
            return "";
        } catch (IOException failure) {
            throw new CommandFailed("cannot read " + path + ": " + failure.getMessage(), failure);
        }
    }

    private static String value(String raw) {
        String value = raw.strip();
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
