package dev.koda.storage.object;

import dev.koda.platform.problem.Problem;

/** The sender went away before the end of the body; nobody is left to read this. */
final class BodyBrokenOff extends Problem {
    private static final long serialVersionUID = 1L;

    BodyBrokenOff() {
        super(400, "body_incomplete", "Body incomplete", "The body ended too early. Send it again.");
    }
}
