package dev.koda.gateway.client.platform;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Trouble;

/** The gateway's own knowledge of the platform, as pages read it. */
@ApplicationScoped
public class Platform {

    public Uni<Answer<Health>> health() {
        return Uni.createFrom().item(Answer.none(Trouble.away("gateway")));
    }

    public Uni<Answer<Doctor>> doctor() {
        return Uni.createFrom().item(Answer.none(Trouble.away("gateway")));
    }
}
