package dev.koda.provider.connection;

import java.time.Instant;
import java.util.List;

/** The newest verification of a connection, without the vendor's words. */
public record LastVerification(
        Verdict verdict, String stage, Integer httpStatus, String cause, Instant checkedAt, List<String> models) {

    public LastVerification {
        models = List.copyOf(models);
    }
}
