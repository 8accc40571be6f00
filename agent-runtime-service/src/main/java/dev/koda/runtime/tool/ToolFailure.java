package dev.koda.runtime.tool;

/** A call that did not work, in words for the model and the trace: what happened and what to try instead. */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String status;
    private final String code;
    private final String hint;

    private ToolFailure(String status, String code, String message, String hint) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.hint = hint;
    }

    /** It was tried and failed. */
    public static ToolFailure error(String code, String message, String hint) {
        return new ToolFailure("error", code, message, hint);
    }

    /** It was not tried, because a rule forbids it. */
    public static ToolFailure blocked(String code, String message, String hint) {
        return new ToolFailure("blocked", code, message, hint);
    }

    public String status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
