/** Which providers take a turn, in which order. */
package dev.koda.provider.chain;
