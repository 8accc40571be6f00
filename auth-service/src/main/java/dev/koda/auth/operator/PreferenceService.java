package dev.koda.auth.operator;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CallerKind;

/** Keeps preferences, bounded. */
@ApplicationScoped
class PreferenceService {

    /** Plenty for switches and short lists; the column's width. */
    private static final int MAX_LENGTH = 8192;

    private final Operators operators;
    private final ObjectMapper json;

    PreferenceService(Operators operators, ObjectMapper json) {
        this.operators = operators;
        this.json = json;
    }

    @WithSession
    Uni<ObjectNode> read(Caller caller) {
        return operators.required(operator(caller)).map(operator -> parse(operator.preferences()));
    }

    @WithTransaction
    Uni<ObjectNode> write(Caller caller, ObjectNode body) {
        String text = body.toString();
        if (text.length() > MAX_LENGTH) {
            throw Problem.badRequest(
                    "preferences_too_large", "Preferences hold at most " + MAX_LENGTH + " characters.");
        }
        return operators
                .requiredForUpdate(operator(caller))
                .invoke(operator -> operator.prefer(text))
                .replaceWith(body);
    }

    private static UUID operator(Caller caller) {
        if (caller.kind() != CallerKind.OPERATOR) {
            throw Problem.forbidden("operator_required", "Only operators have preferences.");
        }
        return UUID.fromString(caller.id());
    }

    private ObjectNode parse(String stored) {
        try {
            return (ObjectNode) json.readTree(stored);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("stored preferences are not JSON", failure);
        }
    }
}
