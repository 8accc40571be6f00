package dev.koda.platform.boot;

import java.net.URI;

import io.smallrye.config.ConfigMapping;

/** Where each service is reached by the others: {@code KODA_<SERVICE>_URL}, else loopback and the service's port. */
@ConfigMapping(prefix = "koda.peers")
public interface PeerAddresses {

    URI authUrl();

    URI providerUrl();

    URI runtimeUrl();

    URI auditUrl();

    URI storageUrl();

    URI gatewayUrl();

    default URI of(Service service) {
        return switch (service) {
            case AUTH -> authUrl();
            case PROVIDER -> providerUrl();
            case RUNTIME -> runtimeUrl();
            case AUDIT -> auditUrl();
            case STORAGE -> storageUrl();
            case GATEWAY -> gatewayUrl();
        };
    }
}
