package dev.koda.system.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, API tokens: each scope opens what it names, through the gateway, at the service it is for. */
@ExtendWith(IdentityStack.class)
class TokensIT {
    private static final String TASKS = "/api/runtime/tasks";
    private static final String AGENTS = "/api/control-plane/agents";
    private static final String DEFAULT_MODEL = "/api/control-plane/providers/default";
    private static final String TRAIL = "/api/control-plane/audit";

    private House house;
    private Visitor admin;

    @BeforeEach
    void anAdmin(House running) throws Exception {
        house = running;
        admin = house.member("admin").visitor();
    }

    @Test
    void aTokenIsShownOnceAndOnlyAFingerprintIsKept() throws Exception {
        Reply made = create("ci", Map.of("scopes", List.of("tasks:read"))).expect(201);
        String token = made.text("token");
        assertThat(token).matches("kpat_[\\w-]{43}");
        assertThat(Duration.between(Instant.now(), Instant.parse(made.text("expires_at"))))
                .isBetween(Duration.ofDays(89), Duration.ofDays(90));

        assertThat(admin.get(AUTH + "/tokens").expect(200).raw())
                .contains("\"ci\"")
                .doesNotContain(token);
        assertThat(house.tables().text("SELECT string_agg(t::text, ' ') FROM api_token t"))
                .doesNotContain(token.substring(12));
    }

    @Test
    void eachScopeOpensWhatItNamesAndNothingElse() throws Exception {
        bearer("tasks:read").get(TASKS).expect(200);
        bearer("tasks:read").post(TASKS, Map.of()).expect(403, "scope_missing");
        assertThat(bearer("tasks:write").post(TASKS, Map.of()).status()).isEqualTo(400);
        bearer("tasks:write").post(AGENTS, Map.of()).expect(403, "scope_missing");
        assertThat(bearer("agents:write").post(AGENTS, Map.of()).status()).isEqualTo(400);
        bearer("agents:write").delete(DEFAULT_MODEL).expect(403, "scope_missing");
        bearer("providers:write").delete(DEFAULT_MODEL).expect(204);
        bearer("providers:write").get(TRAIL).expect(403, "scope_missing");
        bearer("audit:read").get(TRAIL).expect(200);
        bearer("audit:read").get(TASKS).expect(403, "scope_missing");
        Visitor all = bearer("admin");
        all.get(TRAIL).expect(200);
        all.get(TASKS).expect(200);
        all.get(House.OPERATORS).expect(200);
    }

    @Test
    void aTokenNeverActsAboveTheRoleOfItsOperatorAndMakesNoTokens() throws Exception {
        Visitor viewer = house.member("viewer").visitor();
        String token = viewer.post(AUTH + "/tokens", Map.of("token_name", "mine", "scopes", List.of("admin")))
                .expect(201)
                .text("token");
        Visitor bearer = house.visitor().with("Authorization", "Bearer " + token);

        bearer.get(House.OPERATORS).expect(403);
        bearer.post(AUTH + "/tokens", Map.of("token_name", "child", "scopes", List.of("admin")))
                .expect(403, "session_required");
        bearer.post(AUTH + "/recovery-codes/regenerate").expect(403);
    }

    @Test
    void unknownScopesAndLongLivesAreRefused() throws Exception {
        create("x", Map.of("scopes", List.of("everything"))).expect(400, "unknown_scope");
        create("x", Map.of("scopes", List.of("tasks:read"), "expires_in_days", 366))
                .expect(400);
        create("x", Map.of("scopes", List.of("tasks:read"), "expires_in_days", 365))
                .expect(201);
    }

    @Test
    void lastUseIsWrittenAtMostOnceAMinute() throws Exception {
        Reply made = create("used", Map.of("scopes", List.of("tasks:read"))).expect(201);
        Visitor bearer = house.visitor().with("Authorization", "Bearer " + made.text("token"));
        bearer.get(TASKS).expect(200);
        String first = lastUse(made.text("id"));
        bearer.get(AUTH + "/status").expect(200);

        assertThat(first).isNotBlank();
        assertThat(lastUse(made.text("id"))).isEqualTo(first);
    }

    @Test
    void aRevokedTokenIsRefusedSoonAndAnExpiredOneAlways() throws Exception {
        Reply made = create("gone", Map.of("scopes", List.of("tasks:read"))).expect(201);
        Visitor bearer = house.visitor().with("Authorization", "Bearer " + made.text("token"));
        bearer.get(TASKS).expect(200);

        admin.delete(AUTH + "/tokens/" + made.text("id")).expect(204);
        Awaitility.await("its end")
                .atMost(Duration.ofSeconds(90))
                .until(() -> bearer.get(TASKS).status() == 401);

        Reply old = create("old", Map.of("scopes", List.of("tasks:read"))).expect(201);
        house.tables()
                .run("UPDATE api_token SET expires_at = now() - interval '1 second' WHERE id = '" + old.text("id")
                        + "'");
        house.visitor()
                .with("Authorization", "Bearer " + old.text("token"))
                .get(TASKS)
                .expect(401);
    }

    private String lastUse(String id) throws Exception {
        for (JsonNode token : admin.get(AUTH + "/tokens").expect(200).body().path("items")) {
            if (token.path("id").asText().equals(id)) {
                return token.path("last_used_at").asText();
            }
        }
        throw new AssertionError("the token is not listed");
    }

    private Visitor bearer(String scope) throws Exception {
        return house.visitor()
                .with(
                        "Authorization",
                        "Bearer "
                                + create(scope, Map.of("scopes", List.of(scope)))
                                        .expect(201)
                                        .text("token"));
    }

    private Reply create(String name, Map<String, Object> rest) throws Exception {
        Map<String, Object> body = new HashMap<>(rest);
        body.put("token_name", name);
        return admin.post(AUTH + "/tokens", body);
    }
}
