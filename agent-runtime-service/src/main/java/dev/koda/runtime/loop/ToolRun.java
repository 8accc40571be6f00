package dev.koda.runtime.loop;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.logging.Logger;

import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolGrant;
import dev.koda.runtime.tool.ToolParks;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.Toolbox;

/** Does a call whose intent is written down. Whatever goes wrong becomes a result; only parking and stopping pass through. */
@ApplicationScoped
class ToolRun {
    private static final Logger LOG = Logger.getLogger(ToolRun.class);

    private final Toolbox toolbox;
    private final ToolOutput output;
    private final AgentFolders folders;
    private final Spans spans;

    ToolRun(Toolbox toolbox, ToolOutput output, AgentFolders folders, Spans spans) {
        this.toolbox = toolbox;
        this.output = output;
        this.folders = folders;
        this.spans = spans;
    }

    /** The effect of a call; of a tool that is no longer there, the worst. */
    EffectClass effect(String tool, JsonNode arguments) {
        return toolbox.find(tool).map(found -> found.effect(arguments)).orElse(EffectClass.IRREVERSIBLE);
    }

    /** A trial of a draft does not run what cannot be taken back. */
    boolean rehearsed(Run run, String tool, JsonNode arguments) {
        return run.task().trial() && effect(tool, arguments) == EffectClass.IRREVERSIBLE;
    }

    ToolResult perform(Run run, String name, JsonNode arguments, JournalEntry intent) throws InterruptedException {
        if (rehearsed(run, name, arguments)) {
            JsonNode content =
                    Steps.problem("rehearsed", "A trial of a draft does not run this tool.", "Take it as done.");
            return new ToolResult("rehearsed", content, "runtime", true, List.of());
        }
        Tool tool = toolbox.find(name).orElseThrow();
        ToolGrant grant = run.agent().grant(name).orElseThrow();
        run.files().mayChange(tool.changes(arguments));
        try {
            ToolCall call = call(run, grant, arguments, intent);
            ToolResult result = spans.tool(run.task(), name, call.callId(), intent.seq(), () -> tool.run(call));
            return output.bounded(run.task(), call.callId(), output.without(run.secrets(), result));
        } catch (ToolFailure failed) {
            return ToolResult.failed(failed.status(), Steps.problem(failed.code(), failed.getMessage(), failed.hint()));
        } catch (ToolParks parks) {
            throw parks;
        } catch (RuntimeException broken) {
            LOG.errorf(
                    broken,
                    "tool failed unexpectedly task_id=%s tool=%s",
                    run.task().id(),
                    name);
            return ToolResult.failed(
                    "error", Steps.problem("tool_broken", name + " failed inside.", "Try another way."));
        }
    }

    private ToolCall call(Run run, ToolGrant grant, JsonNode arguments, JournalEntry intent) {
        return new ToolCall(
                run.task().id(),
                run.task().agentId(),
                intent.body().path("call_id").asText(),
                intent.seq(),
                intent.at(),
                arguments,
                grant.settings(),
                run.workspace(),
                folders.of(grant.settings()),
                Map.copyOf(run.secrets()));
    }
}
