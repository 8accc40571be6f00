/** The truth about each connection: what the vendor said, when, and what it means. */
package dev.koda.provider.verification;
