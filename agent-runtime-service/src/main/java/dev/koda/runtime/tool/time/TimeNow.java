package dev.koda.runtime.tool.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code time.now}: the time, in a zone. */
@Singleton
class TimeNow implements Tool {
    private static final ToolSpec SPEC = new ToolSpec(
            "time.now", "Tells the current date and time, in the IANA zone given or in UTC.", Schemas.of("""
                    {"type":"object","additionalProperties":false,"properties":{
                      "zone":{"type":"string","minLength":1}}}"""));

    private final Clock clock;

    TimeNow(Clock clock) {
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
    public ToolResult run(ToolCall call) {
        ZonedDateTime now = clock.instant().atZone(zone(call.text("zone", "UTC")));
        return ToolResult.ok(JsonNodeFactory.instance
                .objectNode()
                .put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now))
                .put("zone", now.getZone().getId())
                .put("weekday", now.getDayOfWeek().name()));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw ToolFailure.error("zone_unknown", name + " is not a time zone", "use a name such as Europe/Madrid");
        }
    }
}
