/** How credentials are kept: envelopes under a master key that lives outside the database. */
package dev.koda.provider.sealing;
