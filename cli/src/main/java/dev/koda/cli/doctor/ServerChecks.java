package dev.koda.cli.doctor;

import java.util.Map;
import java.util.Optional;

import dev.koda.cli.home.Environment;
import dev.koda.cli.stack.Part;
import dev.koda.cli.stack.RunFiles;
import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/** The three servers as checks: what they answer, what their log and their process say, what to do next. */
record ServerChecks(Environment environment) {

    static final Map<Part, String> IDS =
            Map.of(Part.POSTGRES, "storage.postgres", Part.KAFKA, "kafka.reachable", Part.SEAWEEDFS, "storage.bucket");

    Check run(Part server) {
        CheckDraft check = Check.of(IDS.get(server))
                .scope(Scope.DOWNSTREAM)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("address", address(server));
        ServerProbes.Answer answer = new ServerProbes(environment).ask(server);
        if (answer.well()) {
            return check.pass(server.title() + " answers");
        }
        check.evidence("found", answer.words());
        Optional<String> fromLog = server == Part.POSTGRES ? PostgresLog.trouble(environment.home()) : Optional.empty();
        fromLog.ifPresent(line -> check.evidence("log", line));
        return check.fail(
                server.title() + " at " + address(server) + ": " + answer.words()
                        + fromLog.map(line -> "; its log says: " + line).orElse(""),
                hint(server, answer));
    }

    private String hint(Part server, ServerProbes.Answer answer) {
        if (!environment.embedded().contains(server.word())) {
            return "it is a server of your own: check that it runs, and the setting " + setting(server) + " in "
                    + environment.home().envFile();
        }
        if (answer.words().contains("bucket is missing")) {
            return "koda down && koda up makes it, or koda doctor --fix";
        }
        boolean alive = new RunFiles(environment.home()).running(server).isPresent();
        String next = alive
                ? "its process runs but does not answer: koda down && koda up"
                : "it is not running: koda up starts it";
        return next + "; koda logs " + server.word() + " says why";
    }

    private static String setting(Part server) {
        return switch (server) {
            case POSTGRES -> "KNOWLEDGE_V2_POSTGRES_DSN";
            case KAFKA -> "KODA_KAFKA_BOOTSTRAP_SERVERS";
            default -> "KNOWLEDGE_V2_S3_ENDPOINT_URL";
        };
    }

    private String address(Part server) {
        return switch (server) {
            case POSTGRES -> postgresAddress();
            case KAFKA -> environment.value("KODA_KAFKA_BOOTSTRAP_SERVERS").orElse("unset");
            default -> environment.value("KNOWLEDGE_V2_S3_ENDPOINT_URL").orElse("unset");
        };
    }

    private String postgresAddress() {
        try {
            PostgresDsn dsn = environment.dsn();
            return dsn.host() + ":" + dsn.port();
        } catch (RuntimeException toldByBootstrap) {
            return "an unreadable DSN";
        }
    }
}
