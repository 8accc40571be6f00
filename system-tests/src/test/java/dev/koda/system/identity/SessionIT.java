package dev.koda.system.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Sessions. */
@ExtendWith(IdentityStack.class)
class SessionIT {
    private House house;
    private Member member;
    private Visitor visitor;

    @BeforeEach
    void somebody(House running) throws Exception {
        house = running;
        member = house.member("operator");
        visitor = member.visitor();
    }

    @Test
    void theCookieIsSealedAndHasTheAttributesOfProduction() throws Exception {
        Reply reply = house.visitor().login(member.email(), member.password()).expect(200);
        String header = reply.setCookie().orElseThrow();

        assertThat(header.split("; ?"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Secure")
                .anyMatch(part -> part.matches("Max-Age=6047\\d\\d|Max-Age=604800"));
        String sealed = header.substring(header.indexOf('=') + 1, header.indexOf(';'));
        String opened = new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.ISO_8859_1);
        assertThat(opened).doesNotContain(member.id()).doesNotContain(member.email());
        assertThat(house.tables().text("SELECT string_agg(s::text, ' ') FROM session s"))
                .doesNotContain(sealed);
    }

    @Test
    void aForgedCookieIsNobody() throws Exception {
        String cookie = visitor.cookie();
        char other = cookie.charAt(20) == 'A' ? 'B' : 'A';

        visitor.again()
                .withCookie(cookie.substring(0, 20) + other + cookie.substring(21))
                .get(AUTH + "/status")
                .expect(401);
        visitor.get(AUTH + "/status").expect(200);
    }

    @Test
    void aSessionKnowsWhoItIs() throws Exception {
        JsonNode status = visitor.get(AUTH + "/status").expect(200).body();

        assertThat(status.at("/operator/id").asText()).isEqualTo(member.id());
        assertThat(status.path("roles").toString()).contains("operator").doesNotContain("admin");
        assertThat(status.path("session_expires_at").asText()).isNotBlank();
        assertThat(status.path("server_time").asText()).isNotBlank();
    }

    @Test
    void sessionsAreListedWithDeviceAndAddress() throws Exception {
        JsonNode only =
                visitor.get(AUTH + "/sessions").expect(200).body().path("items").path(0);

        assertThat(only.path("device").asText()).isEqualTo(Visitor.USER_AGENT);
        assertThat(only.path("address").asText()).isEqualTo(visitor.address());
        assertThat(only.path("current").asBoolean()).isTrue();
        assertThat(only.path("created_at").asText()).isNotBlank();
        assertThat(only.path("last_seen_at").asText()).isNotBlank();
    }

    @Test
    void aRevokedSessionIsRefusedEverywhereWithinASecond() throws Exception {
        Duration quickest = Duration.ofDays(1);
        for (int round = 0; round < 8 && quickest.compareTo(Duration.ofSeconds(1)) > 0; round++) {
            Visitor other = house.visitor();
            other.login(member.email(), member.password()).expect(200);
            String id = other.get(AUTH + "/status").expect(200).text("session_id");
            other.get("/api/runtime/tasks").expect(200);
            visitor.delete(AUTH + "/sessions/" + id).expect(204);
            Duration took = untilNobody(other);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }
        assertThat(quickest).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void nobodyEndsSomebodyElsesSession() throws Exception {
        String ours = visitor.get(AUTH + "/status").text("session_id");

        house.member("admin").visitor().delete(AUTH + "/sessions/" + ours).expect(404, "session_not_found");
    }

    @Test
    void revokingOthersKeepsTheOneThatAsks() throws Exception {
        Visitor second = house.visitor();
        second.login(member.email(), member.password()).expect(200);

        assertThat(second.post(AUTH + "/sessions/revoke-others")
                        .expect(200)
                        .body()
                        .path("revoked")
                        .asInt())
                .isOne();

        untilNobody(visitor);
        second.get(AUTH + "/status").expect(200);
    }

    @Test
    void logoutEndsTheSessionAndClearsTheCookie() throws Exception {
        Visitor before = visitor.again();
        assertThat(visitor.post(AUTH + "/logout").expect(204).setCookie().orElseThrow())
                .contains("Max-Age=0");

        untilNobody(before);
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAtItsAbsoluteEnd() throws Exception {
        // a fresh session each: the gateway believes one it has just seen for some seconds
        for (String past : List.of(
                "last_seen_at = now() - interval '8 hours 1 second'", "expires_at = now() - interval '1 second'")) {
            Visitor idle = house.visitor();
            idle.login(member.email(), member.password()).expect(200);
            house.tables().run("UPDATE session SET " + past + " WHERE address = '" + idle.address() + "'");
            idle.get(AUTH + "/status").expect(401);
        }
    }

    @Test
    void sensitiveActsAskForThePasswordAgainAfterAQuarterOfAnHour() throws Exception {
        house.tables()
                .run("UPDATE session SET proven_at = now() - interval '16 minutes' WHERE operator_id = '" + member.id()
                        + "'");

        visitor.post(AUTH + "/recovery-codes/regenerate").expect(403, "reauthentication_required");
        visitor.post(AUTH + "/tokens", Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .expect(403, "reauthentication_required");
        visitor.post(AUTH + "/totp/enrol").expect(403, "reauthentication_required");
        visitor.post(AUTH + "/reauthenticate", Map.of("password", "not this one"))
                .expect(401, "invalid_credentials");
        visitor.post(AUTH + "/reauthenticate", Map.of("password", member.password()))
                .expect(204);
        visitor.post(AUTH + "/recovery-codes/regenerate").expect(200);
        new Trail(house).awaited("security.reauthentication.failed", visitor.address());
    }

    @Test
    void operatorsAndSecretsAskForThePasswordAgainToo() throws Exception {
        Visitor admin = house.member("admin").visitor();
        house.tables()
                .run("UPDATE session SET proven_at = now() - interval '16 minutes' WHERE address = '" + admin.address()
                        + "'");

        admin.post(House.OPERATORS, Map.of("email", "late@house.example", "role", "viewer"))
                .expect(403, "reauthentication_required");
        admin.delete(House.OPERATORS + "/" + member.id()).expect(403, "reauthentication_required");
    }

    @Test
    void whatComesFromAnotherSiteChangesNothing() throws Exception {
        String path = AUTH + "/sessions/revoke-others";

        visitor.again().with("Origin", "https://evil.example").post(path).expect(403, "cross_site_request");
        visitor.again().with("Sec-Fetch-Site", "cross-site").post(path).expect(403, "cross_site_request");
        visitor.again().with("Origin", "").post(path).expect(403, "cross_site_request");
        visitor.again()
                .with("Origin", "")
                .with("Sec-Fetch-Site", "same-origin")
                .post(path)
                .expect(200);
        visitor.again()
                .with("Origin", "https://evil.example")
                .get(AUTH + "/status")
                .expect(200);
    }

    private static Duration untilNobody(Visitor who) throws Exception {
        long begin = System.nanoTime();
        while (who.again().get("/api/runtime/tasks").status() != 401) {
            if (System.nanoTime() - begin > Duration.ofSeconds(90).toNanos()) {
                throw new AssertionError("the session lives on");
            }
            Thread.sleep(50);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
