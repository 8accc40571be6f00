package dev.koda.platform.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HomeFilesTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path home;

    private Map<String, String> env;

    @BeforeEach
    void pointToTheHome() {
        env = Map.of("KODA_HOME", home.toString());
    }

    @Test
    void oneKeyALineInAPrivateFileWillDo() throws IOException {
        write("keys/master.key", KEY + "\n" + KEY + "\n", "rw-------");
        assertThat(HomeFiles.masterKey(env)).isEmpty();
    }

    @Test
    void aMissingKeyIsNamedWithItsPath() {
        assertThat(HomeFiles.masterKey(env).orElseThrow().line())
                .startsWith("CONTROL_PLANE_MASTER_KEY_FILE: found no file " + home)
                .contains("backup");
    }

    @Test
    void aKeyOthersMayReadIsRefused() throws IOException {
        write("keys/master.key", KEY, "rw-r-----");
        assertThat(HomeFiles.masterKey(env).orElseThrow().found()).endsWith("with mode rw-r-----");
    }

    @Test
    void aLineThatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
        write("keys/master.key", KEY + "\nbm90IGEga2V5", "rw-------");
        assertThat(HomeFiles.masterKey(env).orElseThrow().line())
                .contains("no key")
                .doesNotContain("bm90");
    }

    @Test
    void theSettingsFileMustBePrivate() throws IOException {
        assertThat(HomeFiles.envFile(env)).isEmpty();
        write(".env", "A=b", "rw-r--r--");
        assertThat(HomeFiles.envFile(env).orElseThrow().checkId()).isEqualTo("bootstrap.env_file_mode");
        write(".env", "A=b", "rw-------");
        assertThat(HomeFiles.envFile(env)).isEmpty();
    }

    private void write(String name, String text, String mode) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
