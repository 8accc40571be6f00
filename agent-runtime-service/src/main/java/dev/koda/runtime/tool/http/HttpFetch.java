package dev.koda.runtime.tool.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.ToolSpec;

/** {@code http.fetch}: one request to a public address; what comes back is text from outside, never orders. */
@Singleton
class HttpFetch implements Tool {
    private static final int MOST_REDIRECTS = 5;
    /** Set by us or dangerous in a stranger's hands. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "idempotency-key",
            "proxy-authorization",
            "upgrade");

    /** What another host may see after a redirect; all others may carry a credential. */
    private static final Set<String> HARMLESS_HEADERS =
            Set.of("accept", "accept-language", "accept-encoding", "cache-control", "content-type", "range");

    private static final ToolSpec SPEC = new ToolSpec(
            "http.fetch",
            "Fetches a URL of the public internet. method is GET by default; up to 5 redirects are followed for GET and HEAD.",
            Schemas.of("""
                    {"type":"object","required":["url"],"additionalProperties":false,"properties":{
                      "url":{"type":"string","minLength":8,"maxLength":4000},
                      "method":{"enum":["GET","HEAD","POST","PUT","PATCH","DELETE"]},
                      "headers":{"type":"object","maxProperties":30,"additionalProperties":{"type":"string","maxLength":4000}},
                      "body":{"type":"string","maxLength":262144}}}"""));

    private final PinnedHttp http;
    private final Set<String> allowedPrivate;

    HttpFetch(PinnedHttp http, RuntimeConfig config) {
        this.http = http;
        this.allowedPrivate = new HashSet<>();
        config.tools()
                .fetchAllowedPrivate()
                .ifPresent(targets -> targets.forEach(
                        target -> allowedPrivate.add(target.strip().toLowerCase(Locale.ROOT))));
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public EffectClass effect(JsonNode arguments) {
        String method = arguments.path("method").asText("GET");
        return "GET".equals(method) || "HEAD".equals(method) ? EffectClass.IDEMPOTENT : EffectClass.IRREVERSIBLE;
    }

    @Override
    public Optional<List<String>> changes(JsonNode arguments) {
        return NONE;
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        HttpMethod method = HttpMethod.valueOf(call.text("method", "GET"));
        String url = call.text("url", "");
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Target target = Target.of(url, allowedPrivate);
            PinnedHttp.Answer answer = http.exchange(
                    target, method, headers(call, target), call.arguments().has("body") ? call.text("body", "") : null);
            String location = answer.headers().get("Location");
            boolean follows = answer.status() / 100 == 3
                    && location != null
                    && effect(call.arguments()).repeatable();
            if (!follows) {
                return ToolResult.fetched(content(target, answer), target.uri().toString());
            }
            url = next(target, location);
        }
        throw ToolFailure.error(
                "too_many_redirects", "more than " + MOST_REDIRECTS + " redirects", "fetch the last address");
    }

    private static String next(Target from, String location) {
        try {
            return from.uri().resolve(new URI(location)).toString();
        } catch (URISyntaxException malformed) {
            throw ToolFailure.error(
                    "redirect_invalid", from.uri().getHost() + " redirects to what is no URL", "fetch another address");
        }
    }

    /** Credentials are for the host they were given for: another one, to which it redirects, does not see them. */
    private static Map<String, String> headers(ToolCall call, Target target) {
        boolean sameOrigin = target.sameOrigin(call.text("url", ""));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Koda-Agent");
        call.arguments().path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OWN_HEADERS.contains(name) && (sameOrigin || HARMLESS_HEADERS.contains(name))) {
                headers.put(header.getKey(), header.getValue().asText());
            }
        });
        headers.put("Idempotency-Key", call.taskId() + "-" + call.callId());
        return headers;
    }

    private static ObjectNode content(Target target, PinnedHttp.Answer answer) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("url", target.uri().toString())
                .put("status", answer.status())
                .put("content_type", answer.headers().getOrDefault("Content-Type", ""))
                .put("body", answer.body());
        return answer.cut() ? content.put("cut", true) : content;
    }
}
