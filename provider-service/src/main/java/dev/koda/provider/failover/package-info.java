/** One answer from several vendors, when it must be. */
package dev.koda.provider.failover;
