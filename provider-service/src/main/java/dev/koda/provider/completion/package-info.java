/** One answer of one candidate, recorded and told. */
package dev.koda.provider.completion;
