package dev.koda.system.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * auth.md, Audit: somebody lives through everything, each kind of secret is used rightly and wrongly; every entry is there
 * with who, from where and how it ended, and no secret is found anywhere in the home.
 */
@ExtendWith(IdentityStack.class)
class AuditedLifeIT {
    private static final String WRONG = "a wrong but precious secret";
    private static final String CHANGED = "orange bicycle weather";
    private static final String RECOVERED = "purple kettle morning";
    private static final String MAILED = "silver otter evening";

    private final List<String> secrets = new ArrayList<>();
    private House house;
    private Trail trail;

    @BeforeEach
    void aHouse(House running) {
        house = running;
        trail = new Trail(house);
    }

    @Test
    void everythingIsAuditedAndNoSecretIsFoundAnywhere() throws Exception {
        anOwnerIsLostAndRegistersAnew();
        Member member = house.member("operator");
        secrets.add(member.password());
        keep(member.recoveryCodes());
        signIns(member);
        sessionsAndTokens(member);
        passwords(member);
        operators(member);

        for (String type : List.of(
                "security.operator.invited",
                "security.operator.role_changed",
                "security.operator.disabled",
                "security.operator.enabled",
                "security.operator.removed")) {
            complete(trail.awaited(type, member.id()), "success");
        }
        secrets.addAll(List.of(
                WRONG,
                CHANGED,
                RECOVERED,
                MAILED,
                House.OWNER_PASSWORD,
                house.setting("CONTROL_PLANE_API_TOKEN"),
                house.setting("KODA_SERVICE_KEY"),
                house.setting("WEB_OPERATOR_SESSION_SECRET")));
        assertThat(new HomeSearch(house.home()).filesHolding(secrets)).isEmpty();
    }

    private void anOwnerIsLostAndRegistersAnew() throws Exception {
        String code = house.ownerless();
        Visitor stranger = house.visitor();
        stranger.post(AUTH + "/bootstrap/exchange", Map.of("code", "QQQQ-RRRR-SSSS"))
                .expect(403);
        String token = stranger.post(AUTH + "/bootstrap/exchange", Map.of("code", code))
                .expect(200)
                .text("registration_token");
        Reply owner = stranger.post(
                        AUTH + "/register-owner",
                        Map.of(
                                "email",
                                House.OWNER_EMAIL,
                                "username",
                                "The-Boss",
                                "password",
                                House.OWNER_PASSWORD,
                                "registration_token",
                                token))
                .expect(201);
        keep(List.of(code, "QQQQ-RRRR-SSSS"));
        keep(owner.recoveryCodes());
        secrets.addAll(List.of(token, stranger.cookie()));

        String id = owner.body().at("/operator/id").asText();
        assertThat(trail.awaited("security.owner.reset", id).at("/actor/kind").asText())
                .isEqualTo("break_glass");
        trail.awaited("security.bootstrap_code.issued", "break_glass");
        complete(trail.awaited("security.bootstrap_code.rejected", stranger.address()), "failure");
        complete(trail.awaited("security.bootstrap_code.exchanged", stranger.address()), "success");
        complete(trail.awaited("security.owner.registered", stranger.address()), "success");
    }

    private void signIns(Member member) throws Exception {
        Visitor guesser = house.visitor();
        guesser.login(WRONG + " in the wrong field", WRONG).expect(401);
        for (int guess = 0; guess < 5; guess++) {
            guesser.login(member.email(), WRONG).expect(401);
        }
        house.lockForAnHour(member.id());
        house.host("auth", "unlock", member.email());
        Visitor known = house.visitor();
        known.login(member.email(), member.password()).expect(200);
        secrets.add(known.cookie());
        known.post(AUTH + "/reauthenticate", Map.of("password", WRONG)).expect(401);

        complete(trail.awaited("security.login.failed", guesser.address()), "failure");
        complete(trail.awaited("security.lockout.started", member.id()), "failure");
        complete(trail.awaited("security.lockout.ended", member.id()), "success");
        JsonNode entered = trail.awaited("security.login.succeeded", known.address());
        complete(entered, "success");
        assertThat(entered.at("/actor/id").asText()).isEqualTo(member.id());
        JsonNode doubted = trail.awaited("security.reauthentication.failed", known.address());
        complete(doubted, "failure");
        assertThat(doubted.at("/actor/id").asText())
                .as("who is signed in is known")
                .isEqualTo(member.id());
    }

    private void sessionsAndTokens(Member member) throws Exception {
        Visitor visitor = member.visitor();
        Reply token = visitor.post(AUTH + "/tokens", Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .expect(201);
        secrets.add(token.text("token"));
        visitor.delete(AUTH + "/tokens/" + token.text("id")).expect(204);
        visitor.post(AUTH + "/sessions/revoke-others").expect(200);
        keep(visitor.post(AUTH + "/recovery-codes/regenerate").expect(200).recoveryCodes());
        Reply enrolled = visitor.post(AUTH + "/totp/enrol").expect(200);
        secrets.addAll(List.of(enrolled.text("secret"), visitor.cookie()));

        for (String type : List.of(
                "security.token.created",
                "security.token.revoked",
                "security.session.revoked",
                "security.recovery_codes.regenerated")) {
            complete(trail.awaited(type, visitor.address()), "success");
        }
    }

    private void passwords(Member member) throws Exception {
        Visitor visitor = member.visitor();
        visitor.post(AUTH + "/password/change", Map.of("current_password", member.password(), "new_password", CHANGED))
                .expect(204);
        List<String> codes =
                visitor.post(AUTH + "/recovery-codes/regenerate").expect(200).recoveryCodes();
        keep(codes);
        Visitor lost = house.visitor();
        lost.post(
                        AUTH + "/password/recover",
                        Map.of(
                                "identifier", member.email(),
                                "recovery_code", codes.getFirst(),
                                "new_password", RECOVERED))
                .expect(204);
        lost.post(AUTH + "/password/forgot", Map.of("email", member.email())).expect(202);
        var link = Pattern.compile("token=([\\w-]{43})").matcher(house.mailbox().awaited(member.email(), "reset"));
        assertThat(link.find()).isTrue();
        lost.post(AUTH + "/password/reset", Map.of("token", link.group(1), "new_password", MAILED))
                .expect(204);
        secrets.add(link.group(1));

        complete(trail.awaited("security.password.changed", visitor.address()), "success");
        complete(trail.awaited("security.password.recovered", lost.address()), "success");
        complete(trail.awaited("security.password.reset", lost.address()), "success");
    }

    private void operators(Member member) throws Exception {
        Visitor owner = house.owner();
        String path = House.OPERATORS + "/" + member.id();
        owner.patch(path, Map.of("role", "viewer")).expect(200);
        owner.patch(path, Map.of("disabled", true)).expect(200);
        owner.patch(path, Map.of("disabled", false)).expect(200);
        owner.delete(path).expect(204);
    }

    private void keep(List<String> codes) {
        codes.forEach(code -> secrets.addAll(List.of(code, code.replace("-", ""))));
    }

    private static void complete(JsonNode entry, String outcome) {
        assertThat(entry.path("outcome").asText()).as(entry.toString()).isEqualTo(outcome);
        assertThat(entry.at("/actor/kind").asText()).as(entry.toString()).isNotBlank();
        assertThat(entry.path("address").asText()).as(entry.toString()).isNotBlank();
        assertThat(entry.path("user_agent").asText()).as(entry.toString()).isNotBlank();
    }
}
