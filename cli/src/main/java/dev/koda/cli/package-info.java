/** The koda command. */
package dev.koda.cli;
