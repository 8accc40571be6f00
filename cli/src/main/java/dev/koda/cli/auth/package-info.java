/** {@code koda auth}: the ways back in that need the host. */
package dev.koda.cli.auth;
