package dev.koda.gateway.front;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;

/** Puts the turns of the front in their order on the public listener. */
@Singleton
class Front {
    private final ArrivalTurn arrival;
    private final IdentityTurn identity;
    private final LimitTurn limits;
    private final SameOriginTurn sameOrigin;
    private final RouteTurn routes;

    Front(ArrivalTurn arrival, IdentityTurn identity, LimitTurn limits, SameOriginTurn sameOrigin, RouteTurn routes) {
        this.arrival = arrival;
        this.identity = identity;
        this.limits = limits;
        this.sameOrigin = sameOrigin;
        this.routes = routes;
    }

    void install(@Observes Router router) {
        router.route().order(Turn.ARRIVAL).handler(arrival::handle);
        router.route().order(Turn.IDENTITY).handler(identity::handle);
        router.route().order(Turn.LIMIT).handler(limits::handle);
        router.route().order(Turn.SAME_ORIGIN).handler(sameOrigin::handle);
        router.route().order(Turn.ROUTE).handler(routes::handle);
    }
}
