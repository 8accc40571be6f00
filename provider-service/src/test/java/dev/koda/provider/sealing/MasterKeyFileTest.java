package dev.koda.provider.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MasterKeyFileTest {

    @TempDir
    Path folder;

    @Test
    void readsBase64HexAndBareBytes() throws IOException {
        byte[] key = new byte[32];
        key[0] = 1;
        String id = MasterKey.of(key).id();
        assertThat(read(Base64.getEncoder().encodeToString(key) + "\n")).isEqualTo(id);
        assertThat(read("01" + "00".repeat(31))).isEqualTo(id);
        Path bare = folder.resolve("bare.key");
        Files.write(bare, key);
        assertThat(new MasterKeyFile(bare).read().getFirst().id()).isEqualTo(id);
    }

    @Test
    void appendingKeepsTheOldLinesAndTheMode() throws IOException {
        Path path = folder.resolve("master.key");
        Files.writeString(path, Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        var file = new MasterKeyFile(path);
        byte[] fresh = new byte[32];
        fresh[5] = 9;
        file.append(fresh);
        assertThat(file.read())
                .extracting(MasterKey::id)
                .containsExactly(
                        MasterKey.of(new byte[32]).id(), MasterKey.of(fresh).id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(file.openToOthers()).isFalse();
    }

    @Test
    void whatIsNoKeyIsRefusedInOneReadableLine() throws IOException {
        assertThatThrownBy(() -> new MasterKeyFile(folder.resolve("none")).read())
                .isInstanceOf(MasterKeyRefused.class)
                .hasMessageContaining("CONTROL_PLANE_MASTER_KEY_FILE")
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> read("c2hvcnQ=")).hasMessageContaining("256 bits");
        assertThatThrownBy(() -> read("not a key!")).hasMessageContaining("neither base64 nor hex");
        assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("holds no key");
    }

    private String read(String content) throws IOException {
        Path path = Files.createTempFile(folder, "k", ".key");
        Files.writeString(path, content);
        return new MasterKeyFile(path).read().getFirst().id();
    }
}
