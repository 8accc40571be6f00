/** {@code koda up}: from nothing to a stack that takes tasks. */
package dev.koda.cli.up;
