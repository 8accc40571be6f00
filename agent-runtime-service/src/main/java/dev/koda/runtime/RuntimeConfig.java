package dev.koda.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator may set for the runtime; each value's variable, range and meaning stand in {@code RuntimeSettings}. */
@ConfigMapping(prefix = "koda.runtime")
public interface RuntimeConfig {

    /** {@code api}, {@code worker} or {@code all}. */
    @WithDefault("all")
    String role();

    /** Days that tasks and their journal are kept. */
    @WithDefault("90")
    int retentionDays();

    /** How long a call waits for a person before it is denied. */
    @WithDefault("1h")
    Duration approvalExpiry();

    /** Accepts private {@code http.fetch} targets in production; judged at boot. */
    @WithDefault("false")
    boolean allowPrivateTargets();

    /** The Bot API server. */
    @WithDefault("https://api.telegram.org")
    String telegramBaseUrl();

    Worker worker();

    Loop loop();

    Queue queue();

    Tools tools();

    Upstream upstream();

    default boolean servesApi() {
        return !"worker".equals(role());
    }

    default boolean runsTasks() {
        return !"api".equals(role());
    }

    /** How a worker takes and keeps tasks. */
    interface Worker {
        /** Tasks one worker runs at a time. */
        @WithDefault("64")
        int slots();

        /** Tasks of one agent that run at a time, over all workers. */
        @WithDefault("64")
        int perAgent();

        /** How long a claim holds without renewal. */
        @WithDefault("30s")
        Duration lease();

        /** How often all leases of the worker are renewed, in one statement. */
        @WithDefault("10s")
        Duration renewEvery();

        /** How often leases of dead workers are looked for. */
        @WithDefault("400ms")
        Duration sweepEvery();

        /** The claim poll that always runs; jittered by a quarter. */
        @WithDefault("1s")
        Duration pollEvery();

        /** The claim poll while the Kafka hints are unhealthy. */
        @WithDefault("150ms")
        Duration pollWithoutHints();

        /** What a worker has to hand over or finish its steps on SIGTERM. */
        @WithDefault("18s")
        Duration drain();
    }

    /** Bounds of a task where agent and task ask for nothing less. */
    interface Loop {
        @WithDefault("25")
        int maxIterations();

        @WithDefault("30m")
        Duration wallTime();

        @WithDefault("16")
        int toolCallsPerTurn();

        /** Bytes of one tool result the model sees; the rest goes to an artifact. */
        @WithDefault("65536")
        int toolOutputBytes();

        /** Characters of session history a model gets before older turns are compacted. */
        @WithDefault("24000")
        int historyCharacters();
    }

    interface Queue {
        /** Queued tasks one operator may have. */
        @WithDefault("25")
        int perOperator();
    }

    interface Tools {
        /** Folders that agents may be given to read. */
        Optional<List<String>> agentFolders();

        /** Where the workspaces of tasks lie. */
        @WithDefault("${java.io.tmpdir}/koda/workspaces")
        String workspaces();

        /** Private {@code host:port} targets that http.fetch may reach. */
        Optional<List<String>> fetchAllowedPrivate();

        /** The endpoint behind web.search; unset turns the tool off. */
        Optional<String> webSearchUrl();
    }

    interface Upstream {
        /** Silence on a model stream after which the provider-service is taken for dead; above its own token timeouts. */
        @WithDefault("75s")
        Duration modelSilence();
    }
}
