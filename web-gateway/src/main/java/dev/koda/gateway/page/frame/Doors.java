package dev.koda.gateway.page.frame;

import java.time.Clock;

import jakarta.inject.Singleton;

import dev.koda.gateway.identity.CspNonce;

/** Makes what the pages before the sign-in need. */
@Singleton
public class Doors {
    private final PageRequest request;
    private final CspNonce nonce;
    private final Clock clock;
    private final Build build;

    Doors(PageRequest request, CspNonce nonce, Clock clock, Build build) {
        this.request = request;
        this.nonce = nonce;
        this.clock = clock;
        this.build = build;
    }

    public Door door() {
        return new Door(
                request.theme(),
                nonce.value(),
                clock.instant(),
                request.host(),
                build.version(),
                Notices.of(request.parameter("done")));
    }
}
