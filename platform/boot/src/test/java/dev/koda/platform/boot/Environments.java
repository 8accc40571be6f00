package dev.koda.platform.boot;

import java.util.HashMap;
import java.util.Map;

/** Environments for tests; the secrets are random and used nowhere else. */
final class Environments {

    static final String SECRET = "4pE0mXkq2vTz7NcBf1WyUoJdR9hLsGa6Qi8ZtKxMeVw";
    static final String OTHER_SECRET = "Zr3uYw8PqLc5TnKx1VbMe7HsJg0DfAo9Ri2EtUyWpQh";

    private Environments() {}

    /** Everything that is required, and nothing else. */
    static Map<String, String> sound() {
        Map<String, String> env = new HashMap<>();
        env.put("WEB_OPERATOR_SESSION_SECRET", SECRET);
        env.put("KODA_SERVICE_KEY", OTHER_SECRET);
        env.put("KNOWLEDGE_V2_POSTGRES_DSN", "postgresql://koda:s3cr3t@127.0.0.1:5432/koda");
        env.put("KODA_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
        env.put("KNOWLEDGE_V2_S3_ENDPOINT_URL", "http://127.0.0.1:8333");
        env.put("KNOWLEDGE_V2_S3_ACCESS_KEY_ID", "koda");
        env.put("KNOWLEDGE_V2_S3_SECRET_ACCESS_KEY", "koda-secret");
        return env;
    }

    static Map<String, String> soundWith(String variable, String value) {
        Map<String, String> env = sound();
        env.put(variable, value);
        return env;
    }
}
