package dev.koda.runtime.artifact;

/** storage-service would not take or give an artifact; code and detail are its own. */
public final class ArtifactRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    ArtifactRefused(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
