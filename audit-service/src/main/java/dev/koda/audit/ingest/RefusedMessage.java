package dev.koda.audit.ingest;

/** Says why a message is not an audit entry; carries no stack trace. */
final class RefusedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedMessage(String reason) {
        super(reason, null, false, false);
    }
}
