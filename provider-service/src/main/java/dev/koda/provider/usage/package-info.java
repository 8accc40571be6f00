/** What calls used, recorded for each. */
package dev.koda.provider.usage;
