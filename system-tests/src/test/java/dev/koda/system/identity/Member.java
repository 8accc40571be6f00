package dev.koda.system.identity;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static dev.koda.system.identity.House.OPERATORS;

/** An operator of the house, signed in. */
record Member(Visitor visitor, String id, String email, String password, List<String> recoveryCodes) {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Somebody new, whom the owner has invited. */
    static Member joined(House house, String role) throws IOException, InterruptedException {
        int number = NUMBER.incrementAndGet();
        String email = role + number + "@house.example";
        String link = house.owner()
                .post(OPERATORS, Map.of("email", email, "role", role))
                .expect(201)
                .text("invite_url");
        String password = "quiet harbour lantern " + number;
        Visitor visitor = house.visitor();
        Reply joined = visitor.post(
                        OPERATORS + "/invitations/accept",
                        Map.of("token", link.substring(link.indexOf("token=") + 6), "password", password))
                .expect(201);
        return new Member(visitor, joined.body().at("/operator/id").asText(), email, password, joined.recoveryCodes());
    }
}
