/** {@code koda down}: everything drained and stopped, nothing left behind, all data kept. */
package dev.koda.cli.down;
