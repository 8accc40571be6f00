/** What every command is given: where the installation is, whom to talk to, how much to say. */
package dev.koda.cli.invocation;
