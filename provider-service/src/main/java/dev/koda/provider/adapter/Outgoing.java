package dev.koda.provider.adapter;

import io.vertx.core.buffer.Buffer;

/** A completion request in a vendor's words: the path below the base URL and the JSON body. */
public record Outgoing(String path, Buffer body) {}
