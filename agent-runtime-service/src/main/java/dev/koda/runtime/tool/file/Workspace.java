package dev.koda.runtime.tool.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;

/**
 * The directories a call may touch: the task's workspace, and for reading the agent's folders behind it.
 *
 * <p>Paths are resolved through symbolic links before they are judged, so a link cannot lead outside.
 */
final class Workspace {
    private static final String STAY_INSIDE = "use a path relative to the workspace, without ..";

    private final Path root;
    private final List<Path> readable;

    Workspace(ToolCall call) {
        this.root = real(call.workspace());
        this.readable = new ArrayList<>(List.of(root));
        call.folders().stream().map(Workspace::real).forEach(readable::add);
    }

    List<Path> readableRoots() {
        return List.copyOf(readable);
    }

    /** An existing file or directory, looked for in the workspace first and then in the folders. */
    Path existing(String path) {
        for (Path base : readable) {
            Path candidate = inside(base, path);
            if (Files.exists(candidate)) {
                Path resolved = real(candidate);
                refuseOutside(base, resolved, path);
                SensitiveNames.refuse(base.relativize(resolved));
                return resolved;
            }
        }
        throw ToolFailure.error("file_not_found", path + " does not exist", "call file.list to see what is there");
    }

    /** A place in the workspace to write to; its directories are made. */
    Path writable(String path) {
        Path target = inside(root, path);
        SensitiveNames.refuse(root.relativize(target));
        try {
            Path present = existingAncestor(target);
            refuseOutside(root, present.equals(root) ? root : real(present), path);
            if (!present.equals(target.getParent())) {
                Files.createDirectories(target.getParent());
            }
            if (Files.exists(target)) {
                refuseOutside(root, real(target), path);
            }
            return target;
        } catch (IOException failed) {
            throw ToolFailure.error("file_not_writable", path + " cannot be written", "choose another name");
        }
    }

    /** The path as the model knows it. */
    String shown(Path path) {
        for (Path base : readable) {
            if (path.startsWith(base)) {
                return base.relativize(path).toString();
            }
        }
        return path.getFileName().toString();
    }

    private static Path existingAncestor(Path target) {
        Path ancestor = target.getParent();
        while (!Files.exists(ancestor)) {
            ancestor = ancestor.getParent();
        }
        return ancestor;
    }

    private static Path inside(Path base, String path) {
        try {
            Path target = base.resolve(path.isBlank() ? "." : path).normalize();
            refuseOutside(base, target, path);
            return target;
        } catch (InvalidPathException malformed) {
            throw ToolFailure.error("path_invalid", "the path cannot be read", STAY_INSIDE);
        }
    }

    private static void refuseOutside(Path base, Path target, String asked) {
        if (!target.startsWith(base)) {
            throw ToolFailure.blocked("path_outside_workspace", asked + " lies outside the workspace", STAY_INSIDE);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException failed) {
            throw ToolFailure.error("file_not_readable", "a directory of the path cannot be read", STAY_INSIDE);
        }
    }
}
