/** {@code koda run} and {@code koda task}: give an agent work and see what it does. */
package dev.koda.cli.task;
