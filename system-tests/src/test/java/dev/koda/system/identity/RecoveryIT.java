package dev.koda.system.identity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Recovery by code, and changing a password that is known. */
@ExtendWith(IdentityStack.class)
class RecoveryIT {
    private static final String FRESH = "orange bicycle weather";
    private static final String NO_CODE = "AAAA-BBBB-CCCC";

    private House house;
    private Member member;

    @BeforeEach
    void somebody(House running) throws Exception {
        house = running;
        member = house.member("operator");
    }

    @Test
    void aCodeVoidsTheRestEndsAllSessionsAndClearsTheLock() throws Exception {
        Visitor guesser = house.visitor();
        for (int guess = 0; guess < 5; guess++) {
            guesser.login(member.email(), "wrong password " + guess).expect(401);
        }
        house.lockForAnHour(member.id());
        String typed = code(0).toLowerCase(Locale.ROOT).replace("-", "");

        recover(member.email(), typed, FRESH).expect(204);

        Visitor fresh = house.visitor();
        fresh.login(member.email(), FRESH).expect(200);
        JsonNode codes = fresh.get(AUTH + "/recovery-codes").expect(200).body();
        assertThat(codes.path("total").asInt()).isEqualTo(10);
        assertThat(codes.path("remaining").asInt()).isZero();
        assertThat(codes.path("generated_at").asText()).isNotBlank();
        recover(member.email(), code(1), "yet another sentence").expect(401, "invalid_credentials");
        house.visitor().login(member.email(), member.password()).expect(401);
        member.visitor().get(AUTH + "/status").expect(401);
    }

    @Test
    void aRefusedNewPasswordNeverTellsWhetherTheCodeWasRight() throws Exception {
        Reply right = recover(member.email(), code(0), "short");
        for (Reply answer : List.of(
                right, recover(member.email(), NO_CODE, "short"), recover("nobody@house.example", NO_CODE, "short"))) {
            assertThat(answer.expect(400, "password_policy").violations()).containsExactly("password_too_short");
            assertThat(answer.text("detail")).isEqualTo(right.text("detail"));
        }
        recover("nobody@house.example", NO_CODE, FRESH).expect(401, "invalid_credentials");
        recover(member.email(), NO_CODE, FRESH).expect(401, "invalid_credentials");
        recover(member.email(), code(0), FRESH).expect(204);
    }

    @Test
    void ofTwoParallelUsesOfOneCodeOneWins() throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            Callable<Integer> use =
                    () -> recover(member.email(), code(0), FRESH).status();
            List<Future<Integer>> answers = pool.invokeAll(List.of(use, use));

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(204, 401);
        }
    }

    @Test
    void aNewSetVoidsTheOldOne() throws Exception {
        List<String> fresh = member.visitor()
                .post(AUTH + "/recovery-codes/regenerate")
                .expect(200)
                .recoveryCodes();

        recover(member.email(), code(0), FRESH).expect(401);
        recover(member.email(), fresh.getFirst(), FRESH).expect(204);
    }

    @Test
    void codesAreStoredWithASlowHash() throws Exception {
        String sql = " WHERE operator_id = '" + member.id() + "'";
        assertThat(house.tables().text("SELECT memory_kib || ' ' || iterations FROM recovery_set" + sql))
                .isEqualTo(house.setting("KODA_ARGON2_MEMORY_KIB") + " 1");
        assertThat(house.tables().text("SELECT count(*) FROM recovery_code" + sql))
                .isEqualTo("10");
    }

    @Test
    void aPasswordIsChangedByKnowingItAndOtherSessionsEnd() throws Exception {
        Visitor other = house.visitor();
        other.login(member.email(), member.password()).expect(200);

        change("not the password", FRESH).expect(401, "invalid_credentials");
        assertThat(change(member.password(), member.password()).expect(400).violations())
                .containsExactly("password_reused");
        change(member.password(), FRESH).expect(204);

        other.get(AUTH + "/status").expect(401);
        member.visitor().get(AUTH + "/status").expect(200);
        house.visitor().login(member.email(), FRESH).expect(200);
    }

    @Test
    void thePageOfferingTheWayBackIsThere() throws Exception {
        assertThat(house.visitor().get("/forgot-password").expect(200).raw())
                .contains("Recovery code", "koda auth reset-owner", "Mail the link");
    }

    private Reply change(String present, String fresh) throws Exception {
        return member.visitor()
                .post(AUTH + "/password/change", Map.of("current_password", present, "new_password", fresh));
    }

    private Reply recover(String identifier, String code, String password) throws Exception {
        return house.visitor()
                .post(
                        AUTH + "/password/recover",
                        Map.of("identifier", identifier, "recovery_code", code, "new_password", password));
    }

    private String code(int number) {
        return member.recoveryCodes().get(number);
    }
}
