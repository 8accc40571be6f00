package dev.koda.auth.status;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.operator.OperatorDirectory;
import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.session.CallerSession;
import dev.koda.auth.session.SessionService;
import dev.koda.auth.settings.House;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CallerKind;

/** Says who the caller is. */
@ApplicationScoped
class StatusService {

    private final OperatorDirectory operators;
    private final SessionService sessions;
    private final House house;
    private final Clock clock;

    StatusService(OperatorDirectory operators, SessionService sessions, House house, Clock clock) {
        this.operators = operators;
        this.sessions = sessions;
        this.house = house;
        this.clock = clock;
    }

    Uni<StatusView> of(Caller caller) {
        if (caller.kind() != CallerKind.OPERATOR) {
            return Uni.createFrom().item(() -> view(caller, null, Optional.empty()));
        }
        return operators.findActive(UUID.fromString(caller.id())).chain(operator -> sessionEnd(caller)
                .map(end -> view(caller, operator.map(OperatorView::of).orElse(null), end)));
    }

    private Uni<Optional<Instant>> sessionEnd(Caller caller) {
        return CallerSession.isSession(caller)
                ? sessions.endOf(CallerSession.id(caller))
                : Uni.createFrom().item(Optional.empty());
    }

    private StatusView view(Caller caller, OperatorView operator, Optional<Instant> end) {
        return new StatusView(
                caller.kind().word(),
                operator,
                caller.roles().stream().sorted().toList(),
                caller.scopes().map(StatusService::sorted).orElse(null),
                CallerSession.isSession(caller) ? CallerSession.id(caller) : null,
                end.orElse(null),
                house.developmentSignIn() ? "development" : "token",
                clock.instant());
    }

    private static List<String> sorted(Set<String> scopes) {
        return scopes.stream().sorted().toList();
    }
}
