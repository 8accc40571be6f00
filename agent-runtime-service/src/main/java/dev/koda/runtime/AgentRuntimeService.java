package dev.koda.runtime;

import io.quarkus.runtime.annotations.QuarkusMain;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.ServiceBoot;

/** Starts agent-runtime-service: agents, durable tasks and the tool loop. */
@QuarkusMain
public final class AgentRuntimeService {

    private AgentRuntimeService() {}

    public static void main(String... arguments) {
        ServiceBoot.run(Service.RUNTIME, arguments);
    }
}
