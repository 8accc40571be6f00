package dev.koda.gateway.page.frame;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateExtension;

/** Lengths, sums, sizes and counts in the words of the dashboard; every method takes null and answers with nothing. */
@TemplateExtension(namespace = "say")
public final class Say {
    private static final long KIBI = 1024;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Say() {}

    /** {@code 400 ms}, {@code 6.2 s}, {@code 1 min 24 s}, {@code 1 h 0 min}, {@code 6 d}. */
    public static String took(Long millis) {
        if (millis == null) {
            return "";
        }
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return oneDecimal(millis / 1000.0) + " s";
        }
        return longer(Duration.ofMillis(millis));
    }

    private static String longer(Duration length) {
        if (length.toHours() < 1) {
            return length.toMinutes() + " min " + length.toSecondsPart() + " s";
        }
        return length.toDays() < 1
                ? length.toHours() + " h " + length.toMinutesPart() + " min"
                : length.toDays() + " d";
    }

    /** A rough length for "ago" and "in": seconds, minutes, hours or days, one unit only. */
    static String about(Duration length) {
        Duration positive = length.abs();
        if (positive.toMinutes() < 1) {
            return positive.toSeconds() + " s";
        }
        if (positive.toHours() < 1) {
            return positive.toMinutes() + " min";
        }
        return positive.toDays() < 1 ? positive.toHours() + " h" : positive.toDays() + " d";
    }

    private static String oneDecimal(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Three places under ten, two above; a sum that is not known stays empty. */
    public static String money(BigDecimal amount, String currency) {
        if (amount == null) {
            return "";
        }
        int places = amount.abs().compareTo(BigDecimal.TEN) < 0 ? 3 : 2;
        String number = amount.setScale(places, RoundingMode.HALF_UP).toPlainString();
        return currency == null || currency.equals("USD") ? "$" + number : number + " " + currency;
    }

    /** {@code 51 GiB}, {@code 3.1 KiB}. */
    public static String size(Long bytes) {
        if (bytes == null) {
            return "";
        }
        double rest = bytes;
        int unit = 0;
        while (rest >= KIBI && unit < UNITS.length - 1) {
            rest /= KIBI;
            unit++;
        }
        return (rest >= 100 ? String.valueOf(Math.round(rest)) : oneDecimal(rest)) + " " + UNITS[unit];
    }

    /** {@code 318}, {@code 78.6k}, {@code 1.0M}. */
    public static String tokens(Long count) {
        if (count == null) {
            return "";
        }
        if (count < 1000) {
            return count.toString();
        }
        return count < 1_000_000 ? oneDecimal(count / 1000.0) + "k" : oneDecimal(count / 1_000_000.0) + "M";
    }

    /** Thousands apart by a thin space, which no language reads as a decimal mark. */
    public static String number(Long count) {
        return count == null ? "" : String.format(Locale.ROOT, "%,d", count).replace(',', '\u2009');
    }

    /** Text as text, anything else as indented JSON. */
    public static String json(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "";
        }
        return node.isTextual() ? node.asText() : node.toPrettyString();
    }

    /** The first six and the last characters of a long id, which is what people compare; the whole one is in the title. */
    public static String id(String id) {
        return id == null || id.length() <= 12 ? id : id.substring(0, 6) + "…" + id.substring(id.length() - 4);
    }

    /** A code as words: {@code built_in} is built in. */
    public static String words(String code) {
        return code == null ? "" : code.replace('_', ' ');
    }

    public static String plural(Integer number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
