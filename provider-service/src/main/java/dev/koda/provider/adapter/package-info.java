/** What every wire format shares: the interface, stream framing and the assembly of an answer. */
package dev.koda.provider.adapter;
