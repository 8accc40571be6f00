package dev.koda.gateway.page.settings;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.AuthApi;
import dev.koda.gateway.client.auth.Lockout;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;

/** Reads and shows the security page, as it stands or after an act. */
@Singleton
class SecurityReading {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance security(Frame frame, SecurityView view);
    }

    private final AuthApi auth;
    private final Frames frames;

    SecurityReading(@RestClient AuthApi auth, Frames frames) {
        this.auth = auth;
        this.frames = frames;
    }

    Uni<Response> page(SecurityView.Shown shown, Trouble trouble, Reauthentication again) {
        return frames.frame().chain(frame -> read(frame, shown, trouble, again)
                .map(view -> Response.status(again == null ? Go.statusOf(trouble) : 403)
                        .entity(Templates.security(frame, view))
                        .build()));
    }

    private Uni<SecurityView> read(Frame frame, SecurityView.Shown shown, Trouble trouble, Reauthentication again) {
        return Uni.combine()
                .all()
                .unis(
                        Answer.of("auth", auth::recoveryCodes),
                        Answer.of("auth", auth::totp),
                        Answer.of("auth", auth::sessions),
                        Answer.of("auth", auth::tokens),
                        lockouts(frame),
                        Answer.of("auth", auth::onboarding))
                .with((codes, totp, sessions, tokens, lockouts, onboarding) -> new SecurityView(
                        codes,
                        totp,
                        sessions,
                        tokens,
                        lockouts,
                        onboarding,
                        shown,
                        again == null ? trouble : null,
                        again));
    }

    /** Whose account is locked is for admins. */
    private Uni<Answer<Listing<Lockout>>> lockouts(Frame frame) {
        return frame.who().admin()
                ? Answer.of("auth", auth::lockouts)
                : Uni.createFrom().item(Answer.got(Listing.empty()));
    }
}
