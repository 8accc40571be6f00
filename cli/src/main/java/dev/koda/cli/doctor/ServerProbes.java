package dev.koda.cli.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;

import dev.koda.cli.home.Environment;
import dev.koda.cli.stack.Part;
import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.embedded.objectstore.SignedRequests;

/** Asks PostgreSQL, Kafka and the object store themselves, each for at most two seconds. */
public record ServerProbes(Environment environment) {

    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** What a server answered: nothing when it is well, else what went wrong, in a few words. */
    record Answer(boolean well, String words) {

        static final Answer WELL = new Answer(true, "");

        static Answer not(String words) {
            return new Answer(false, words);
        }
    }

    /** True when the server answers an authenticated request. */
    public boolean answers(Part server) {
        return ask(server).well();
    }

    Answer ask(Part server) {
        return switch (server) {
            case POSTGRES -> postgres();
            case KAFKA -> kafka();
            case SEAWEEDFS -> objectStore();
            default -> throw new IllegalArgumentException(server + " is a service");
        };
    }

    private Answer postgres() {
        Properties properties = new Properties();
        PostgresDsn dsn;
        try {
            dsn = environment.dsn();
        } catch (RuntimeException toldByBootstrap) {
            return Answer.not("the DSN cannot be read");
        }
        properties.setProperty("user", dsn.user());
        properties.setProperty("password", dsn.password());
        for (String timeout : new String[] {"connectTimeout", "loginTimeout", "socketTimeout"}) {
            properties.setProperty(timeout, Long.toString(ANSWER.toSeconds()));
        }
        try (Connection connection = DriverManager.getConnection(dsn.jdbcUrl(), properties);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return Answer.WELL;
        } catch (SQLException failure) {
            return Answer.not(firstLine(failure));
        }
    }

    private Answer kafka() {
        String servers = environment.value("KODA_KAFKA_BOOTSTRAP_SERVERS").orElse("");
        if (Arrays.stream(servers.split(",", -1)).noneMatch(ServerProbes::connects)) {
            return Answer.not("the connection is refused");
        }
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", servers,
                "request.timeout.ms", (int) ANSWER.toMillis(),
                "default.api.timeout.ms", (int) ANSWER.toMillis());
        Admin admin = null;
        try {
            admin = Admin.create(settings);
            admin.describeCluster().nodes().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.WELL;
        } catch (ExecutionException | TimeoutException noAnswer) {
            return Answer.not("no answer within " + ANSWER.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.not("interrupted");
        } catch (RuntimeException failure) {
            return Answer.not(firstLine(failure));
        } finally {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
    }

    /** The client library tries on in silence where a plain connection is refused at once. */
    private static boolean connects(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            address.substring(0, Math.max(0, colon)).strip(),
                            Integer.parseInt(address.substring(colon + 1).strip())),
                    (int) ANSWER.toMillis());
            return true;
        } catch (IOException | IllegalArgumentException refused) {
            return false;
        }
    }

    private Answer objectStore() {
        try {
            int status = bucket("HEAD");
            return switch (status) {
                case 200 -> Answer.WELL;
                case 404 -> Answer.not("the bucket is missing");
                case 403, 401 -> Answer.not("the object store refuses the keys (HTTP " + status + ")");
                default -> Answer.not("the object store answered HTTP " + status);
            };
        } catch (IOException | RuntimeException failure) {
            return Answer.not(
                    failure instanceof java.net.http.HttpTimeoutException
                            ? "no answer within " + ANSWER.toSeconds() + " s"
                            : "it cannot be reached");
        }
    }

    /** Sends one signed request about the bucket; the status of the answer. */
    int bucket(String method) throws IOException {
        SignedRequests requests = new SignedRequests(
                URI.create(environment.value("KNOWLEDGE_V2_S3_ENDPOINT_URL").orElse("")),
                environment.value("KNOWLEDGE_V2_S3_REGION").orElse(""),
                environment.value("KNOWLEDGE_V2_S3_ACCESS_KEY_ID").orElse(""),
                environment.value("KNOWLEDGE_V2_S3_SECRET_ACCESS_KEY").orElse(""),
                Clock.systemUTC());
        String bucket = environment.value("KNOWLEDGE_V2_S3_BUCKET").orElse("");
        HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
        try {
            return client.send(requests.of(method, bucket, ANSWER), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            client.shutdownNow();
        }
    }

    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }
}
