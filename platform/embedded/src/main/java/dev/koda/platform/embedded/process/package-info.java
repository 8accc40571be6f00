/** Server processes of our own: where their files lie, how they start, end and are taken over. */
package dev.koda.platform.embedded.process;
