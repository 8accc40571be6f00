package dev.koda.runtime.verdict;

import java.util.List;

import static dev.koda.runtime.verdict.Steps.both;
import static dev.koda.runtime.verdict.Steps.step;

/** Looking again whether something moved: honest while it does, or while the wait has an end. */
final class PollingCases {
    private PollingCases() {}

    static void addTo(LoopCorpus corpus) {
        corpus.work(
                "a job polled while its progress moves",
                20,
                i -> step("http.fetch", "{'url':'http://h/job'}", "{'status':'running','done':" + i * 5 + "}"));
        corpus.work(
                "a queue polled while it shrinks",
                20,
                i -> step("http.fetch", "{'url':'http://h/queue'}", "{'waiting':" + (100 - i) + "}"));
        corpus.work(
                "a log that grows",
                20,
                i -> step("shell.run", "{'command':'tail log'}", "{'output':'line " + i + "'}"));
        corpus.work(
                "a build that goes from one stage to the next",
                6,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/build'}",
                        "{'stage':'"
                                + List.of("queued", "cloning", "compiling", "testing", "packing", "done")
                                        .get(i) + "'}"));
        corpus.work(
                "a slow job looked at between waits, four times unchanged",
                10,
                i -> i % 2 == 0
                        ? step(
                                "http.fetch",
                                "{'url':'http://h/job'}",
                                "{'status':'" + (i < 8 ? "running" : "done") + "'}")
                        : step("wait", "{'seconds':30}", "{'waited_s':30}"));
        corpus.work(
                "a job polled four times before it is done",
                5,
                i -> step("http.fetch", "{'url':'http://h/job'}", "{'status':'" + (i < 4 ? "running" : "done") + "'}"));
        corpus.work(
                "wait and look in one turn, eight times unchanged",
                9,
                i -> both(
                        "wait",
                        "{'seconds':5}",
                        "{'waited_s':5}",
                        "http.fetch",
                        "{'url':'http://h/j'}",
                        "{'status':'" + (i < 8 ? "running" : "done") + "'}"));
        corpus.loop(
                "a job that never moves, polled without a pause",
                8,
                i -> step("http.fetch", "{'url':'http://h/job'}", "{'status':'running'}"));
        corpus.loop(
                "a job that never moves, waited for without end",
                40,
                i -> i % 2 == 0
                        ? step("http.fetch", "{'url':'http://h/job'}", "{'status':'running'}")
                        : step("wait", "{'seconds':5}", "{'waited_s':5}"));
    }
}
