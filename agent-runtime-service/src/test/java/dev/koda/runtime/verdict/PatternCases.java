package dev.koda.runtime.verdict;

import static dev.koda.runtime.verdict.Steps.failed;
import static dev.koda.runtime.verdict.Steps.step;

/** Several calls in turn over and over, and the same result whatever is asked. */
final class PatternCases {
    private PatternCases() {}

    static void addTo(LoopCorpus corpus) {
        patterns(corpus);
        churn(corpus);
    }

    private static void patterns(LoopCorpus corpus) {
        for (int period = 2; period <= 4; period++) {
            int length = period;
            corpus.loop(
                    "a pattern of " + period + " reads",
                    period * 4,
                    i -> step("file.read", "{'path':'f" + i % length + "'}", "{'content':'c" + i % length + "'}"));
            corpus.loop(
                    "a pattern of " + period + " tools",
                    period * 4,
                    i -> step("tool" + i % length, "{}", "{'r':" + i % length + "}"));
            corpus.loop(
                    "a pattern of " + period + " with a failure in it",
                    period * 4,
                    i -> i % length == 0
                            ? failed("shell.run", "{'command':'make'}", "exit_2", "error")
                            : step("file.read", "{'path':'f" + i % length + "'}", "{'content':'c'}"));
        }
        corpus.loop(
                "content written and taken back, over and over",
                12,
                i -> step("file.write", "{'path':'o','content':'v" + i % 2 + "'}", "{'bytes':2}", "w" + i % 2));
        corpus.loop(
                "a file made and deleted, over and over",
                12,
                i -> i % 2 == 0
                        ? step("shell.run", "{'command':'touch x'}", "{'exit':0}", "with x")
                        : step("shell.run", "{'command':'rm x'}", "{'exit':0}", "without x"));
    }

    private static void churn(LoopCorpus corpus) {
        corpus.loop(
                "the same empty search in other words",
                9,
                i -> step("web.search", "{'query':'words number " + i + "'}", "{'results':[]}"));
        corpus.loop(
                "the same empty search, the query echoed",
                9,
                i -> step(
                        "memory.search",
                        "{'query':'question " + i + "'}",
                        "{'query':'question " + i + "','results':[]}"));
        corpus.loop(
                "the same page under other parameters",
                9,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/a?nocache=" + i + "'}",
                        "{'url':'http://h/a?nocache=" + i + "','body':'same'}"));
        corpus.loop(
                "the same list under other globs", 9, i -> step("file.list", "{'glob':'*" + i + "*'}", "{'files':[]}"));
        corpus.loop(
                "the same answer from a tool, whatever is asked",
                9,
                i -> step("ask", "{'q':" + i + "}", "{'answer':'I do not know'}"));
    }
}
