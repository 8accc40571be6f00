package dev.koda.gateway.page.audit;

import jakarta.ws.rs.QueryParam;

import dev.koda.gateway.page.frame.Address;

/** The parameters of the audit page as they stand in its address; empty ones are none. */
public class AuditQuery {
    @QueryParam("type")
    String type;

    @QueryParam("actor")
    String actor;

    @QueryParam("target")
    String target;

    @QueryParam("outcome")
    String outcome;

    @QueryParam("since")
    String since;

    @QueryParam("q")
    String q;

    @QueryParam("cursor")
    String cursor;

    @QueryParam("verify")
    String verify;

    AuditFilter filter(Address address) {
        return new AuditFilter(
                address.without("verify"), some(type), some(actor), some(target), some(outcome), some(since), some(q));
    }

    String cursor() {
        return some(cursor);
    }

    boolean verifies() {
        return some(verify) != null;
    }

    private static String some(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
