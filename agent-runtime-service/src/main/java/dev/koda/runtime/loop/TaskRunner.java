package dev.koda.runtime.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.agent.AgentDefinition;
import dev.koda.runtime.completion.OfferedTools;
import dev.koda.runtime.context.Prompt;
import dev.koda.runtime.context.PromptAssembly;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.JournalUnavailable;
import dev.koda.runtime.journal.LeaseLost;
import dev.koda.runtime.journal.RunJournal;
import dev.koda.runtime.journal.TaskJournal;
import dev.koda.runtime.lease.Held;
import dev.koda.runtime.secret.AgentSecrets;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskEnd;
import dev.koda.runtime.task.TaskError;
import dev.koda.runtime.task.TaskSettlement;
import dev.koda.runtime.tool.Toolbox;

/**
 * Runs a claimed task from wherever its journal stands to where this worker can let go of it.
 *
 * <p>Every way out is here: an end, a wait, a cancel, a hand-over, and a lost lease, after which nothing is written.
 */
@ApplicationScoped
public class TaskRunner {
    private static final Logger LOG = Logger.getLogger(TaskRunner.class);

    private final TaskLoop loop;
    private final Definitions definitions;
    private final PromptAssembly prompts;
    private final RunJournal journal;
    private final LoopHistory loops;
    private final TaskSettlement settlement;
    private final Toolbox toolbox;
    private final AgentSecrets secrets;
    private final Spans spans;
    private final RuntimeConfig config;
    private final Clock clock;

    TaskRunner(
            TaskLoop loop,
            Definitions definitions,
            PromptAssembly prompts,
            RunJournal journal,
            LoopHistory loops,
            TaskSettlement settlement,
            Toolbox toolbox,
            AgentSecrets secrets,
            Spans spans,
            RuntimeConfig config,
            Clock clock) {
        this.loop = loop;
        this.definitions = definitions;
        this.prompts = prompts;
        this.journal = journal;
        this.loops = loops;
        this.settlement = settlement;
        this.toolbox = toolbox;
        this.secrets = secrets;
        this.spans = spans;
        this.config = config;
        this.clock = clock;
    }

    /** Returns when the task is no longer this worker's. Never throws. */
    public void run(Task task, Held held) {
        try {
            TaskJournal pen = journal.open(held.lease());
            Conversation conversation = null;
            TaskEnd end;
            try {
                AgentDefinition agent = definitions.of(task);
                conversation = open(task, agent, pen);
                var run = new Run(
                        task,
                        agent,
                        pen,
                        held,
                        new WorkspaceFiles(workspace(task)),
                        new OfferedTools(toolbox.offered(agent.tools())),
                        secrets.of(task.agentId()),
                        new AtomicBoolean(task.recoveries() > 0),
                        new KnownChain());
                Conversation present = conversation;
                end = spans.run(task, () -> loop.run(run, present));
            } catch (RunEnds ends) {
                end = ends.end();
            } catch (InterruptedException asked) {
                end = stopped(held);
            }
            settle(task, pen, end, conversation);
        } catch (LeaseLost lost) {
            LOG.infof("lease lost task_id=%s", task.id());
        } catch (JournalUnavailable away) {
            LOG.warnf("journal away, left to recovery task_id=%s cause=%s", task.id(), away.getMessage());
        } catch (RuntimeException broken) {
            LOG.errorf(broken, "run failed, left to recovery task_id=%s", task.id());
        }
    }

    /** The conversation as the journal tells it, with this worker's own first rows. */
    private Conversation open(Task task, AgentDefinition agent, TaskJournal pen) throws InterruptedException {
        Instant start = clock.instant();
        List<JournalEntry> history = journal.history(task.id());
        Prompt prompt = prompts.assemble(agent, task);
        var conversation = new Conversation(prompt.messages());
        loops.before(task).forEach(conversation::rememberIteration);
        history.forEach(conversation::apply);
        boolean first = task.leaseEpoch() == 1;
        if (first) {
            conversation.apply(pen.add(Steps.queueWait(task.createdAt(), start)));
        }
        conversation.apply(pen.add(Steps.lease(pen.lease().owner().toString(), task.leaseEpoch())));
        pen.add(Steps.running());
        if (first) {
            conversation.apply(pen.add(Steps.context(prompt.blocks(), Duration.between(start, clock.instant()))));
        }
        return conversation;
    }

    private void settle(Task task, TaskJournal pen, TaskEnd end, Conversation conversation) {
        // an interrupt has done its work; the last write must not fall over it
        Thread.interrupted();
        settlement.settle(
                task,
                pen,
                conversation == null
                        ? end
                        : end.with(
                                conversation.artifacts(),
                                conversation.spending().json(conversation.iterations())));
    }

    private TaskEnd stopped(Held held) {
        return switch (held.stop().orElse(Held.Stop.DRAINING)) {
            case CANCELLED -> TaskEnd.cancelled(held.reason());
            case LEASE_LOST -> throw new LeaseLost(held.lease().taskId());
            case DRAINING -> TaskEnd.handedOver(clock.instant());
        };
    }

    private Path workspace(Task task) {
        Path workspace = Path.of(config.tools().workspaces()).resolve(task.id().toString());
        try {
            return Files.createDirectories(workspace);
        } catch (IOException failed) {
            throw new RunEnds(TaskEnd.failed(TaskError.of(
                    "workspace_unavailable",
                    "The task's workspace could not be made.",
                    "Check that " + config.tools().workspaces() + " can be written.")));
        }
    }
}
