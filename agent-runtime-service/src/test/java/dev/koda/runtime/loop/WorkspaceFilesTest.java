package dev.koda.runtime.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A workspace's digest: the same for the same files, without reading all of them each time. */
class WorkspaceFilesTest {
    @TempDir
    Path root;

    private WorkspaceFiles files;

    @BeforeEach
    void start() throws IOException {
        write("a.txt", "one");
        Files.createDirectories(root.resolve("sub"));
        write("sub/b.txt", "two");
        files = new WorkspaceFiles(root);
        files.digest();
    }

    @Test
    void aNamedChangeIsSeenAndTakenBackIsTheSameAgain() throws IOException {
        String before = files.digest();

        assertThat(after("./sub/../a.txt", "other")).isNotEqualTo(before);
        assertThat(after("a.txt", "one")).isEqualTo(before);
    }

    @Test
    void whatWasLookedAtPieceByPieceIsWhatAFirstLookFinds() throws IOException {
        String piecemeal = after("sub/c.txt", "three");

        assertThat(piecemeal).isEqualTo(new WorkspaceFiles(root).digest());

        files.mayChange(Optional.of(List.of("sub/c.txt")));
        Files.delete(root.resolve("sub/c.txt"));
        assertThat(files.digest()).isEqualTo(new WorkspaceFiles(root).digest()).isNotEqualTo(piecemeal);
    }

    @Test
    void afterACallThatMayChangeAnythingEverythingIsLookedAt() throws IOException {
        files.mayChange(Optional.empty());
        write("made-by-a-shell.txt", "x");
        String first = files.digest();
        write("later.txt", "by something it left behind");

        assertThat(files.digest()).isNotEqualTo(first).isEqualTo(new WorkspaceFiles(root).digest());
    }

    @Test
    void namesThatLeadOutsideOrAreNoneChangeNothing() {
        String before = files.digest();

        files.mayChange(Optional.of(List.of("../elsewhere", "/etc/hostname", "nul\0", "")));

        assertThat(files.digest()).isEqualTo(before);
    }

    private String after(String name, String content) throws IOException {
        files.mayChange(Optional.of(List.of(name)));
        write(name, content);
        return files.digest();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
    }
}
