package dev.koda.auth.eventloop;

import io.vertx.core.Vertx;

/** Event loops for tests without a running service. */
public final class EventLoops {

    private EventLoops() {}

    public static EventLoop of(Vertx vertx) {
        return new EventLoop(vertx);
    }
}
