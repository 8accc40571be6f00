/** {@code koda logs}: the parts' logs under the names of the parts. */
package dev.koda.cli.logs;
