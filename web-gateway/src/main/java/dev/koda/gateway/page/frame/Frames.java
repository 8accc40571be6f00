package dev.koda.gateway.page.frame;

import java.time.Clock;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.gateway.identity.CspNonce;

/** Makes the frame of a page for whoever is signed in. */
@Singleton
public class Frames {
    private static final Strip OPEN_DOOR = new Strip(
            "Development sign-in is on.",
            "Whoever reaches this host acts as the owner without a password.",
            "See the doctor",
            "/operations",
            true);

    private final PageRequest request;
    private final Visit visit;
    private final CspNonce nonce;
    private final AlertSource alerts;
    private final Clock clock;
    private final Build build;

    Frames(PageRequest request, Visit visit, CspNonce nonce, AlertSource alerts, Clock clock, Build build) {
        this.request = request;
        this.visit = visit;
        this.nonce = nonce;
        this.alerts = alerts;
        this.clock = clock;
        this.build = build;
    }

    /** The whole frame, with what needs a person counted in the menu. */
    public Uni<Frame> frame() {
        return alerts.now().map(this::frame);
    }

    /** A frame for a fragment: times are written alike, but nobody is asked what needs a person. */
    public Frame quiet() {
        return frame(Alerts.QUIET);
    }

    private Frame frame(Alerts seen) {
        Menu menu = new Menu(request.path(), seen);
        return new Frame(
                visit.who(),
                request.theme(),
                nonce.value(),
                clock.instant(),
                request.zone(),
                request.keys(),
                request.address().toString(),
                request.host(),
                build.version(),
                build.profile(),
                Notices.of(request.parameter("done")),
                menu.groups(),
                menu.bottom(),
                seen.state(),
                strip(seen),
                seen.approvals());
    }

    private Strip strip(Alerts seen) {
        if (seen.strip() != null && seen.strip().belongsOn(request.path())) {
            return seen.strip();
        }
        return build.openDoor() ? OPEN_DOOR : null;
    }
}
