package dev.koda.runtime.loop;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.koda.runtime.agent.AgentDefinition;
import dev.koda.runtime.completion.OfferedTools;
import dev.koda.runtime.journal.TaskJournal;
import dev.koda.runtime.lease.Held;
import dev.koda.runtime.task.Provenance;
import dev.koda.runtime.task.Task;

/**
 * Everything fixed about one run of a task by one worker.
 *
 * @param secrets of the agent by environment name, for tools alone
 * @param recovering true until a task that lost its worker has got on by one step
 * @param offered what the model is told it can call
 * @param chain who can be asked, as far as the run knows
 */
record Run(
        Task task,
        AgentDefinition agent,
        TaskJournal pen,
        Held held,
        WorkspaceFiles files,
        OfferedTools offered,
        Map<String, String> secrets,
        AtomicBoolean recovering,
        KnownChain chain) {

    Path workspace() {
        return files.root();
    }

    /** Why models are asked, where it is not an operator's work. */
    String purpose() {
        return Provenance.CANARY.equals(task.channel()) ? Provenance.CANARY : "";
    }

    /** Ends the run at a point where nothing is under way, when it was asked to stop. */
    void stopIfAsked() throws InterruptedException {
        if (held.stop().isPresent() || Thread.interrupted()) {
            throw new InterruptedException("asked to stop");
        }
    }
}
