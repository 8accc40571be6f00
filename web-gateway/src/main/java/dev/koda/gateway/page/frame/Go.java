package dev.koda.gateway.page.frame;

import java.net.URI;

import jakarta.ws.rs.core.Response;

import dev.koda.gateway.client.Trouble;

/** Where a form leads after it did its work: a 303, so that a reload repeats nothing. */
public final class Go {
    private Go() {}

    public static Response to(String address) {
        return builder(address).build();
    }

    public static Response.ResponseBuilder builder(String address) {
        return Response.seeOther(URI.create(address));
    }

    /** The status of a page that shows this trouble: the service's own, and 503 where a service did not answer. */
    public static int statusOf(Trouble trouble) {
        return trouble == null ? 200 : trouble.status() == 0 ? 503 : trouble.status();
    }
}
