package dev.koda.gateway.page.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.audit.AuditApi;
import dev.koda.gateway.client.audit.Entry;
import dev.koda.gateway.client.audit.Verification;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Pager;
import dev.koda.platform.problem.AnyQuery;

/** The audit trail, newest first, with its filters in the address and its live tail on the first page. */
@Path("/audit")
@PermitAll
@AnyQuery
@ForRole("operator")
@Produces(MediaType.TEXT_HTML)
public class AuditPage {
    private static final int PAGE = 50;

    @CheckedTemplate(basePath = "audit")
    static class Templates {
        static native TemplateInstance audit(
                Frame frame,
                Answer<Listing<Entry>> entries,
                List<String> types,
                AuditFilter filter,
                Pager pager,
                Answer<Verification> chain);
    }

    private final AuditApi audit;
    private final Frames frames;
    private final PageRequest request;
    private final Clock clock;

    AuditPage(@RestClient AuditApi audit, Frames frames, PageRequest request, Clock clock) {
        this.audit = audit;
        this.frames = frames;
        this.request = request;
        this.clock = clock;
    }

    @GET
    public Uni<TemplateInstance> list(@BeanParam AuditQuery query) {
        AuditFilter filter = query.filter(request.address());
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        Answer.of("audit", () -> found(filter, query.cursor())),
                        Answer.of("audit", audit::types),
                        chain(query))
                .with((frame, found, types, chain) -> Templates.audit(
                        frame, found, names(types.value()), filter, pager(filter, query, found), chain));
    }

    private Uni<Listing<Entry>> found(AuditFilter filter, String cursor) {
        return audit.entries(
                filter.type(),
                filter.actor(),
                filter.target(),
                filter.outcome(),
                filter.from(clock.instant()),
                null,
                filter.q(),
                PAGE,
                cursor);
    }

    /** The whole chain is read for a verification, so it is done when asked for and not on every look. */
    private Uni<Answer<Verification>> chain(AuditQuery query) {
        return query.verifies()
                ? Answer.of("audit", audit::verify)
                : Uni.createFrom().item(Answer.got(null));
    }

    private static Pager pager(AuditFilter filter, AuditQuery query, Answer<Listing<Entry>> found) {
        return Pager.of(
                filter.address(),
                PAGE,
                query.cursor(),
                found.or(Listing.empty()).nextCursor());
    }

    private static List<String> names(JsonNode types) {
        List<String> names = new ArrayList<>();
        if (types != null) {
            types.path("items").forEach(type -> names.add(type.asText()));
        }
        return names;
    }
}
