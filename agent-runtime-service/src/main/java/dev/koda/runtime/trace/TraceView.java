package dev.koda.runtime.trace;

import java.util.List;
import java.util.UUID;

import dev.koda.runtime.task.TaskState;

/** What happened in a task, step by step. */
record TraceView(UUID taskId, TaskState status, List<TraceStep> steps) {}
