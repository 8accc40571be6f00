package dev.koda.runtime.tool.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Sandbox;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code shell.run}: a judged command line in the task's workspace, without the service's environment. */
@Singleton
class ShellRun implements Tool {
    private static final int USUAL_SECONDS = 60;

    private static final ToolSpec SPEC = new ToolSpec(
            "shell.run",
            "Runs a command line with sh in the workspace; output and errors come back together. timeout_s is 60 by"
                    + " default, 600 at most.",
            Schemas.of("""
                    {"type":"object","required":["command"],"additionalProperties":false,"properties":{
                      "command":{"type":"string","minLength":1,"maxLength":8000},
                      "timeout_s":{"type":"integer","minimum":1,"maximum":600}}}"""));

    private final Sandbox sandbox;

    ShellRun(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public EffectClass effect(JsonNode arguments) {
        return EffectClass.IRREVERSIBLE;
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        String command = call.text("command", "");
        new CommandJudge(call.settings()).judge(command);
        var process = new ShellProcess(call.workspace(), environment(call), sandbox.bubblewrap());
        try {
            return result(process.run(command, Duration.ofSeconds(call.number("timeout_s", USUAL_SECONDS))));
        } catch (IOException failed) {
            throw ToolFailure.error("shell_unavailable", "the command could not be started", "do it without a shell");
        }
    }

    /** Only what a command needs to find programs and its place, and the secrets the agent was given by name. */
    private static Map<String, String> environment(ToolCall call) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
        environment.put("HOME", call.workspace().toString());
        environment.put("TMPDIR", "/tmp");
        environment.put("LANG", "C.UTF-8");
        environment.put("TERM", "dumb");
        environment.putAll(call.secrets());
        return environment;
    }

    private static ToolResult result(ShellProcess.Outcome outcome) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("exit", outcome.exit())
                .put("output", outcome.output());
        if (outcome.cut()) {
            content.put("cut", true);
        }
        if (outcome.timedOut()) {
            return ToolResult.failed(
                    "error",
                    content.put("code", "timeout")
                            .put("message", "the time was over")
                            .put("hint", "do less, or raise timeout_s"));
        }
        return outcome.exit() == 0
                ? ToolResult.ok(content)
                : ToolResult.failed(
                        "error",
                        content.put("code", "exit_" + outcome.exit())
                                .put("message", "the command failed")
                                .put("hint", "read the output"));
    }
}
