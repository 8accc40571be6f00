package dev.koda.audit.export;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;

import io.smallrye.mutiny.Multi;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.audit.trail.RecordFilter;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** The audit trail as a file. */
@Path("/api/control-plane/audit/export")
public class ExportResource {
    private static final String JSON_LINES = "application/jsonl";
    private static final String CSV = "text/csv";

    /** Who accepts anything gets JSON lines. */
    private static final String CSV_IF_PREFERRED = CSV + ";qs=0.5";

    private final Export export;

    ExportResource(Export export) {
        this.export = export;
    }

    /**
     * Records that match, oldest first, streamed. {@code format=jsonl} (the default) holds each record with its seal,
     * enough to verify the chain offline; {@code format=csv} is for spreadsheets.
     */
    @GET
    @Produces(JSON_LINES)
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("audit:read")
    public RestMulti<byte[]> export(
            @RestQuery String format,
            @RestQuery String type,
            @RestQuery String actor,
            @RestQuery String target,
            @RestQuery String outcome,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String q) {
        return export(format == null ? "jsonl" : format, RecordFilter.of(type, actor, target, outcome, from, to, q));
    }

    /** The same for callers that accept {@code text/csv} only; {@code format} is then csv by default. */
    @GET
    @Produces(CSV_IF_PREFERRED)
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("audit:read")
    public RestMulti<byte[]> csv(
            @RestQuery String format,
            @RestQuery String type,
            @RestQuery String actor,
            @RestQuery String target,
            @RestQuery String outcome,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String q) {
        return export(format == null ? "csv" : format, RecordFilter.of(type, actor, target, outcome, from, to, q));
    }

    private RestMulti<byte[]> export(String format, RecordFilter filter) {
        return switch (format) {
            case "jsonl" -> file(export.jsonLines(filter), JSON_LINES, "audit.jsonl");
            case "csv" -> file(export.csv(filter), CSV, "audit.csv");
            default ->
                throw Problem.badRequest("audit_format_unknown", "format must be jsonl or csv.")
                        .violation("format", "invalid", "must be jsonl or csv");
        };
    }

    private static RestMulti<byte[]> file(Multi<byte[]> lines, String mediaType, String name) {
        return RestMulti.fromMultiData(lines)
                .encodeAsJsonArray(false)
                .header(HttpHeaders.CONTENT_TYPE, mediaType + ";charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
