/** {@code koda status}: what runs, where, and whether it is well. */
package dev.koda.cli.status;
