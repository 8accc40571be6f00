package dev.koda.gateway.page.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.provider.Cost;
import dev.koda.gateway.page.frame.Say;

/** The bar of one day; bars start at zero, and a day without calls keeps its place. */
@TemplateData
public record DayBar(String x, String width, String y, String height, String fill, String label, String amount) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final double HEIGHT = 110;

    static List<DayBar> of(List<Cost> costs, LocalDate today, int days) {
        Map<String, BigDecimal> byDay = new HashMap<>();
        costs.forEach(cost -> byDay.put(cost.key(), cost.amount() == null ? BigDecimal.ZERO : cost.amount()));
        double most = byDay.values().stream()
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0);
        List<DayBar> bars = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            LocalDate day = today.minusDays(days - 1L - i);
            bars.add(bar(i, days, day, byDay.getOrDefault(day.toString(), BigDecimal.ZERO), most, day.equals(today)));
        }
        return bars;
    }

    private static DayBar bar(int place, int days, LocalDate day, BigDecimal amount, double most, boolean unfinished) {
        double width = 100.0 / days;
        double height = most == 0 ? 0 : Math.max(amount.signum() == 0 ? 0 : 1.5, HEIGHT * amount.doubleValue() / most);
        return new DayBar(
                number(place * width) + "%",
                number(width * 0.78) + "%",
                number(HEIGHT - height),
                number(height),
                unfinished ? "f-bar" : "f-live",
                DAY.format(day),
                Say.money(amount, "USD"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
