package dev.koda.provider.completion;

/** The caller went away while the vendor was still answering; nobody is left to tell. */
final class CallCancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallCancelled() {
        super("the caller went away", null, false, false);
    }
}
