package dev.koda.runtime.loop;

import dev.koda.runtime.task.TaskEnd;

/** Ends a run from wherever it is, in the way it carries. Not an error of the program, so without a stack trace. */
final class RunEnds extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TaskEnd end;

    RunEnds(TaskEnd end) {
        super("run ends as " + end.state().word(), null, false, false);
        this.end = end;
    }

    TaskEnd end() {
        return end;
    }
}
