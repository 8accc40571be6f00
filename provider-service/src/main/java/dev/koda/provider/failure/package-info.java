/** What can go wrong with a vendor, as a closed set. */
package dev.koda.provider.failure;
