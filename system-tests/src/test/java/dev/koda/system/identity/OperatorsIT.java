package dev.koda.system.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.koda.system.identity.House.AUTH;
import static dev.koda.system.identity.House.OPERATORS;
import static org.assertj.core.api.Assertions.assertThat;

/** auth.md, Operators and roles. */
@ExtendWith(IdentityStack.class)
class OperatorsIT {
    private House house;
    private Visitor owner;

    @BeforeEach
    void theOwner(House running) throws Exception {
        house = running;
        owner = house.owner();
    }

    @Test
    void anInvitationIsGoodOnceForSevenDaysAndIsMailed() throws Exception {
        Reply invited = invite(owner, "ada@house.example", "operator").expect(201);
        String url = invited.text("invite_url");
        assertThat(url).startsWith(house.base() + "/invite?token=");
        assertThat(Duration.between(Instant.now(), Instant.parse(invited.text("invite_expires_at"))))
                .isBetween(Duration.ofDays(7).minusMinutes(1), Duration.ofDays(7));
        assertThat(house.mailbox().awaited("ada@house.example", "invited")).contains(url);
        assertThat(house.visitor()
                        .get(url.substring(house.base().length()))
                        .expect(200)
                        .raw())
                .contains("Join this Koda");

        accept(url, "short").expect(400, "password_policy");
        assertThat(accept(url, "orange bicycle weather")
                        .expect(201)
                        .body()
                        .at("/operator/role")
                        .asText())
                .isEqualTo("operator");
        accept(url, "orange bicycle weather").expect(403, "invitation_invalid");
        invite(owner, "ADA@house.example", "viewer").expect(409, "operator_exists");
    }

    @Test
    void anExpiredInvitationIsRefusedAndCanBeRenewed() throws Exception {
        Reply invited = invite(owner, "bea@house.example", "viewer").expect(201);
        house.tables()
                .run(
                        "UPDATE operator SET invite_expires_at = now() - interval '1 second' WHERE email = 'bea@house.example'");
        accept(invited.text("invite_url"), "orange bicycle weather").expect(403);

        String fresh = owner.post(OPERATORS + "/" + invited.text("id") + "/invitation")
                .expect(200)
                .text("invite_url");
        accept(fresh, "orange bicycle weather").expect(201);
    }

    @Test
    void eachRoleMayWhatItMay() throws Exception {
        for (String role : List.of("viewer", "operator")) {
            Visitor member = house.member(role).visitor();
            member.get(OPERATORS).expect(403);
            invite(member, "x@house.example", "viewer").expect(403);
            member.get("/api/runtime/tasks").expect(200);
        }
        Visitor admin = house.member("admin").visitor();
        admin.get(OPERATORS).expect(200);
        invite(admin, "x@house.example", "owner").expect(403, "role_too_low");
        invite(admin, "x@house.example", "emperor").expect(400, "unknown_role");
    }

    @Test
    void aDisabledOperatorIsOutEverywhereAndMayComeBack() throws Exception {
        Member member = house.member("operator");
        String token = member.visitor()
                .post(AUTH + "/tokens", Map.of("token_name", "ci", "scopes", List.of("tasks:read")))
                .expect(201)
                .text("token");
        Visitor bearer = house.visitor().with("Authorization", "Bearer " + token);
        bearer.get("/api/runtime/tasks").expect(200);

        change(member, Map.of("disabled", true)).expect(200);

        refusedSoon(member.visitor());
        refusedSoon(bearer);
        house.visitor().login(member.email(), member.password()).expect(401, "invalid_credentials");
        change(member, Map.of("disabled", false)).expect(200);
        house.visitor().login(member.email(), member.password()).expect(200);
    }

    @Test
    void aNewRoleHoldsFromTheNextSignInAndEndsTheSessionsThatHadTheOld() throws Exception {
        Member member = house.member("viewer");

        change(member, Map.of("role", "admin")).expect(200);

        refusedSoon(member.visitor());
        Visitor again = house.visitor();
        again.login(member.email(), member.password()).expect(200);
        again.get(OPERATORS).expect(200);
    }

    @Test
    void theLastOwnerStays() throws Exception {
        String id = owner.get(AUTH + "/status").body().at("/operator/id").asText();
        owner.patch(OPERATORS + "/" + id, Map.of("role", "admin")).expect(409, "last_owner");
        owner.patch(OPERATORS + "/" + id, Map.of("disabled", true)).expect(409, "last_owner");
        owner.delete(OPERATORS + "/" + id).expect(409, "last_owner");
        house.member("admin").visitor().delete(OPERATORS + "/" + id).expect(403);
    }

    @Test
    void aRemovedOperatorIsGone() throws Exception {
        Member member = house.member("viewer");

        owner.delete(OPERATORS + "/" + member.id()).expect(204);

        refusedSoon(member.visitor());
        house.visitor().login(member.email(), member.password()).expect(401, "invalid_credentials");
    }

    private static void refusedSoon(Visitor who) {
        Awaitility.await("the end of what was let in")
                .atMost(Duration.ofSeconds(90))
                .until(() -> who.again().get("/api/runtime/tasks").status() == 401);
    }

    private Reply change(Member member, Map<String, Object> what) throws Exception {
        return owner.patch(OPERATORS + "/" + member.id(), what);
    }

    private static Reply invite(Visitor by, String email, String role) throws Exception {
        return by.post(OPERATORS, Map.of("email", email, "role", role));
    }

    private Reply accept(String url, String password) throws Exception {
        return house.visitor()
                .post(
                        OPERATORS + "/invitations/accept",
                        Map.of("token", url.substring(url.indexOf("token=") + 6), "password", password));
    }
}
