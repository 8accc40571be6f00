package dev.koda.auth.onboarding;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;

import dev.koda.platform.boot.PeerAddresses;
import dev.koda.platform.security.Caller;

/** Asks the other services, as the caller, what the checklist wants to know. Whoever is away makes a step unknown. */
@ApplicationScoped
class PeerFacts {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final WebClient client;
    private final PeerAddresses peers;
    private final ObjectMapper json;

    PeerFacts(Vertx vertx, PeerAddresses peers, ObjectMapper json) {
        this.client = WebClient.create(vertx);
        this.peers = peers;
        this.json = json;
    }

    Uni<Checklist.Step> step(Caller caller, Question question) {
        return client.getAbs(peers.of(question.service()) + question.path())
                .bearerTokenAuthentication(caller.rawToken())
                .timeout(TIMEOUT.toMillis())
                .send()
                .map(answer -> state(answer, question))
                .onFailure()
                .recoverWithItem("unknown")
                .map(state -> new Checklist.Step(question.id(), question.title(), state));
    }

    private String state(HttpResponse<Buffer> answer, Question question) {
        if (answer.statusCode() >= SERVER_ERROR) {
            return "unknown";
        }
        return answer.statusCode() == OK && isDone(answer, question) ? "done" : "open";
    }

    private boolean isDone(HttpResponse<Buffer> answer, Question question) {
        String body = answer.bodyAsString();
        try {
            return body != null && question.done().test(json.readTree(body));
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
