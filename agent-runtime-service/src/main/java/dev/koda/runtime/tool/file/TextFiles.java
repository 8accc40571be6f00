package dev.koda.runtime.tool.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.koda.runtime.tool.ToolFailure;

/** Reads and writes whole text files of bounded size. */
final class TextFiles {
    /** Read into memory at most; what the model sees of it is bounded further on. */
    static final long LARGEST = 8L * 1024 * 1024;

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private TextFiles() {}

    static String read(Path file, String shown) {
        try {
            if (!Files.isRegularFile(file)) {
                throw ToolFailure.error("not_a_file", shown + " is not a file", "call file.list to look into it");
            }
            if (Files.size(file) > LARGEST) {
                throw ToolFailure.error("file_too_large", shown + " is larger than 8 MiB", "use file.search");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw ToolFailure.error(
                    "file_not_text", shown + " is not UTF-8 text", "skip it, or ask for a text version");
        } catch (AccessDeniedException denied) {
            throw ToolFailure.error(
                    "file_not_readable", shown + " may not be read", "ask the operator to change its mode");
        } catch (IOException failed) {
            throw ToolFailure.error("file_not_readable", shown + " cannot be read", "try again or skip it");
        }
    }

    /** Replaces the file as a whole, so that a crash leaves the old or the new content, never half of it. */
    static void write(Path file, String content, String shown) {
        try {
            Path draft = file.resolveSibling(
                    ".koda-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(content));
            // opened once: a file system may flush a file that is opened again to be overwritten
            try (SeekableByteChannel channel = Files.newByteChannel(draft, NEW, OWNER_ONLY)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw ToolFailure.error("file_not_writable", shown + " cannot be written", "choose another name");
        }
    }
}
