package dev.koda.runtime.tool.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import dev.koda.runtime.tool.ToolFailure;

/** Reads and writes whole text files of bounded size. */
final class TextFiles {
    /** Read into memory at most; what the model sees of it is bounded further on. */
    static final long LARGEST = 8L * 1024 * 1024;

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
            Path draft = Files.createTempFile(file.getParent(), ".koda-", ".part");
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw ToolFailure.error("file_not_writable", shown + " cannot be written", "choose another name");
        }
    }
}
