package dev.koda.audit.ingest;

/** Another replica has taken the partition over; what this one holds is not its to write. */
final class PositionMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PositionMoved(int partition) {
        super("the position of partition " + partition + " was moved by another replica", null, false, false);
    }
}
