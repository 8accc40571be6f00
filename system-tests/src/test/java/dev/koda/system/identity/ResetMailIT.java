package dev.koda.system.identity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Recovery by mail, over a real SMTP conversation. */
@ExtendWith(IdentityStack.class)
class ResetMailIT {
    private static final String FRESH = "orange bicycle weather";

    private House house;
    private Member member;

    @BeforeEach
    void somebody(House running) throws Exception {
        house = running;
        member = house.member("viewer");
    }

    @Test
    void theMailedLinkSetsThePasswordOnceAndEndsAllSessions() throws Exception {
        String token = mailedToken();

        assertThat(reset(token, "short").expect(400).violations()).containsExactly("password_too_short");
        reset(token, FRESH).expect(204);
        reset(token, "yet another sentence").expect(403, "reset_token_invalid");

        member.visitor().get(AUTH + "/status").expect(401);
        house.visitor().login(member.email(), FRESH).expect(200);
        new Trail(house).awaited("security.password.reset", member.id());
    }

    @Test
    void theLinkOpensThePage() throws Exception {
        assertThat(house.visitor()
                        .get("/reset-password?token=" + mailedToken())
                        .expect(200)
                        .raw())
                .contains("New password");
    }

    @Test
    void theLinkIsGoodForHalfAnHour() throws Exception {
        String token = mailedToken();
        String row = " FROM password_reset WHERE operator_id = '" + member.id() + "'";
        assertThat(house.tables().text("SELECT expires_at - now() BETWEEN '29 min' AND '30 min'" + row))
                .isEqualTo("t");
        house.tables()
                .run("UPDATE password_reset SET expires_at = now() - interval '1 second' WHERE operator_id = '"
                        + member.id() + "'");

        reset(token, FRESH).expect(403, "reset_token_invalid");
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndNoMail() throws Exception {
        Reply unknown = forgot("nobody@house.example");
        Reply known = forgot(member.email());
        house.mailbox().awaited(member.email(), "reset");

        assertThat(unknown.raw()).isEqualTo(known.raw());
        assertThat(house.mailbox().find("nobody@house.example", "")).isEmpty();
    }

    private Reply forgot(String email) throws Exception {
        return house.visitor()
                .post(AUTH + "/password/forgot", Map.of("email", email))
                .expect(202);
    }

    private Reply reset(String token, String password) throws Exception {
        return house.visitor().post(AUTH + "/password/reset", Map.of("token", token, "new_password", password));
    }

    private String mailedToken() throws Exception {
        forgot(member.email());
        Matcher link = Pattern.compile(Pattern.quote(house.base()) + "/reset-password\\?token=([\\w-]{43})")
                .matcher(house.mailbox().awaited(member.email(), "reset"));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
