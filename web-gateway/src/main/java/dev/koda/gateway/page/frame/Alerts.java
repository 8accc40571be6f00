package dev.koda.gateway.page.frame;

import dev.koda.gateway.status.Status;

/** What the frame knows of the whole platform: things that need a person, and how the platform stands. */
record Alerts(int approvals, int unusableProviders, int failingChecks, Status state, Strip strip) {
    static final Alerts QUIET = new Alerts(0, 0, 0, null, null);
}
