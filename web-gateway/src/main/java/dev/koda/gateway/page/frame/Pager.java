package dev.koda.gateway.page.frame;

import io.quarkus.qute.TemplateData;

/** The way to the next page of a keyset list; {@code first} is null on the first page, {@code older} on the last. */
@TemplateData
public record Pager(int perPage, String first, String older) {

    /** Keeps the filters of the address and changes the cursor only. */
    public static Pager of(Address address, int perPage, String cursor, String nextCursor) {
        return new Pager(
                perPage,
                cursor == null ? null : address.without("cursor").toString(),
                nextCursor == null ? null : address.with("cursor", nextCursor).toString());
    }
}
