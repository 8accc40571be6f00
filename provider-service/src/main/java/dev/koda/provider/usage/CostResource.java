package dev.koda.provider.usage;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.security.Roles;

/** Costs over HTTP. */
@Path("/api/control-plane/costs")
class CostResource {

    /** The time looked at when none is given. */
    private static final Duration USUAL = Duration.ofDays(30);

    /** As RFC 3339 writes it; year 0 has none before it. */
    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("(?!0000)\\d{4}-");

    private final Costs costs;
    private final Clock clock;

    CostResource(Costs costs, Clock clock) {
        this.costs = costs;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<CostReport> report(
            @QueryParam("by") @DefaultValue("day") String by,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Instant end = to == null ? clock.instant().plusSeconds(1) : time("to", to);
        Instant begin = from == null ? end.minus(USUAL) : time("from", from);
        int size = limit == null ? Costs.MOST_GROUPS : Limits.of(limit);
        return costs.report(Grouping.of(by), begin, end, size, after(cursor));
    }

    private static Costs.After after(String cursor) {
        if (cursor == null) {
            return new Costs.After(null, null);
        }
        List<String> last = Cursor.decode(cursor, 2);
        try {
            return new Costs.After(last.getFirst(), new BigDecimal(last.getLast()));
        } catch (NumberFormatException noAmount) {
            throw Problem.badRequest("cursor_invalid", "The cursor is not one this list gave out.")
                    .violation("cursor", "cursor_invalid", "not a cursor of this list");
        }
    }

    private static Instant time(String name, String text) {
        if (!FOUR_DIGIT_YEAR.matcher(text).lookingAt()) { // others are beyond what calendars count with
            throw malformed(name);
        }
        try {
            return Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
        } catch (DateTimeParseException malformed) {
            throw malformed(name);
        }
    }

    private static Problem malformed(String name) {
        return Problem.badRequest("time_invalid", name + " must be an RFC 3339 time or a date.")
                .violation(name, "time_invalid", "must be an RFC 3339 time or a date");
    }
}
