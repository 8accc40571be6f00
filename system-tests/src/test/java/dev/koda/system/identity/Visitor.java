package dev.koda.system.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A browser with an address and at most one session, seen through the proxy in front of the house: what it sends carries
 * the headers of that proxy, {@code Origin} and the cookie.
 */
final class Visitor {
    static final String USER_AGENT = "Identity tests";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = client(null);

    private final HttpClient client;
    private final String base;
    private final String address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String cookie = "";

    Visitor(String base, String address) {
        this(CLIENT, base, address);
        headers.put("X-Forwarded-For", address);
        headers.put("X-Forwarded-Proto", "https");
    }

    private Visitor(HttpClient client, String base, String address) {
        this.client = client;
        this.base = base;
        this.address = address;
        headers.put("Origin", base);
        headers.put("User-Agent", USER_AGENT);
    }

    /** Somebody who comes to the gateway without the proxy, from this address of the host itself. */
    static Visitor direct(String base, String loopback) throws IOException {
        return new Visitor(client(InetAddress.getByName(loopback)), base, loopback);
    }

    String address() {
        return address;
    }

    String cookie() {
        return cookie;
    }

    /** Sends this header from now on; an empty value leaves it out. */
    Visitor with(String header, String value) {
        headers.remove(header);
        if (!value.isEmpty()) {
            headers.put(header, value);
        }
        return this;
    }

    /** The same session, address and headers in another window. */
    Visitor again() {
        Visitor other = new Visitor(client, base, address);
        other.headers.clear();
        other.headers.putAll(headers);
        other.cookie = cookie;
        return other;
    }

    Visitor withCookie(String value) {
        cookie = value;
        return this;
    }

    Reply login(String identifier, String password) throws IOException, InterruptedException {
        return post(House.AUTH + "/login", Map.of("identifier", identifier, "password", password));
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    Reply post(String path) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.noBody());
    }

    Reply post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    Reply put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    Reply patch(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("PATCH", path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    private Reply send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(120))
                .header("Content-Type", "application/json")
                .method(method, body);
        headers.forEach(request::header);
        if (!cookie.isEmpty()) {
            request.header("Cookie", "koda_operator_session=" + cookie);
        }
        Reply reply = new Reply(client.send(request.build(), BodyHandlers.ofString()));
        reply.setCookie().ifPresent(this::keep);
        return reply;
    }

    private void keep(String header) {
        cookie = header.substring(header.indexOf('=') + 1, header.indexOf(';'));
    }

    private static HttpClient client(InetAddress from) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(30));
        return (from == null ? builder : builder.localAddress(from)).build();
    }
}
