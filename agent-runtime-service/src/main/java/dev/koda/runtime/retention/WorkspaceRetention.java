package dev.koda.runtime.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.logging.Logger;

import dev.koda.runtime.RuntimeConfig;

/** Takes away the folders that tasks worked in, once the tasks themselves are past their days. */
@ApplicationScoped
class WorkspaceRetention {
    private static final Logger LOG = Logger.getLogger(WorkspaceRetention.class);
    private static final int UNIX_TIME_SHIFT = 16;

    private final RuntimeConfig config;
    private final Clock clock;

    WorkspaceRetention(RuntimeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "6h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void keepHouse() {
        int removed = keepHouse(clock.instant());
        LOG.infof("workspaces kept removed=%d", removed);
    }

    /** As of the given time; answers how many were removed. Folders that are no task's are left alone. */
    int keepHouse(Instant now) {
        Instant oldest = now.minus(Duration.ofDays(config.retentionDays()));
        Path root = Path.of(config.tools().workspaces());
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> old =
                    folders.filter(folder -> startedBefore(folder, oldest)).toList();
            old.forEach(WorkspaceRetention::remove);
            return old.size();
        } catch (IOException unreadable) {
            LOG.warnf("workspaces cannot be read: %s", unreadable.toString());
            return 0;
        }
    }

    /** A task's id is a UUIDv7, whose first 48 bits are the time it was made. */
    private static boolean startedBefore(Path folder, Instant oldest) {
        try {
            UUID id = UUID.fromString(folder.getFileName().toString());
            return id.version() == 7 && id.getMostSignificantBits() >>> UNIX_TIME_SHIFT < oldest.toEpochMilli();
        } catch (IllegalArgumentException noTask) {
            return false;
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            LOG.warnf("workspace not removed, next time again path=%s cause=%s", folder, failed.toString());
        }
    }
}
