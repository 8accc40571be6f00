/** A Kafka broker of our own: KRaft, one node, durable, loopback only. */
package dev.koda.platform.embedded.kafka;
