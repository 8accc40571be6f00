package dev.koda.auth.onboarding;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.bootstrap.OwnerSeat;
import dev.koda.auth.mail.Mails;
import dev.koda.platform.security.Caller;

/** Tells strangers what the setup page needs and no more, and operators what is still to do. */
@ApplicationScoped
class OnboardingService {

    private final OwnerSeat seat;
    private final Mails mails;
    private final PeerFacts peers;

    OnboardingService(OwnerSeat seat, Mails mails, PeerFacts peers) {
        this.seat = seat;
        this.mails = mails;
        this.peers = peers;
    }

    Uni<OnboardingStatus> status() {
        return seat.now().map(now -> new OnboardingStatus(now.taken(), now.vacant(), mails.configured()));
    }

    Uni<Checklist> checklist(Caller caller) {
        List<Uni<Checklist.Step>> steps = Question.ALL.stream()
                .map(question -> peers.step(caller, question))
                .toList();
        return Uni.join().all(steps).andCollectFailures().map(Checklist::of);
    }

    /** The public part. */
    record OnboardingStatus(boolean hasOwner, boolean bootstrapRequired, boolean smtpConfigured) {}
}
