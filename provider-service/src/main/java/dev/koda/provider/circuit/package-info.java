/** Fault tolerance per connection. */
package dev.koda.provider.circuit;
