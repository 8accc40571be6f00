/** What a call costs. */
package dev.koda.provider.price;
