package dev.koda.gateway.page.task;

import java.time.Instant;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.runtime.Approval;
import dev.koda.gateway.client.runtime.Task;
import dev.koda.gateway.page.frame.Say;

/** One task as its page shows it: the task, the questions it waits on, and its drawn trace or why there is none. */
@TemplateData
public record TaskView(
        Task task,
        String agent,
        List<Approval> questions,
        Waterfall waterfall,
        Trouble traceTrouble,
        String show,
        String live,
        Instant now) {

    static TaskView of(
            Task task,
            String agent,
            Answer<List<Approval>> questions,
            Answer<Waterfall> trace,
            String show,
            String live,
            Instant now) {
        return new TaskView(task, agent, questions.or(List.of()), trace.value(), trace.trouble(), show, live, now);
    }

    /** Whether only a part of its trace is drawn. */
    public boolean isLong() {
        return waterfall != null && waterfall.windowed();
    }

    /** The way to the next step of a sort, counted from the one that is open. */
    public String jump(String sort) {
        String from = waterfall == null || waterfall.panel() == null
                ? ""
                : "&step=" + waterfall.panel().step().seq();
        return "/tasks/" + task.id() + "/trace/jump?to_next=" + sort + from;
    }

    public boolean isShown(String kind) {
        return kind.equals(show);
    }

    public String took() {
        return Say.took(task.tookMs(now));
    }

    public String tokens() {
        if (task.tokens() == null || task.tokens().input() == null) {
            return "";
        }
        return Say.tokens(task.tokens().input()) + " in, "
                + Say.tokens(task.tokens().output()) + " out";
    }

    /** {@code 38 % cached}, or nothing where the vendor does not say. */
    public String cached() {
        if (task.tokens() == null
                || task.tokens().cached() == null
                || task.tokens().input() == null
                || task.tokens().input() == 0
                || task.tokens().cached() == 0) {
            return "";
        }
        return 100 * task.tokens().cached() / task.tokens().input() + " % cached";
    }

    public String cost() {
        return task.cost() == null
                ? ""
                : Say.money(task.cost().amount(), task.cost().currency());
    }

    /** What the cycle watch has seen, in a word. */
    public String cycleWatch() {
        if (task.error() != null && "cycle_detected".equals(task.error().code())) {
            return "cycle";
        }
        return waterfall != null && waterfall.counts().suspects() > 0 ? "suspect" : "clear";
    }

    public int iterations() {
        if (task.iterations() != null) {
            return task.iterations();
        }
        return waterfall == null ? 0 : waterfall.counts().iterations();
    }
}
