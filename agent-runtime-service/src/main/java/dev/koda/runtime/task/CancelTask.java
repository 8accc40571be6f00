package dev.koda.runtime.task;

import jakarta.validation.constraints.Size;

/** Why a task shall stop; the body may be absent. */
record CancelTask(@Size(max = 500) String reason) {

    static String reasonOf(CancelTask body) {
        return body == null || body.reason() == null || body.reason().isBlank()
                ? "cancelled by operator"
                : body.reason();
    }
}
