package dev.koda.system.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Owner bootstrap: each test begins in a house without an owner and leaves the usual one behind. */
@ExtendWith(IdentityStack.class)
class OwnerBootstrapIT {
    private static final String CODE = "([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}";
    private static final String STATUS = "/api/control-plane/onboarding/status";

    private House house;
    private String code;

    @BeforeEach
    void takeTheOwnerAway(House running) throws Exception {
        house = running;
        code = house.ownerless();
    }

    @AfterEach
    void bringTheOwnerBack() throws Exception {
        if (!house.visitor().get(STATUS).body().path("has_owner").asBoolean()) {
            house.registered(house.host("auth", "issue-code").value("setup_code"));
        }
    }

    @Test
    void theFirstStartPrintedACodeThatMadeTheOwner() {
        assertThat(house.firstStart().value("setup_code")).matches(CODE);
        Reply first = house.firstRegistration();
        assertThat(first.body().at("/operator/role").asText()).isEqualTo("owner");
        assertThat(first.recoveryCodes()).hasSize(10).allMatch(one -> one.matches(CODE));
        assertThat(first.setCookie()).isPresent();
    }

    @Test
    void aCodeIsGoodForAQuarterOfAnHourAndStoredHashed() throws Exception {
        String expires = house.tables()
                .text("SELECT to_char(code_expires_at AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM bootstrap");

        assertThat(Duration.between(Instant.now(), Instant.parse(expires)))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(house.tables().text("SELECT b::text || encode(code_hash, 'escape') FROM bootstrap b"))
                .doesNotContain(code)
                .doesNotContain(code.replace("-", ""));
    }

    @Test
    void aCodeInAnyCaseIsExchangedOnceForATokenOfHalfAnHourThatRegistersOnce() throws Exception {
        Reply exchanged =
                exchange(code.toLowerCase(Locale.ROOT).replace("-", " ")).expect(200);
        assertThat(Duration.between(Instant.now(), Instant.parse(exchanged.text("expires_at"))))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        exchange(code).expect(403, "bootstrap_code_invalid");

        Map<String, String> proof = Map.of("registration_token", exchanged.text("registration_token"));
        register(House.OWNER_EMAIL, proof).expect(201);
        register("second@house.example", proof).expect(409, "owner_exists");
    }

    @Test
    void anExpiredCodeIsRefusedAndReplacedByTheNextThatTheHostIssues() throws Exception {
        house.tables().run("UPDATE bootstrap SET code_expires_at = now() - interval '1 second'");

        exchange(code).expect(403, "bootstrap_code_invalid");
        String next = house.host("auth", "issue-code").value("setup_code");
        assertThat(next).matches(CODE).isNotEqualTo(code);
        exchange(next).expect(200);
    }

    @Test
    void ofTwoParallelRegistrationsExactlyOneWins() throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> first = () ->
                    register(House.OWNER_EMAIL, Map.of("bootstrap_code", code)).status();
            Callable<Integer> second = () ->
                    register(House.OWNER_EMAIL, Map.of("bootstrap_code", code)).status();
            List<Future<Integer>> answers = pool.invokeAll(List.of(first, second));

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void everyBrokenRuleOfThePasswordIsToldWithItsCode() throws Exception {
        assertThat(registerWith("owner1").expect(400, "password_policy").violations())
                .containsExactlyInAnyOrder("password_too_short", "password_contains_identifier");
        assertThat(registerWith("x".repeat(257)).violations()).containsExactly("password_too_long");
        assertThat(registerWith("Password12345!").violations()).containsExactly("password_too_common");
        registerWith("пароль-на-каждый-день").expect(201);
        code = house.ownerless();
        house.registered(code);
    }

    @Test
    void withoutACodeNobodyRegistersNotEvenFromTheHostItself() throws Exception {
        register(House.OWNER_EMAIL, Map.of()).expect(403, "registration_token_invalid");
        Visitor.direct(house.base(), "127.0.0.1")
                .post(AUTH + "/register-owner", Map.of("email", House.OWNER_EMAIL, "password", House.OWNER_PASSWORD))
                .expect(403, "registration_token_invalid");
    }

    @Test
    void onlyTheHostIssuesCodesAndOnlyWhileThereIsNoOwner() throws Exception {
        house.visitor().post(AUTH + "/bootstrap/codes").expect(401);
        house.visitor()
                .with("Authorization", "Bearer " + house.setting("CONTROL_PLANE_API_TOKEN"))
                .post(AUTH + "/bootstrap/codes")
                .expect(401);
        house.registered(code);
        house.owner().post(AUTH + "/bootstrap/codes").expect(403, "host_only");
        assertThat(house.tried("auth", "issue-code").exitCode()).isEqualTo(1);
    }

    @Test
    void strangersLearnThreeThingsAndTheChecklistIsForOperators() throws Exception {
        assertThat(house.visitor().get(STATUS).expect(200).raw())
                .isEqualTo("{\"has_owner\":false,\"bootstrap_required\":true,\"smtp_configured\":true}");
        house.visitor().get("/api/control-plane/onboarding/checklist").expect(401);

        house.registered(code);

        assertThat(house.visitor().get(STATUS).raw())
                .isEqualTo("{\"has_owner\":true,\"bootstrap_required\":false,\"smtp_configured\":true}");
        assertThat(house.owner()
                        .get("/api/control-plane/onboarding/checklist")
                        .expect(200)
                        .body()
                        .path("steps")
                        .findValuesAsText("id"))
                .contains("provider", "default_model", "agent", "storage", "first_task");
    }

    private Reply exchange(String typed) throws Exception {
        return house.visitor().post(AUTH + "/bootstrap/exchange", Map.of("code", typed));
    }

    private Reply registerWith(String password) throws Exception {
        return house.visitor()
                .post(
                        AUTH + "/register-owner",
                        Map.of("email", House.OWNER_EMAIL, "password", password, "bootstrap_code", code));
    }

    private Reply register(String email, Map<String, String> proof) throws Exception {
        Map<String, String> body = new HashMap<>(proof);
        body.put("email", email);
        body.put("password", House.OWNER_PASSWORD);
        return house.visitor().post(AUTH + "/register-owner", body);
    }
}
