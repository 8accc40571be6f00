package dev.koda.auth;

import io.quarkus.runtime.annotations.QuarkusMain;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.ServiceBoot;

/** Starts auth-service: who someone is. */
@QuarkusMain
public class AuthService {

    AuthService() {}

    public static void main(String... arguments) {
        ServiceBoot.run(Service.AUTH, arguments);
    }
}
