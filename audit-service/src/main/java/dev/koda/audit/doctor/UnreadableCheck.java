package dev.koda.audit.doctor;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.audit.unreadable.UnreadableMessages;
import dev.koda.platform.doctor.Check;

import static java.time.ZoneOffset.UTC;

/** Nothing went to the dead letters within a day. */
@HealthGroup("doctor")
@ApplicationScoped
class UnreadableCheck implements AsyncHealthCheck {
    private static final String ID = "audit.unreadable";

    private final UnreadableMessages messages;
    private final Clock clock;

    UnreadableCheck(UnreadableMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var since = clock.instant().minus(Duration.ofDays(1)).atOffset(UTC);
        return Timed.answer(ID, messages.countSince(since).map(UnreadableCheck::check));
    }

    private static Check check(long count) {
        var draft = Timed.draft(ID).evidence("last_24_h", count);
        if (count == 0) {
            return draft.pass("every audit entry of the last 24 h could be read");
        }
        return draft.warn(
                count + " audit entries of the last 24 h could not be read and lie in koda.audit.dlq",
                "see GET /api/control-plane/audit/unreadable for each one's reason");
    }
}
