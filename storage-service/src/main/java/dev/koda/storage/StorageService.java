package dev.koda.storage;

import io.quarkus.runtime.annotations.QuarkusMain;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.ServiceBoot;

/** Starts storage-service: checks the settings, prepares schema and role, then runs Quarkus. */
@QuarkusMain
public class StorageService {
    public static void main(String... arguments) {
        ServiceBoot.run(Service.STORAGE, arguments);
    }
}
