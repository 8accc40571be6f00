package dev.koda.auth.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;

/** Makes sure at boot that a house without an owner has a setup code. */
@ApplicationScoped
class BootMint {

    private final SetupCodes codes;

    BootMint(SetupCodes codes) {
        this.codes = codes;
    }

    void mint(@Observes StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(codes::mintAtBoot);
    }
}
