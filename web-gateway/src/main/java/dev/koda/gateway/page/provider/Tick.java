package dev.koda.gateway.page.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.provider.Verification;

/** One mark of a history: height and colour say the verdict, low is good and full is bad; now is at the right edge. */
@TemplateData
public record Tick(String x, String width, int y, int height, String fill) {
    private static final int HEIGHT = 30;
    private static final int PLACES = 96;

    /** {@code newest} first, as the service lists them. */
    static List<Tick> of(List<Verification> newest) {
        List<Tick> ticks = new ArrayList<>();
        double width = 100.0 / PLACES;
        for (int i = 0; i < Math.min(PLACES, newest.size()); i++) {
            int height = height(newest.get(i).verdict());
            ticks.add(new Tick(
                    percent(100 - (i + 1) * width),
                    percent(width * 0.68),
                    HEIGHT - height,
                    height,
                    fill(newest.get(i).verdict())));
        }
        return ticks;
    }

    private static int height(String verdict) {
        return "usable".equals(verdict) ? 9 : "unusable".equals(verdict) ? HEIGHT : 2;
    }

    private static String fill(String verdict) {
        return "usable".equals(verdict) ? "f-ok" : "unusable".equals(verdict) ? "f-fail" : "f-idle";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }
}
