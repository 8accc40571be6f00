package dev.koda.runtime.tool.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.koda.runtime.tool.ToolFailure;

/** Walks what a call may read, in order of name, without following links and without sensitive names. */
final class FileTree {
    private static final int DEEPEST = 24;

    private FileTree() {}

    /** Files below the start that match the glob, at most so many. */
    static List<Path> files(Path start, Path root, String glob, int most) {
        PathMatcher matcher = matcher(glob);
        try (Stream<Path> walk = Files.walk(start, DEEPEST)) {
            return walk.filter(Files::isRegularFile)
                    .filter(path -> !SensitiveNames.sensitive(root.relativize(path)))
                    .filter(path -> matches(matcher, start.relativize(path)))
                    .sorted()
                    .limit(most)
                    .toList();
        } catch (IOException | UncheckedIOException failed) {
            throw ToolFailure.error("file_not_readable", "a directory cannot be read", "name a path below it");
        }
    }

    /** The start itself for a path, all readable roots for none. */
    static List<Path> starts(Workspace workspace, String path) {
        return path.isBlank() || path.equals(".")
                ? new ArrayList<>(workspace.readableRoots())
                : List.of(workspace.existing(path));
    }

    private static boolean matches(PathMatcher matcher, Path relative) {
        return matcher.matches(relative) || relative.getFileName() != null && matcher.matches(relative.getFileName());
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (IllegalArgumentException malformed) {
            throw ToolFailure.error("glob_invalid", "the glob cannot be read", "use a pattern such as **/*.md");
        }
    }
}
