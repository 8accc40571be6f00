package dev.koda.gateway.page.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.auth.Lockout;
import dev.koda.gateway.client.auth.Onboarding;
import dev.koda.gateway.client.auth.RecoveryCodes;
import dev.koda.gateway.client.auth.Session;
import dev.koda.gateway.client.auth.Token;
import dev.koda.gateway.client.auth.TotpState;

/** Everything on the security page; {@code shown} is what is shown this once, right after it was made. */
@TemplateData
public record SecurityView(
        Answer<RecoveryCodes> codes,
        Answer<TotpState> totp,
        Answer<Listing<Session>> sessions,
        Answer<Listing<Token>> tokens,
        Answer<Listing<Lockout>> lockouts,
        Answer<Onboarding> onboarding,
        Shown shown,
        Trouble trouble,
        Reauthentication again) {

    /** Secrets that are shown once: fresh codes, a fresh token, or the secret of a second factor being set up. */
    @TemplateData
    public record Shown(List<String> codes, Token token, Enrolment enrolment) {
        static final Shown NOTHING = new Shown(null, null, null);
    }

    /** The second factor being set up: its secret, also as a picture for the authenticator app. */
    @TemplateData
    public record Enrolment(String secret, String uri, QrCode picture) {}

    public int otherSessions() {
        return (int) sessions.or(Listing.empty()).items().stream()
                .filter(session -> !Boolean.TRUE.equals(session.current()))
                .count();
    }

    /** The others in words, after "the other". */
    public String others() {
        return otherSessions() == 1 ? "session" : otherSessions() + " sessions";
    }

    public boolean hasMail() {
        return onboarding.ok()
                && onboarding.value() != null
                && onboarding.value().smtpConfigured();
    }

    /** One mark a code, filled while it is left. */
    public List<Mark> codeMarks() {
        List<Mark> marks = new ArrayList<>();
        RecoveryCodes counted = codes.value();
        if (counted == null || counted.total() == null || counted.total() == 0) {
            return marks;
        }
        double width = 100.0 / counted.total();
        for (int i = 0; i < counted.total(); i++) {
            String fill = i >= counted.remaining() ? "f-line" : counted.isLow() ? "f-warn" : "f-ok";
            marks.add(new Mark(percent(i * width), percent(width * 0.9), fill));
        }
        return marks;
    }

    /** One mark of the row of codes. */
    @TemplateData
    public record Mark(String x, String width, String fill) {}

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f%%", value);
    }
}
