package dev.koda.system.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.system.stack.KodaCommand;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, all codes lost: the host brings the owner back, and nobody else does. */
@ExtendWith(IdentityStack.class)
class LostOwnerIT {
    private static final String AGENTS = "/api/control-plane/agents";
    private static final String ARTIFACTS = "/api/control-plane/artifacts";
    private static final String CONNECTION = "/api/control-plane/providers/anthropic/connection";

    @Test
    void theHostBringsALostOwnerBackWithAgentsProvidersAndDataIntact(House house) throws Exception {
        Visitor owner = house.owner();
        String id = owner.get(AUTH + "/status").body().at("/operator/id").asText();
        owner.put(CONNECTION, Map.of("auth", Map.of("api_key", "sk-ant-lost-owner-1234"), "enabled", true));
        owner.put("/api/control-plane/providers/default", Map.of("provider_id", "anthropic", "model", "claude-sonnet"))
                .expect(200);
        String agent = owner.post(
                        AGENTS, Map.of("name", "keeper", "instructions", "Keep.", "tools", List.of("time.now")))
                .expect(201)
                .text("id");
        String artifact = owner.post(ARTIFACTS + "?name=harbour.json&agent_id=" + agent, Map.of("harbour", "is quiet"))
                .expect(201)
                .text("id");
        String token = owner.post(AUTH + "/tokens", Map.of("token_name", "old", "scopes", List.of("admin")))
                .expect(201)
                .text("token");
        Visitor bearer = house.visitor().with("Authorization", "Bearer " + token);
        bearer.get(AGENTS + "/" + agent).expect(200);

        KodaCommand.Outcome reset = house.host("auth", "reset-owner", "--email", House.OWNER_EMAIL);

        refusedSoon(owner, AGENTS);
        refusedSoon(bearer, AGENTS);
        house.visitor().login(House.OWNER_EMAIL, House.OWNER_PASSWORD).expect(401, "invalid_credentials");
        Reply back = house.registered(reset.value("setup_code"));
        assertThat(back.body().at("/operator/id").asText()).isEqualTo(id);
        assertThat(back.recoveryCodes()).hasSize(10);
        Visitor again = house.owner();
        again.get(AGENTS + "/" + agent).expect(200);
        assertThat(again.get(ARTIFACTS + "/" + artifact + "/content")
                        .expect(200)
                        .raw())
                .contains("is quiet");
        assertThat(again.get(CONNECTION).expect(200).raw()).contains("1234");
        assertThat(new Trail(house)
                        .awaited("security.owner.reset", id)
                        .at("/actor/kind")
                        .asText())
                .isEqualTo("break_glass");
    }

    @Test
    void anotherEMailChangesNothing(House house) throws Exception {
        Visitor owner = house.owner();

        assertThat(house.tried("auth", "reset-owner", "--email", "somebody@house.example")
                        .exitCode())
                .isEqualTo(1);
        assertThat(house.tried("auth", "reset-owner").exitCode())
                .as("nothing typed")
                .isEqualTo(1);

        owner.get(AUTH + "/status").expect(200);
    }

    @Test
    void withoutTheHostNoPathDoes(House house) throws Exception {
        Map<String, String> body = Map.of("email", House.OWNER_EMAIL);
        String breakGlass = "Bearer " + house.setting("CONTROL_PLANE_API_TOKEN");

        house.owner().post(AUTH + "/owner/reset", body).expect(403, "host_only");
        house.visitor().post(AUTH + "/owner/reset", body).expect(401);
        // the token of the host is worth nothing to whoever comes through the proxy
        house.visitor()
                .with("Authorization", breakGlass)
                .post(AUTH + "/owner/reset", body)
                .expect(401);
        house.visitor().with("Authorization", breakGlass).get(AUTH + "/status").expect(401);
        Visitor guesser = house.visitor();
        guesser.post(AUTH + "/register-owner", Map.of("email", "thief@house.example", "password", House.OWNER_PASSWORD))
                .expect(409, "owner_exists");
    }

    private static void refusedSoon(Visitor who, String path) {
        Awaitility.await("the end of what was let in")
                .atMost(Duration.ofSeconds(90))
                .until(() -> who.again().get(path).status() == 401);
    }
}
