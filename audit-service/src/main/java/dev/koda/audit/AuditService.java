package dev.koda.audit;

import io.quarkus.runtime.annotations.QuarkusMain;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.ServiceBoot;

/** Starts audit-service: checks the settings, prepares schema and role, then runs Quarkus. */
@QuarkusMain
public class AuditService {
    public static void main(String... arguments) {
        ServiceBoot.run(Service.AUDIT, arguments);
    }
}
