package dev.koda.auth.bootstrap;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class OwnerBootstrapTest {

    private static final String AUTH = "/api/control-plane/auth";

    @Inject
    ClientAddress addresses;

    private Gateway gateway;

    @BeforeEach
    void emptyHouse() {
        Tables.empty();
        gateway = new Gateway(addresses);
    }

    @Test
    void theHostGetsACodeOfThreeGroupsThatIsStoredAsAFingerprint() {
        String code = issueCode();

        assertThat(code).matches("([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}");
        assertThat(Tables.text("SELECT encode(code_hash, 'escape') FROM bootstrap"))
                .doesNotContain(code);
    }

    @Test
    void aCodeIsExchangedOnceForATokenThatRegistersTheOwnerOnce() {
        String code = issueCode();
        String token = exchange(code.toLowerCase(Locale.ROOT).replace("-", " "))
                .then()
                .statusCode(200)
                .extract()
                .path("registration_token");

        exchange(code).then().statusCode(403).body("code", equalTo("bootstrap_code_invalid"));
        register("first@example.org", Map.of("registration_token", token))
                .then()
                .statusCode(201)
                .body("operator.role", equalTo("owner"))
                .body("recovery_codes", hasSize(10))
                .body("recovery_codes[0]", matchesPattern("(.{4}-){2}.{4}"));
        register("second@example.org", Map.of("registration_token", token))
                .then()
                .statusCode(409)
                .body("code", equalTo("owner_exists"));
    }

    @Test
    void anExpiredCodeIsRefusedAndReplacedByTheNext() {
        String expired = issueCode();
        Tables.run("UPDATE bootstrap SET code_expires_at = now() - interval '1 second'");

        exchange(expired).then().statusCode(403);
        exchange(issueCode()).then().statusCode(200);
    }

    @Test
    void aNewCodeVoidsTheFormer() {
        String former = issueCode();
        issueCode();

        exchange(former).then().statusCode(403);
    }

    @Test
    void ofTwoParallelRegistrationsExactlyOneWins() throws Exception {
        String code = issueCode();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> first = () ->
                    register("a@example.org", Map.of("bootstrap_code", code)).statusCode();
            Callable<Integer> second = () ->
                    register("b@example.org", Map.of("bootstrap_code", code)).statusCode();
            List<Future<Integer>> answers = pool.invokeAll(List.of(first, second));

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(Tables.count("SELECT count(*) FROM operator")).isOne();
    }

    @Test
    void withoutACodeNobodyRegistersNotEvenFromLoopback() {
        gateway = new Gateway(addresses, "127.0.0.1");

        register("a@example.org", Map.of()).then().statusCode(403).body("code", equalTo("registration_token_invalid"));
    }

    @Test
    void onlyTheHostIssuesCodes() {
        People.Person owner = People.owner(gateway);

        gateway.stranger().post(AUTH + "/bootstrap/codes").then().statusCode(401);
        gateway.session(owner.cookie())
                .post(AUTH + "/bootstrap/codes")
                .then()
                .statusCode(403)
                .body("code", equalTo("host_only"));
        gateway.host().post(AUTH + "/bootstrap/codes").then().statusCode(409).body("code", equalTo("owner_exists"));
    }

    @Test
    void everyBrokenRuleOfThePasswordIsToldWithItsCode() {
        String code = issueCode();

        registerWith("owner@example.org", "owner1", code)
                .then()
                .statusCode(400)
                .body("violations.code", equalTo(List.of("password_too_short", "password_contains_identifier")));
        registerWith("owner@example.org", "x".repeat(257), code)
                .then()
                .body("violations.code", equalTo(List.of("password_too_long")));
        registerWith("owner@example.org", "Password12345!", code)
                .then()
                .body("violations.code", equalTo(List.of("password_too_common")));
        registerWith("owner@example.org", "пароль-на-каждый-день", code).then().statusCode(201);
    }

    @Test
    void strangersLearnOnlyWhetherTheHouseIsSetUp() {
        gateway.stranger()
                .get("/api/control-plane/onboarding/status")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("has_owner", false, "bootstrap_required", true, "smtp_configured", true)));

        People.owner(gateway);

        gateway.stranger()
                .get("/api/control-plane/onboarding/status")
                .then()
                .body("has_owner", equalTo(true))
                .body("bootstrap_required", equalTo(false));
    }

    private String issueCode() {
        return gateway.host()
                .post(AUTH + "/bootstrap/codes")
                .then()
                .statusCode(201)
                .extract()
                .path("code");
    }

    private Response exchange(String code) {
        return gateway.stranger().body(Map.of("code", code)).post(AUTH + "/bootstrap/exchange");
    }

    private Response registerWith(String email, String password, String code) {
        return gateway.stranger()
                .body(Map.of("email", email, "password", password, "bootstrap_code", code))
                .post(AUTH + "/register-owner");
    }

    private Response register(String email, Map<String, String> proof) {
        Map<String, String> body = new HashMap<>(proof);
        body.put("email", email);
        body.put("password", "plum tractor seventeen");
        return gateway.stranger().body(body).post(AUTH + "/register-owner");
    }
}
