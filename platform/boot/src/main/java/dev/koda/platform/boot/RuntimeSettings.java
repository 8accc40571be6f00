package dev.koda.platform.boot;

import java.time.Duration;

import static dev.koda.platform.boot.Service.RUNTIME;
import static dev.koda.platform.boot.SettingType.duration;
import static dev.koda.platform.boot.SettingType.flag;
import static dev.koda.platform.boot.SettingType.hostPort;
import static dev.koda.platform.boot.SettingType.listOf;
import static dev.koda.platform.boot.SettingType.oneOf;
import static dev.koda.platform.boot.SettingType.path;
import static dev.koda.platform.boot.SettingType.url;
import static dev.koda.platform.boot.SettingType.whole;

/** What agent-runtime-service reads. */
final class RuntimeSettings {

    static final SettingGroup GROUP = SettingGroup.of(
            "agent-runtime-service",
            "Tasks, tools, channels.",
            runtime("KODA_RUNTIME_ROLE", oneOf("api", "worker", "all"), "role")
                    .or("all")
                    .means("What this process does, so that workers scale apart from the API."),
            runtime("KODA_WORKER_SLOTS", whole(1, 1_000), "worker.slots")
                    .or("64")
                    .means("Tasks one worker runs at a time."),
            runtime("KODA_MAX_ITERATIONS", whole(1, 1_000), "loop.max-iterations")
                    .or("25")
                    .means("Iterations of a task before it ends as `iteration_limit`."),
            runtime("MAX_QUEUED_TASKS_PER_USER", whole(1, 100_000), "queue.per-operator")
                    .or("25")
                    .means("Queued tasks of one operator; more are 429 `queue_full`."),
            runtime("KODA_APPROVAL_EXPIRY", duration(Duration.ofSeconds(10), Duration.ofDays(30)), "approval-expiry")
                    .or("1h")
                    .means("How long a call waits for a person before it is denied."),
            runtime("TASK_RETENTION_DAYS", whole(1, 3_650), "retention-days")
                    .or("90")
                    .means("How long finished tasks and their traces are kept."),
            runtime("KODA_AGENT_FOLDERS", listOf(path()), "tools.agent-folders")
                    .or("<home>/folders")
                    .means("Folders whose sub-folders agents may be given to read."),
            runtime("KODA_WORKSPACES", path(), "tools.workspaces")
                    .or("<home>/data/workspaces")
                    .means("Where each task gets a folder of its own to work in."),
            runtime("KODA_HTTP_FETCH_ALLOWED_PRIVATE", listOf(hostPort()), "tools.fetch-allowed-private")
                    .check(ProductionRules.CHECK)
                    .means("Private targets that `http.fetch` may reach; refused in production unless allowed below."),
            runtime("KODA_ALLOW_PRIVATE_TARGETS", flag(), "allow-private-targets")
                    .or("false")
                    .means("Accepts private `http.fetch` targets in production."),
            runtime("KODA_WEB_SEARCH_URL", url(), "tools.web-search-url")
                    .means("Search endpoint behind `web.search`; unset turns the tool off."),
            runtime("KODA_TELEGRAM_BASE_URL", url(), "telegram-base-url")
                    .or("https://api.telegram.org")
                    .means("Bot API server."));

    private RuntimeSettings() {}

    private static Setting runtime(String variable, SettingType type, String property) {
        return Setting.of(variable, type).readBy(RUNTIME).property("koda.runtime." + property);
    }
}
