package dev.koda.gateway.front;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.TraceIds;

/** The plainest page that says what is wrong, for a browser that came while the dashboard cannot serve it. */
final class FailurePage {
    private static final String HTML = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s · Koda</title></head><body><main><h1>%1$s</h1><p>%2$s</p><p>Trace id <code>%3$s</code></p>
            <p><a href="">Try again</a></p></main></body></html>""";

    private FailurePage() {}

    static void end(RoutingContext request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "text/html;charset=utf-8");
        problem.retryAfter().ifPresent(wait -> request.response()
                .putHeader(HttpHeaderNames.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
        request.end(HTML.formatted(escaped(problem.title()), escaped(problem.detail()), TraceIds.current()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
