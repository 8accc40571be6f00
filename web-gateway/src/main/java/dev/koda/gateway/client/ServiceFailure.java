package dev.koda.gateway.client;

/** A call that failed with a problem document; pages turn it into an {@link Answer} or show it beside the form. */
public final class ServiceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    public ServiceFailure(Trouble trouble) {
        super(trouble.code(), null, false, false);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** What to say about any failure of a call to this service: its own problem, or that it is away. */
    public static Trouble troubleOf(String service, Throwable failure) {
        return failure instanceof ServiceFailure known ? known.trouble().of(service) : Trouble.away(service);
    }
}
