package dev.koda.provider;

import java.util.Optional;

import io.quarkus.runtime.annotations.QuarkusMain;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.ServiceBoot;
import dev.koda.provider.sealing.MasterKeyBoot;

/** Entry of provider-service. */
@QuarkusMain
public final class ProviderService {

    /** {@code EX_CONFIG} of sysexits.h, as for every refused setting. */
    private static final int EXIT_REFUSED = 78;

    private ProviderService() {}

    public static void main(String... arguments) {
        Optional<String> refusal = MasterKeyBoot.refusal(System.getenv());
        if (refusal.isPresent()) {
            System.err.println("provider: refused to start. " + refusal.get());
            System.exit(EXIT_REFUSED);
        }
        ServiceBoot.run(Service.PROVIDER, arguments);
    }
}
