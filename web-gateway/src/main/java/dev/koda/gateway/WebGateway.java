package dev.koda.gateway;

import io.quarkus.runtime.annotations.QuarkusMain;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.ServiceBoot;

/** Starts web-gateway: the one door, and the dashboard behind it. */
@QuarkusMain
public class WebGateway {
    /** Runs until the process is told to stop. */
    public static void main(String... arguments) {
        ServiceBoot.run(Service.GATEWAY, arguments);
    }
}
