package dev.koda.gateway.page.provider;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.provider.Verification;

/** The ladder of checks as far as one verification climbed it. */
@TemplateData
public record Rungs(List<Rung> list) {
    private static final String[][] STAGES = {
        {"name", "Name"},
        {"connect", "Connection"},
        {"tls", "TLS"},
        {"auth", "Authentication"},
        {"models", "Model listing"},
        {"probe", "One paid answer"}
    };

    /** One check: passed, the one that stopped it, or not reached. */
    @TemplateData
    public record Rung(String title, String icon, String tone, String note) {}

    /**
     * The stage of a verification is the rung that decided it: those before it passed, those behind were not reached.
     *
     * @param address of the connection; one without TLS has no such rung to climb
     */
    public static Rungs of(Verification seen, String address) {
        List<Rung> rungs = new ArrayList<>();
        int decided = place(seen.stage());
        boolean usable = "usable".equals(seen.verdict());
        boolean plain = address != null && address.startsWith("http:");
        for (int i = 0; i < STAGES.length; i++) {
            rungs.add(
                    plain && STAGES[i][0].equals("tls")
                            ? new Rung(STAGES[i][1], "circle-dashed", "k-muted", "none, plain http")
                            : rung(STAGES[i][1], i, decided, usable, seen));
        }
        return new Rungs(rungs);
    }

    private static Rung rung(String title, int place, int decided, boolean usable, Verification seen) {
        if (place < decided || place == decided && usable) {
            String note = place == decided && seen.modelCount() > 0 ? seen.modelCount() + " models" : "";
            return new Rung(title, "circle-check", "k-ok", note);
        }
        if (place == decided) {
            String note = seen.httpStatus() == null ? "no answer" : "HTTP " + seen.httpStatus();
            return new Rung(title, "circle-x", "k-fail", note);
        }
        boolean optional = place == STAGES.length - 1;
        return new Rung(title, "circle-dashed", "k-muted", optional ? "not asked for" : "not reached");
    }

    private static int place(String stage) {
        for (int i = 0; i < STAGES.length; i++) {
            if (STAGES[i][0].equals(stage)) {
                return i;
            }
        }
        return stage == null ? -1 : stage.startsWith("auth") ? 3 : -1;
    }
}
