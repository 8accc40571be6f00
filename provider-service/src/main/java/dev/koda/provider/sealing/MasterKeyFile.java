package dev.koda.provider.sealing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The file of master keys: one key a line as base64 or hex; the last one seals, each one opens. Lines are only ever
 * appended, so that a backup of an older database still finds its key.
 */
final class MasterKeyFile {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    MasterKeyFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** All keys, oldest first. */
    List<MasterKey> read() {
        try {
            byte[] content = Files.readAllBytes(file);
            if (content.length == MasterKey.BYTES) {
                return List.of(MasterKey.of(content)); // the bare bytes, as `openssl rand 32` writes them
            }
            List<MasterKey> keys = new ArrayList<>();
            for (String line :
                    new String(content, US_ASCII).lines().map(String::strip).toList()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    keys.add(MasterKey.of(decode(line)));
                }
            }
            if (keys.isEmpty()) {
                throw new MasterKeyRefused(file + " holds no key");
            }
            return keys;
        } catch (IOException unreadable) {
            throw new MasterKeyRefused(file + " cannot be read");
        }
    }

    /** Whether others than the owner may read or write it; false where the file system cannot tell. */
    boolean openToOthers() {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException untold) {
            return false;
        }
    }

    /** Adds a key at the end, by a new file put in place at once, so that a crash leaves the old or the new one. */
    void append(byte[] key) throws IOException {
        String old = Files.readString(file, US_ASCII);
        String line = Base64.getEncoder().encodeToString(key) + "\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        Files.setPosixFilePermissions(fresh, OWNER_ONLY);
        Files.writeString(fresh, old + (old.endsWith("\n") ? "" : "\n") + line, US_ASCII);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] decode(String line) {
        try {
            byte[] key = HEX.matcher(line).matches()
                    ? HexFormat.of().parseHex(line)
                    : Base64.getDecoder().decode(line.replace('-', '+').replace('_', '/'));
            if (key.length == MasterKey.BYTES) {
                return key;
            }
        } catch (IllegalArgumentException malformed) {
            throw new MasterKeyRefused(file + " holds a line that is neither base64 nor hex");
        }
        throw new MasterKeyRefused(file + " holds a line that is not 256 bits long");
    }
}
