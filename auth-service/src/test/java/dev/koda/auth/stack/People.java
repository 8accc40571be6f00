package dev.koda.auth.stack;

import java.util.List;
import java.util.Map;

import io.restassured.response.Response;

/** People of the tests, made over HTTP as people are. */
public final class People {

    public static final String OWNER_EMAIL = "owner@example.org";
    public static final String OWNER_PASSWORD = "plum tractor seventeen";

    private static final String AUTH = "/api/control-plane/auth";

    private People() {}

    /** Registers the owner of an empty house. */
    public static Person owner(Gateway gateway) {
        String code = gateway.host()
                .post(AUTH + "/bootstrap/codes")
                .then()
                .statusCode(201)
                .extract()
                .path("code");
        Response registered = gateway.stranger()
                .body(Map.of(
                        "email", OWNER_EMAIL,
                        "username", "The-Boss",
                        "password", OWNER_PASSWORD,
                        "bootstrap_code", code))
                .post(AUTH + "/register-owner");
        registered.then().statusCode(201);
        return person(registered, OWNER_EMAIL, OWNER_PASSWORD);
    }

    /** Invites somebody and accepts for them. */
    public static Person invited(Gateway gateway, Person inviter, String email, String role) {
        String url = invite(gateway, inviter, email, role)
                .then()
                .statusCode(201)
                .extract()
                .path("invite_url");
        String password = "quiet harbour lantern " + role;
        Response accepted = gateway.stranger()
                .body(Map.of("token", url.substring(url.indexOf("token=") + 6), "password", password))
                .post("/api/control-plane/operators/invitations/accept");
        accepted.then().statusCode(201);
        return person(accepted, email, password);
    }

    public static Response invite(Gateway gateway, Person inviter, String email, String role) {
        return gateway.session(inviter.cookie())
                .body(Map.of("email", email, "role", role))
                .post("/api/control-plane/operators");
    }

    public static Response login(Gateway gateway, String identifier, String password) {
        return gateway.stranger()
                .body(Map.of("identifier", identifier, "password", password))
                .post(AUTH + "/login");
    }

    /** Signs the owner in once more; the cookie of that session. */
    public static String ownerAgain(Gateway gateway) {
        return login(gateway, OWNER_EMAIL, OWNER_PASSWORD).cookie("koda_operator_session");
    }

    private static Person person(Response response, String email, String password) {
        List<String> codes = response.path("recovery_codes");
        return new Person(
                response.path("operator.id"), email, password, response.cookie("koda_operator_session"), codes);
    }

    public record Person(String id, String email, String password, String cookie, List<String> recoveryCodes) {}
}
