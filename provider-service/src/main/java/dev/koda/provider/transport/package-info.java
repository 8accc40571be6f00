/** The way to the vendors: HTTP, deadlines, checked addresses, credentials on the request. */
package dev.koda.provider.transport;
