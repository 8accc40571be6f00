package dev.koda.auth.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.boot.Service;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;

/**
 * The clocks of the house agree: this service's with the database's, and with that of every other service as its answers
 * are dated. Tokens live a minute, so half a minute of difference locks people out.
 */
@HealthGroup("doctor")
@ApplicationScoped
class ClockCheck implements AsyncHealthCheck {

    private static final String ID = "auth.clock";
    private static final long WARN_MILLIS = 2_000;
    private static final long FAIL_MILLIS = 30_000;
    private static final String HINT =
            "set the clock of the machine that %s runs on: timedatectl set-ntp true, then timedatectl status";

    private final DatabaseClock database;
    private final PeerClocks peers;

    ClockCheck(DatabaseClock database, PeerClocks peers) {
        this.database = database;
        this.peers = peers;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        List<Uni<ClockReading>> readings = Stream.concat(
                        Stream.of(database.read()),
                        Stream.of(Service.values())
                                .filter(service -> service != Service.AUTH)
                                .map(peers::read))
                .toList();
        return Timed.answer(ID, Uni.join().all(readings).andCollectFailures().map(ClockCheck::check));
    }

    static Check check(List<ClockReading> readings) {
        CheckDraft draft = Timed.draft(ID);
        readings.forEach(reading -> reading.offMillis().ifPresent(off -> draft.evidence(reading.whose(), off + " ms")));
        Optional<ClockReading> worst = readings.stream()
                .filter(reading -> reading.offMillis().isPresent())
                .max((left, right) -> Long.compare(left.magnitude(), right.magnitude()));
        if (worst.isEmpty()) {
            return draft.skip("nobody's clock could be read");
        }
        return judge(draft, worst.get());
    }

    private static Check judge(CheckDraft draft, ClockReading worst) {
        if (worst.magnitude() <= WARN_MILLIS) {
            return draft.pass("all clocks that could be read agree within two seconds");
        }
        String message = "the clock of " + worst.whose() + " is " + worst.inWords() + " auth-service's";
        String hint = HINT.formatted(worst.whose());
        return worst.magnitude() > FAIL_MILLIS ? draft.fail(message, hint) : draft.warn(message, hint);
    }
}
