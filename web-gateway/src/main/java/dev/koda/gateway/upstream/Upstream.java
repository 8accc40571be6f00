package dev.koda.gateway.upstream;

import java.net.URI;
import java.time.Duration;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;

import dev.koda.platform.boot.Service;
import dev.koda.platform.problem.Problem;

/** One service behind the gateway: its address, its connections, its circuit. */
public record Upstream(Service service, URI address, LoopClients clients, Circuit circuit) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The client whose connections belong to the event loop that asks. */
    public HttpClient client() {
        return clients.current();
    }

    /** Name of the module, as people know it. */
    public String title() {
        return (service == Service.RUNTIME ? "agent-runtime" : service.shortName()) + "-service";
    }

    /** A request to this service; the path is given with it. */
    public RequestOptions request() {
        boolean tls = "https".equals(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : tls ? HTTPS : HTTP;
        return new RequestOptions().setHost(address.getHost()).setPort(port).setSsl(tls);
    }

    /** The answer while the service is away. */
    public Problem away(Duration retryAfter) {
        return Problem.unavailable(
                        "service_unavailable",
                        title() + " does not answer. See `koda status` and `koda logs " + service.shortName()
                                + "`; the rest keeps working.",
                        retryAfter)
                .with("service", service.shortName());
    }
}
