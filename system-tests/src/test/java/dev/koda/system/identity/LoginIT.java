package dev.koda.system.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Login, and the limits per client address. */
@ExtendWith(IdentityStack.class)
class LoginIT {
    private static final String WRONG = "wrong but long enough";

    @Test
    void eMailAndUserNameInAnyCaseLetIn(House house) throws Exception {
        Reply reply = house.visitor()
                .login("OWNER@House.Example", House.OWNER_PASSWORD)
                .expect(200);
        assertThat(reply.body().at("/operator/email").asText()).isEqualTo(House.OWNER_EMAIL);
        house.visitor().login("the-BOSS", House.OWNER_PASSWORD).expect(200);
    }

    @Test
    void wrongUserWrongPasswordDisabledAndLockedGetOneAnswer(House house) throws Exception {
        Member disabled = house.member("viewer");
        house.owner()
                .patch(House.OPERATORS + "/" + disabled.id(), Map.of("disabled", true))
                .expect(200);
        Member locked = house.member("viewer");
        Visitor guesser = house.visitor();
        for (int guess = 0; guess < 5; guess++) {
            guesser.login(locked.email(), WRONG + guess).expect(401);
        }
        house.lockForAnHour(locked.id());
        List<String> answers = new ArrayList<>();
        for (String[] pair : new String[][] {
            {"nobody@house.example", House.OWNER_PASSWORD},
            {House.OWNER_EMAIL, WRONG},
            {disabled.email(), disabled.password()},
            {locked.email(), locked.password()}
        }) {
            Reply reply = house.visitor().login(pair[0], pair[1]).expect(401, "invalid_credentials");
            assertThat(reply.setCookie()).isEmpty();
            answers.add(((ObjectNode) reply.body()).without(List.of("trace_id")).toString());
        }
        assertThat(answers).containsOnly(answers.getFirst());
        house.visitor().login(House.OWNER_EMAIL, House.OWNER_PASSWORD).expect(200);
    }

    @Test
    void theHashIsArgon2idWithTheParametersOfTheSettings(House house) throws Exception {
        assertThat(house.tables().text("SELECT password_hash FROM operator WHERE email = '" + House.OWNER_EMAIL + "'"))
                .startsWith("$argon2id$v=19$m=" + house.setting("KODA_ARGON2_MEMORY_KIB") + ",t=1,p=1$");
    }

    @Test
    void inProductionOverPlainHttpTheLoginSaysWhyTheCookieWillNotStick(House house) throws Exception {
        Reply plain = house.visitor()
                .with("X-Forwarded-Proto", "http")
                .login(House.OWNER_EMAIL, House.OWNER_PASSWORD)
                .expect(400, "cookie_requires_https");
        assertThat(plain.text("detail")).contains("HTTPS");
        Visitor.direct(house.base(), "127.0.0.1")
                .login(House.OWNER_EMAIL, House.OWNER_PASSWORD)
                .expect(400, "cookie_requires_https");
    }

    @Test
    void tenSignInsInFiveMinutesPerAddressAreEnough(House house) throws Exception {
        Visitor one = house.visitor();
        for (int number = 0; number < 10; number++) {
            one.login("nobody@house.example", WRONG).expect(401);
        }

        assertThat(retryAfter(one.login("nobody@house.example", WRONG))).isBetween(1L, 300L);
        // what a client claims stands left of what the proxy saw
        one.with("X-Forwarded-For", "203.0.113.9, " + one.address())
                .login(House.OWNER_EMAIL, House.OWNER_PASSWORD)
                .expect(429, "rate_limited");
        house.visitor().login(House.OWNER_EMAIL, House.OWNER_PASSWORD).expect(200);
    }

    @Test
    void tenRecoveriesAnHourPerAddressAreEnoughWhateverAStrangerForges(House house) throws Exception {
        Visitor stranger = Visitor.direct(house.base(), "127.0.0.3");
        for (int number = 0; number < 10; number++) {
            recovery(stranger.with("X-Forwarded-For", "203.0.113." + number)).expect(400);
        }

        assertThat(retryAfter(recovery(stranger.with("X-Forwarded-For", "203.0.113.77"))))
                .isBetween(3_000L, 3_600L);
        recovery(stranger.with("X-Koda-Client", "203.0.113.78;1;x").with("X-Real-IP", "203.0.113.78"))
                .expect(429);
        recovery(house.visitor()).expect(400);
    }

    @Test
    void thirtyExchangesAnHourPerAddressAreEnough(House house) throws Exception {
        Visitor one = house.visitor();
        Map<String, String> body = Map.of("code", "AAAA-BBBB-CCCC");
        for (int number = 0; number < 30; number++) {
            one.post(AUTH + "/bootstrap/exchange", body).expect(403);
        }

        assertThat(retryAfter(one.post(AUTH + "/bootstrap/exchange", body))).isBetween(3_000L, 3_600L);
    }

    @Test
    void newCodesAreLimitedToo(House house) throws Exception {
        Visitor host = Visitor.direct(house.base(), "127.0.0.2")
                .with("Authorization", "Bearer " + house.setting("CONTROL_PLANE_API_TOKEN"));
        for (int number = 0; number < House.CODES_PER_HOUR; number++) {
            host.post(AUTH + "/bootstrap/codes").expect(409);
        }

        assertThat(retryAfter(host.post(AUTH + "/bootstrap/codes"))).isBetween(3_000L, 3_600L);
    }

    @Test
    void strangersAddNoRows(House house) throws Exception {
        String locks = house.tables().text("SELECT count(*) FROM login_lock");
        for (int number = 0; number < 20; number++) {
            house.visitor().login("stranger" + number + "@house.example", WRONG).expect(401);
        }

        assertThat(house.tables().text("SELECT count(*) FROM login_lock")).isEqualTo(locks);
        assertThat(house.tables().text("SELECT max(slot) < 16384 FROM rate_slot"))
                .isEqualTo("t");
    }

    private static Reply recovery(Visitor from) throws Exception {
        return from.post(
                AUTH + "/password/recover",
                Map.of(
                        "identifier", "nobody@house.example",
                        "recovery_code", "AAAA-BBBB-CCCC",
                        "new_password", "short"));
    }

    private static long retryAfter(Reply reply) {
        reply.expect(429, "rate_limited");
        return Long.parseLong(reply.header("Retry-After").orElseThrow());
    }
}
