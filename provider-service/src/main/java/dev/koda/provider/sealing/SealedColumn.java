package dev.koda.provider.sealing;

import java.util.List;

/**
 * A column that holds sealed values. Every such column of this service stands in {@link #ALL}: that is what a rotation
 * re-wraps and what the doctor looks at.
 *
 * @param column the column
 * @param placeSuffix the end of the place its values are sealed for, {@code connection/<provider>/<suffix>}
 */
record SealedColumn(String column, String placeSuffix) {

    static final List<SealedColumn> ALL =
            List.of(new SealedColumn("sealed_credential", "credential"), new SealedColumn("sealed_headers", "headers"));

    String placeOf(String providerId) {
        return "connection/" + providerId + "/" + placeSuffix;
    }
}
