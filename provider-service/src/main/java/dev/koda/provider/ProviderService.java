package dev.koda.provider;

import io.quarkus.runtime.annotations.QuarkusMain;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.ServiceBoot;

/** Entry of provider-service. */
@QuarkusMain
public final class ProviderService {

    private ProviderService() {}

    public static void main(String... arguments) {
        ServiceBoot.run(Service.PROVIDER, arguments);
    }
}
