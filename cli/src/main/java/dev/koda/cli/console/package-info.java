/** What a person at a terminal sees, and how a command fails. */
package dev.koda.cli.console;
