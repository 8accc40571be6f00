package dev.koda.system.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import dev.koda.cli.home.EnvironmentFiles;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.home.PortReservations;
import dev.koda.cli.home.Ports;
import dev.koda.platform.embedded.process.FreePort;
import dev.koda.system.recording.RecordingEndpoint;

/**
 * One Koda for all system tests of a run: started with {@code up --sample} on an empty home and free ports by the first
 * test that wants it, taken down after the last. Tests share it, so each leaves it healthy.
 */
public final class RunningStack implements BeforeAllCallback, ParameterResolver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Namespace HERE = Namespace.create(RunningStack.class);

    /** A started stack. */
    public static final class Koda implements AutoCloseable {
        private final Path home;
        private final int port;
        private final KodaCommand command;
        private final KodaCommand.Outcome firstStart;
        private final RecordingEndpoint world = new RecordingEndpoint();
        private final Map<String, String> environment = new HashMap<>();

        Koda() throws IOException, InterruptedException {
            home = Files.createTempDirectory("koda-system-home");
            port = FreePort.next();
            environment.put("WEB_PORT", Integer.toString(port));
            // the matrix of rights asks every endpoint as nobody
            environment.put("KODA_REQUESTS_PER_MINUTE_ANONYMOUS", "600");
            // one token does here what a house full of people would
            environment.put("KODA_REQUESTS_PER_MINUTE_OPERATOR", "60000");
            environment.put("KODA_HTTP_FETCH_ALLOWED_PRIVATE", world.target());
            command = new KodaCommand(home, environment);
            firstStart = command.run(Duration.ofMinutes(10), "up", "--sample");
            if (firstStart.exitCode() != 0) {
                command.run(Duration.ofMinutes(4), "down");
                throw new AssertionError("koda up --sample failed:\n" + firstStart.output() + firstStart.errors());
            }
        }

        public Path home() {
            return home;
        }

        public KodaCommand.Outcome firstStart() {
            return firstStart;
        }

        /** What tools may call, and what it was called with. */
        public RecordingEndpoint world() {
            return world;
        }

        public KodaCommand command() {
            return command;
        }

        public String base() {
            return "http://127.0.0.1:" + port;
        }

        /** An API client with the rights of the host. */
        public Api api() throws IOException {
            return new Api(base(), setting("CONTROL_PLANE_API_TOKEN"));
        }

        public String setting(String name) throws IOException {
            return new HomeSettings(home).value(name);
        }

        public JsonNode status() throws IOException, InterruptedException {
            return JSON.readTree(
                    command.run(Duration.ofMinutes(2), "status", "--json").output());
        }

        /** What the supervisor last wrote about a part; {@link #status} asks the services too and takes longer. */
        public JsonNode part(String name) throws IOException {
            for (JsonNode part :
                    JSON.readTree(home.resolve("run/state.json").toFile()).path("parts")) {
                if (part.path("name").asText().equals(name)) {
                    return part;
                }
            }
            throw new AssertionError("there is no part " + name);
        }

        /** Every setting the parts were started with. */
        public Map<String, String> settings() {
            Ports asTheyAre = new Ports((variable, port) -> true, () -> 0, PortReservations.ofMachine());
            return new EnvironmentFiles(new KodaHome(home), environment, asTheyAre)
                    .read()
                    .values();
        }

        /** The process id of a part by its name ({@code runtime}, {@code postgres} …); empty when it is not running. */
        public Optional<ProcessHandle> process(String part) throws IOException, InterruptedException {
            for (JsonNode service : status().path("services")) {
                if (service.path("name").asText().equals(part)) {
                    return ProcessHandle.of(service.path("pid").asLong(-1)).filter(ProcessHandle::isAlive);
                }
            }
            return Optional.empty();
        }

        public JsonNode doctor() throws IOException, InterruptedException {
            return JSON.readTree(
                    command.run(Duration.ofMinutes(2), "doctor", "--json").output());
        }

        @Override
        public void close() throws IOException {
            world.close();
            KodaCommand.Outcome down;
            try {
                down = command.run(Duration.ofMinutes(4), "down");
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted before the stack was down", stopped);
            }
            if (down.exitCode() != 0) {
                throw new AssertionError("koda down failed:\n" + down.output() + down.errors());
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        koda(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Koda.class;
    }

    @Override
    public Koda resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return koda(context);
    }

    private static Koda koda(ExtensionContext context) {
        return context.getRoot().getStore(HERE).computeIfAbsent(Koda.class, type -> started(), Koda.class);
    }

    private static Koda started() {
        try {
            return new Koda();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("the stack did not start", failure);
        }
    }
}
