package dev.koda.cli.stack;

import java.io.RandomAccessFile;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogFileTest {

    @Test
    void keepsOneFormerFileOfALogThatGrewLarge(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("web.log");
        assertThat(LogFile.of(log).rotateIfLarge().size()).isZero();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(51L * 1024 * 1024);
        }
        assertThat(LogFile.of(log).rotateIfLarge().size()).isZero();
        assertThat(folder.resolve("web.log.1")).hasSize(51L * 1024 * 1024);
    }
}
