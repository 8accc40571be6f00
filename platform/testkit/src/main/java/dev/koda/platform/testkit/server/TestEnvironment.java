package dev.koda.platform.testkit.server;

import java.util.HashMap;
import java.util.Map;

/** Variables with which a service boots in a test: a development profile with sound, well-known secrets. */
public final class TestEnvironment {
    /** {@code KODA_SERVICE_KEY} of all tests. */
    public static final String SERVICE_KEY = "t3st-Service-Key_9f8Qw2Lk7Zx4Vb1Nm6Rj5Hc0";

    /** {@code CONTROL_PLANE_API_TOKEN} of all tests. */
    public static final String BREAK_GLASS = "t3st-Break-Glass_4kPz8Yw1Xc6Vn3Bq7Lm2Js9D";

    /** {@code WEB_OPERATOR_SESSION_SECRET} of all tests. */
    public static final String SESSION_SECRET = "t3st-Session-Secret_5gTr2Fd9Kx8Wq1Zm4Pb7Nv3";

    private TestEnvironment() {}

    /** What every service needs; a new map each time. */
    public static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("KODA_ENV", "development");
        variables.put("KODA_SERVICE_KEY", SERVICE_KEY);
        variables.put("CONTROL_PLANE_API_TOKEN", BREAK_GLASS);
        variables.put("WEB_OPERATOR_SESSION_SECRET", SESSION_SECRET);
        return variables;
    }

    /** Settings of Quarkus that hold in every test. */
    public static Map<String, String> quarkus() {
        Map<String, String> settings = new HashMap<>(variables());
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.http.test-host", "127.0.0.1");
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.devservices.enabled", "false");
        settings.put("quarkus.otel.sdk.disabled", "true");
        return settings;
    }
}
