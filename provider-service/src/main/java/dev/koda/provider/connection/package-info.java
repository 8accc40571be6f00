/** How vendors are connected: credential, address, order, limits; kept in memory for the calls. */
package dev.koda.provider.connection;
