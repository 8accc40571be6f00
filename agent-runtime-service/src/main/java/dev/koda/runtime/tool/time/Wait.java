package dev.koda.runtime.tool.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolParks;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code wait}: lets time pass. Counted from the first attempt, so a restart does not make it longer. */
@Singleton
class Wait implements Tool {
    /** Longer waits give the slot back meanwhile. */
    private static final Duration IN_SLOT = Duration.ofSeconds(3);

    private static final ToolSpec SPEC = new ToolSpec(
            "wait",
            "Waits for some seconds (3600 at most), for instance before looking again at something that takes time.",
            Schemas.of("""
                    {"type":"object","required":["seconds"],"additionalProperties":false,"properties":{
                      "seconds":{"type":"number","minimum":0,"maximum":3600}}}"""));

    private final Clock clock;

    Wait(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public EffectClass effect(JsonNode arguments) {
        return EffectClass.PURE;
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        double seconds = call.arguments().path("seconds").asDouble();
        Instant until = call.startedAt().plusMillis(Math.round(seconds * 1000));
        Duration left = Duration.between(clock.instant(), until);
        if (left.compareTo(IN_SLOT) > 0) {
            throw new ToolParks(until);
        }
        if (left.isPositive()) {
            Thread.sleep(left);
        }
        return ToolResult.ok(JsonNodeFactory.instance.objectNode().put("waited_s", seconds));
    }
}
