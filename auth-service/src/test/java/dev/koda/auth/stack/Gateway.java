package dev.koda.auth.stack;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.server.TestEnvironment;

/**
 * Stands in for web-gateway: signs the client's address, proves itself with the service key, and turns cookies and bearers
 * into JWTs at {@code /internal/identity}. Each instance is another client with an address of its own.
 */
public final class Gateway {

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private final ClientAddress addresses;
    private final String address;

    public Gateway(ClientAddress addresses) {
        this(addresses, fresh());
    }

    public Gateway(ClientAddress addresses, String address) {
        this.addresses = addresses;
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** A request of somebody not signed in. */
    public RequestSpecification stranger() {
        return RestAssured.given()
                .header(ClientAddress.HEADER, addresses.sign(address))
                .header("User-Agent", "Test browser")
                .contentType(ContentType.JSON);
    }

    /** A request with the JWT that the cookie is worth. */
    public RequestSpecification session(String cookie) {
        return bearer(
                identity("session", cookie).then().statusCode(200).extract().path("token"));
    }

    /** A request with the JWT that the API token is worth. */
    public RequestSpecification apiToken(String token) {
        return bearer(
                identity("api_token", token).then().statusCode(200).extract().path("token"));
    }

    /** A request with the JWT that the break-glass token is worth on the host. */
    public RequestSpecification host() {
        Gateway loopback = new Gateway(addresses, "127.0.0.1");
        return loopback.bearer(loopback.identity("break_glass", TestEnvironment.BREAK_GLASS)
                .then()
                .statusCode(200)
                .extract()
                .path("token"));
    }

    public RequestSpecification bearer(String jwt) {
        return stranger().header("Authorization", "Bearer " + jwt);
    }

    /** What a credential is worth. */
    public Response identity(String kind, String credential) {
        return bearer(serviceToken())
                .body(Map.of("kind", kind, "credential", credential, "address", address, "user_agent", "Test browser"))
                .post("/internal/identity");
    }

    public String serviceToken() {
        return stranger()
                .body(Map.of("service", "gateway", "key", TestEnvironment.SERVICE_KEY))
                .post("/internal/service-tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private static String fresh() {
        int number = CLIENTS.incrementAndGet();
        return "198.51." + number / 256 + "." + number % 256;
    }
}
