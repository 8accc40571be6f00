package dev.koda.system.identity;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, second factor. A step before now is a spare: the service takes the neighbouring ones too. */
@ExtendWith(IdentityStack.class)
class TotpIT {
    private House house;
    private Member member;
    private AuthenticatorApp phone;

    @BeforeEach
    void somebodyWithAPhone(House running) throws Exception {
        house = running;
        member = house.member("operator");
        Reply enrolled = member.visitor().post(AUTH + "/totp/enrol").expect(200);
        assertThat(enrolled.text("otpauth_uri"))
                .startsWith("otpauth://totp/Koda:")
                .contains(enrolled.text("secret"));
        phone = new AuthenticatorApp(enrolled.text("secret"));
        member.visitor().post(AUTH + "/totp/confirm", Map.of("code", "123")).expect(400);
        member.visitor()
                .post(AUTH + "/totp/confirm", Map.of("code", phone.code(-1)))
                .expect(204);
    }

    @Test
    void aSignInWantsACodeAndACodeWorksOnce() throws Exception {
        assertThat(member.visitor().get(AUTH + "/totp").body().path("enabled").asBoolean())
                .isTrue();
        login(Map.of()).expect(401, "totp_required");
        house.visitor().login(member.email(), "wrong but long enough").expect(401, "invalid_credentials");
        login(Map.of("totp_code", "000000")).expect(401, "invalid_credentials");
        String code = phone.code(0);
        login(Map.of("totp_code", code)).expect(200);
        login(Map.of("totp_code", code)).expect(401, "invalid_credentials");
    }

    @Test
    void aRecoveryCodeStandsInOnceForALostPhone() throws Exception {
        String code = member.recoveryCodes().getFirst();

        login(Map.of("recovery_code", code)).expect(200);
        login(Map.of("recovery_code", code)).expect(401, "invalid_credentials");
        assertThat(member.visitor()
                        .get(AUTH + "/recovery-codes")
                        .body()
                        .path("remaining")
                        .asInt())
                .isEqualTo(9);

        member.visitor().delete(AUTH + "/totp").expect(204);
        login(Map.of()).expect(200);
    }

    private Reply login(Map<String, String> factor) throws Exception {
        Map<String, String> body = new HashMap<>(factor);
        body.put("identifier", member.email());
        body.put("password", member.password());
        return house.visitor().post(AUTH + "/login", body);
    }
}
