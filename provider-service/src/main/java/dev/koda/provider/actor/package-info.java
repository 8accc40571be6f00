/** Who is behind a change, for the audit. */
package dev.koda.provider.actor;
