/** {@code koda doctor}: what is wrong, where it was seen, and the next command. */
package dev.koda.cli.doctor;
