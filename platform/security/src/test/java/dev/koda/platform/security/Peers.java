package dev.koda.platform.security;

import java.net.URI;

import dev.koda.platform.boot.PeerAddresses;

/** All services at one address. */
record Peers(URI url) implements PeerAddresses {

    @Override
    public URI authUrl() {
        return url;
    }

    @Override
    public URI providerUrl() {
        return url;
    }

    @Override
    public URI runtimeUrl() {
        return url;
    }

    @Override
    public URI auditUrl() {
        return url;
    }

    @Override
    public URI storageUrl() {
        return url;
    }

    @Override
    public URI gatewayUrl() {
        return url;
    }
}
