package dev.koda.cli.stack;

import java.net.URI;

import dev.koda.cli.home.Environment;

/** Where a server of the user's own listens, as far as a setting says. */
final class ExternalServer {

    private ExternalServer() {}

    /** 0 where the setting names no port. */
    static int port(Environment environment, Part part) {
        return switch (part) {
            case POSTGRES -> environment.dsn().port();
            case KAFKA ->
                environment
                        .value("KODA_KAFKA_BOOTSTRAP_SERVERS")
                        .map(servers -> servers.split(",", -1)[0])
                        .map(first -> Integer.parseInt(
                                first.substring(first.lastIndexOf(':') + 1).strip()))
                        .orElse(0);
            case SEAWEEDFS ->
                environment
                        .value("KNOWLEDGE_V2_S3_ENDPOINT_URL")
                        .map(URI::create)
                        .map(URI::getPort)
                        .filter(port -> port > 0)
                        .orElse(0);
            default -> environment.port(part.portVariable());
        };
    }
}
