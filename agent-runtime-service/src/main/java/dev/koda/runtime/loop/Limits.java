package dev.koda.runtime.loop;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.agent.AgentLimits;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskEnd;
import dev.koda.runtime.task.TaskError;

/** The bounds of a task: the lesser of its own and the installation's. */
@ApplicationScoped
class Limits {
    private static final String RAISE = "Raise the agent's limits, or split the task.";

    private final RuntimeConfig config;
    private final Clock clock;

    Limits(RuntimeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Ends the run when a bound is reached; asked before every model turn. */
    void check(Task task, Conversation conversation) {
        AgentLimits own = task.limits();
        Spending spent = conversation.spending();
        int iterations = lower(own.iterations(), config.loop().maxIterations());
        if (conversation.iterations() >= iterations) {
            throw over("iteration_limit", "The task used its " + iterations + " iterations without a final answer.");
        }
        Duration wallTime = wallTime(own);
        if (spent.atWork(clock.instant()).compareTo(wallTime) > 0) {
            throw over("wall_time_limit", "The task worked for more than " + wallTime.toSeconds() + " s.");
        }
        if (own.tokens() != null && spent.tokens() >= own.tokens()) {
            throw over("token_limit", "The task used " + spent.tokens() + " of " + own.tokens() + " tokens.");
        }
        if (own.cost() != null
                && own.cost().compareTo(BigDecimal.ZERO) > 0
                && spent.cost().compareTo(own.cost()) >= 0) {
            throw over("cost_limit", "The task cost " + spent.cost().toPlainString() + " of " + own.cost() + ".");
        }
        Instant deadline = task.deadline();
        if (deadline != null && clock.instant().isAfter(deadline)) {
            throw over("deadline_passed", "The deadline " + deadline + " passed before the task was done.");
        }
    }

    int toolCallsPerTurn(Task task) {
        return lower(task.limits().toolCallsPerTurn(), config.loop().toolCallsPerTurn());
    }

    private Duration wallTime(AgentLimits own) {
        Duration most = config.loop().wallTime();
        return Optional.ofNullable(own.wallTimeSeconds())
                .map(Duration::ofSeconds)
                .filter(wanted -> wanted.compareTo(most) < 0)
                .orElse(most);
    }

    private static int lower(Integer own, int installed) {
        return own == null ? installed : Math.min(own, installed);
    }

    private static RunEnds over(String code, String message) {
        return new RunEnds(TaskEnd.failed(TaskError.of(code, message, RAISE)));
    }
}
