package dev.koda.system.fault;

import java.time.Instant;

/** A SIGKILL that was sent. */
record Kill(Victim victim, Instant at) {}
