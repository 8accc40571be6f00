package dev.koda.system.identity;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** What auth.md promises over a restart, in one: each costs the seconds of a start. */
@Tag("long")
@ExtendWith(IdentityStack.class)
class RestartIT {
    private static final String SECRET = "WEB_OPERATOR_SESSION_SECRET";
    private static final String MEMORY = "KODA_ARGON2_MEMORY_KIB";

    @Test
    void aLostOwnerComesBackWhileTheStackIsDownAndNewSettingsTakeOver(House house) throws Exception {
        Member member = house.member("operator");
        house.host("down");
        house.set(SECRET, "hGq7Vw2LzR9mXc4TnK8bYp3FsDj6Ae1UoZtQx5WvNi0," + house.setting(SECRET));
        house.set(MEMORY, "9216");

        String code =
                house.host("auth", "reset-owner", "--email", House.OWNER_EMAIL).value("setup_code");

        house.registered(code);
        member.visitor().get(AUTH + "/status").expect(200);
        assertThat(hashOf(house, member)).startsWith("$argon2id$v=19$m=8192,");
        Visitor again = house.visitor();
        again.login(member.email(), member.password()).expect(200);
        assertThat(hashOf(house, member)).startsWith("$argon2id$v=19$m=9216,");
        again.get(AUTH + "/status").expect(200);
    }

    private static String hashOf(House house, Member member) throws Exception {
        return house.tables().text("SELECT password_hash FROM operator WHERE id = '" + member.id() + "'");
    }
}
