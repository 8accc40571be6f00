/** A PostgreSQL server of our own: durable, password-protected, loopback only. */
package dev.koda.platform.embedded.postgres;
