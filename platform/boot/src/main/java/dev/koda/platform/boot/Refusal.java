package dev.koda.platform.boot;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/**
 * Why a service does not start: which variable, what was found (secrets masked), what is accepted, what to do.
 *
 * <p>The boot prints {@link #line()}; the doctor shows {@link #toCheck()}, which says the same words.
 */
public record Refusal(String checkId, String variable, String found, String accepted, String action) {

    /** Enough to recognise a value by. */
    private static final int LONGEST_FOUND = 120;

    public Refusal {
        found = oneLine(found);
    }

    /** The one readable line. */
    public String line() {
        return "%s: found %s; accepted: %s; do: %s".formatted(variable, found, accepted, action);
    }

    /** The failing check of the doctor. */
    public Check toCheck() {
        return Check.of(checkId)
                .scope(Scope.LOCAL)
                .gates(Gate.BOOT, Gate.UPDATE)
                .evidence("variable", variable)
                .evidence("found", found)
                .evidence("accepted", accepted)
                .fail(line(), action);
    }

    private static String oneLine(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST_FOUND ? printable : printable.substring(0, LONGEST_FOUND) + "…";
    }
}
