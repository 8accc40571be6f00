package dev.koda.platform.testkit.token;

/** The signing key of the tests. A constant, because the parts of a test see this class through several class loaders. */
final class TestKey {
    static final String JWK = """
            {"kty":"EC","crv":"P-256","kid":"test","use":"sig","alg":"ES256",
             "x":"RBL4WBYJOQsGGwd1wbJdx1olobuJ4iCZU-iwjwJkKlk",
             "y":"sJRm-tTo3Qql4btKWhwGLp9_H1PS5Is90sWzW4G8SHE",
             "d":"fcToAJdKuzXhi7T5jgOUWftm42wM9wjghU1RqYwxc7o"}""";

    private TestKey() {}
}
