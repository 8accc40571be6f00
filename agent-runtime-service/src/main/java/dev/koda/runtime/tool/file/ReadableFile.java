package dev.koda.runtime.tool.file;

import java.nio.file.Path;

import dev.koda.runtime.tool.ToolCall;

/** Finds a file for tools of other features by the same rules as {@code file.read}. */
public final class ReadableFile {

    private ReadableFile() {}

    /** The existing file; outside, sensitive and missing ones fail as they do for {@code file.read}. */
    public static Path of(ToolCall call, String path) {
        return new Workspace(call).existing(path);
    }
}
