package dev.koda.auth.origin;

/**
 * Where a request comes from, as the gateway vouches for it.
 *
 * @param address client address by the trusted-proxy rule
 * @param userAgent as sent, cut to 400 characters; empty when there is none
 */
public record Client(String address, String userAgent) {

    /** Of what the service does by itself. */
    public static final Client NONE = new Client(null, null);

    private static final int USER_AGENT_LENGTH = 400;

    public Client {
        userAgent = userAgent == null ? "" : cut(userAgent);
    }

    private static String cut(String text) {
        return text.length() <= USER_AGENT_LENGTH ? text : text.substring(0, USER_AGENT_LENGTH);
    }
}
