package dev.koda.cli.status;

import java.util.List;

/** The shape of {@code koda status --json}. */
record StackStatus(String mode, String version, String home, String state, List<ServiceStatus> services) {}
