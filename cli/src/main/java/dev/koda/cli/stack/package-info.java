/** The parts of an embedded stack, and the supervisor that starts, watches, restarts and drains them. */
package dev.koda.cli.stack;
