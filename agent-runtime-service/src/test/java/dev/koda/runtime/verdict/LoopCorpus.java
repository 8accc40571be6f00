package dev.koda.runtime.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Labelled courses of tasks: loops that must be seen, and honest work that must not be stopped. */
final class LoopCorpus {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One iteration: its calls, and the workspace after it. */
    record Step(List<CallOutcome> calls, String workspace) {}

    /** @param loop whether it is one */
    record Case(String name, boolean loop, List<Step> steps) {}

    private final List<Case> cases = new ArrayList<>();

    static List<Case> cases() {
        var corpus = new LoopCorpus();
        corpus.exactRepeats();
        corpus.failingRepeats();
        corpus.patterns();
        corpus.churn();
        corpus.polling();
        corpus.readsAfterWrites();
        corpus.slowProgress();
        corpus.paging();
        corpus.retries();
        return List.copyOf(corpus.cases);
    }

    private void exactRepeats() {
        loop("the same file read again and again", 8, i -> step("file.read", "{'path':'a.md'}", "{'content':'same'}"));
        loop("the same list again and again", 8, i -> step("file.list", "{}", "{'files':['a','b']}"));
        loop("the same search with no hit", 8, i -> step("file.search", "{'query':'x'}", "{'matches':[]}"));
        loop(
                "the same fetch, only its date differs",
                8,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/a'}",
                        "{'body':'hello','date':'2026-01-01T10:00:0" + i + "Z'}"));
        loop(
                "the same fetch, only a request id differs",
                8,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/a'}",
                        "{'body':'ok','id':'0190000" + i + "-0000-7000-8000-0000000000aa'}"));
        loop(
                "the same command, only its duration differs",
                8,
                i -> step("shell.run", "{'command':'make'}", "{'exit':0,'output':'nothing to do, took " + i + " ms'}"));
        loop(
                "the same write of the same content",
                8,
                i -> step("file.write", "{'path':'o','content':'c'}", "{'path':'o','bytes':1}", "w1"));
        loop(
                "the same artifact saved again",
                8,
                i -> step(
                        "artifact.save",
                        "{'name':'n','content':'c'}",
                        "{'id':'01900000-0000-7000-8000-00000000000" + i + "','bytes':1}"));
        loop(
                "two reads in every turn, in either order",
                8,
                i -> i % 2 == 0
                        ? both(
                                "file.read",
                                "{'path':'a'}",
                                "{'content':'1'}",
                                "file.read",
                                "{'path':'b'}",
                                "{'content':'2'}")
                        : both(
                                "file.read",
                                "{'path':'b'}",
                                "{'content':'2'}",
                                "file.read",
                                "{'path':'a'}",
                                "{'content':'1'}"));
        loop(
                "arguments that differ in member order only",
                8,
                i -> step(
                        "file.read",
                        i % 2 == 0 ? "{'path':'a','limit':5}" : "{'limit':5,'path':'a'}",
                        "{'content':'same'}"));
    }

    private void failingRepeats() {
        loop(
                "the same failing build",
                6,
                i -> failed("shell.run", "{'command':'mvn test'}", "exit_1", "BUILD FAILURE"));
        loop(
                "the same failing build with other times",
                6,
                i -> failed(
                        "shell.run", "{'command':'mvn test'}", "exit_1", "failed after " + i + " s at 10:00:0" + i));
        loop(
                "the same missing file",
                6,
                i -> failed("file.read", "{'path':'gone'}", "file_not_found", "gone does not exist"));
        loop(
                "the same blocked address",
                6,
                i -> failed("http.fetch", "{'url':'http://10.0.0.1'}", "private_address", "private"));
        loop(
                "the same invalid arguments",
                6,
                i -> failed("file.edit", "{'path':1}", "arguments_invalid", "path: integer found"));
        loop(
                "the same denied tool",
                6,
                i -> failed("shell.run", "{'command':'sudo ls'}", "command_denied", "sudo is not allowed"));
        loop(
                "an edit whose passage is never found",
                8,
                i -> failed(
                        "file.edit", "{'path':'a','old':'x" + i + "','new':'y'}", "passage_not_found", "not there"));
        loop(
                "file names guessed one after the other",
                9,
                i -> failed(
                        "file.read",
                        "{'path':'guess-" + i + ".txt'}",
                        "file_not_found",
                        "guess-" + i + ".txt does not exist"));
        loop(
                "ports guessed one after the other",
                9,
                i -> failed("http.fetch", "{'url':'http://h:80" + i + "/'}", "fetch_failed", "refused"));
        loop(
                "commands guessed one after the other",
                9,
                i -> failed("shell.run", "{'command':'tool" + i + " --run'}", "exit_127", "not found"));
    }

    private void patterns() {
        for (int period = 2; period <= 4; period++) {
            int length = period;
            loop(
                    "a pattern of " + period + " reads",
                    period * 4,
                    i -> step("file.read", "{'path':'f" + i % length + "'}", "{'content':'c" + i % length + "'}"));
            loop(
                    "a pattern of " + period + " tools",
                    period * 4,
                    i -> step("tool" + i % length, "{}", "{'r':" + i % length + "}"));
            loop(
                    "a pattern of " + period + " with a failure in it",
                    period * 4,
                    i -> i % length == 0
                            ? failed("shell.run", "{'command':'make'}", "exit_2", "error")
                            : step("file.read", "{'path':'f" + i % length + "'}", "{'content':'c'}"));
        }
        loop(
                "content written and taken back, over and over",
                12,
                i -> step("file.write", "{'path':'o','content':'v" + i % 2 + "'}", "{'bytes':2}", "w" + i % 2));
        loop(
                "a file made and deleted, over and over",
                12,
                i -> i % 2 == 0
                        ? step("shell.run", "{'command':'touch x'}", "{'exit':0}", "with x")
                        : step("shell.run", "{'command':'rm x'}", "{'exit':0}", "without x"));
    }

    private void churn() {
        loop(
                "the same empty search in other words",
                9,
                i -> step("web.search", "{'query':'words number " + i + "'}", "{'results':[]}"));
        loop(
                "the same empty search, the query echoed",
                9,
                i -> step(
                        "memory.search",
                        "{'query':'question " + i + "'}",
                        "{'query':'question " + i + "','results':[]}"));
        loop(
                "the same page under other parameters",
                9,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/a?nocache=" + i + "'}",
                        "{'url':'http://h/a?nocache=" + i + "','body':'same'}"));
        loop("the same list under other globs", 9, i -> step("file.list", "{'glob':'*" + i + "*'}", "{'files':[]}"));
        loop(
                "the same answer from a tool, whatever is asked",
                9,
                i -> step("ask", "{'q':" + i + "}", "{'answer':'I do not know'}"));
    }

    private void polling() {
        work(
                "a job polled while its progress moves",
                20,
                i -> step("http.fetch", "{'url':'http://h/job'}", "{'status':'running','done':" + i * 5 + "}"));
        work(
                "a queue polled while it shrinks",
                20,
                i -> step("http.fetch", "{'url':'http://h/queue'}", "{'waiting':" + (100 - i) + "}"));
        work("a log that grows", 20, i -> step("shell.run", "{'command':'tail log'}", "{'output':'line " + i + "'}"));
        work(
                "a build that goes from one stage to the next",
                6,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/build'}",
                        "{'stage':'"
                                + List.of("queued", "cloning", "compiling", "testing", "packing", "done")
                                        .get(i) + "'}"));
        work(
                "a slow job looked at between waits, four times unchanged",
                10,
                i -> i % 2 == 0
                        ? step(
                                "http.fetch",
                                "{'url':'http://h/job'}",
                                "{'status':'" + (i < 8 ? "running" : "done") + "'}")
                        : step("wait", "{'seconds':30}", "{'waited_s':30}"));
        work(
                "a job polled four times before it is done",
                5,
                i -> step("http.fetch", "{'url':'http://h/job'}", "{'status':'" + (i < 4 ? "running" : "done") + "'}"));
        work(
                "wait and look in one turn, eight times unchanged",
                9,
                i -> both(
                        "wait",
                        "{'seconds':5}",
                        "{'waited_s':5}",
                        "http.fetch",
                        "{'url':'http://h/j'}",
                        "{'status':'" + (i < 8 ? "running" : "done") + "'}"));
        loop(
                "a job that never moves, polled without a pause",
                8,
                i -> step("http.fetch", "{'url':'http://h/job'}", "{'status':'running'}"));
        loop(
                "a job that never moves, waited for without end",
                40,
                i -> i % 2 == 0
                        ? step("http.fetch", "{'url':'http://h/job'}", "{'status':'running'}")
                        : step("wait", "{'seconds':5}", "{'waited_s':5}"));
    }

    private void readsAfterWrites() {
        work(
                "write and read back, version after version",
                16,
                i -> i % 2 == 0
                        ? step("file.write", "{'path':'o','content':'v" + i + "'}", "{'bytes':2}", "w" + i)
                        : step("file.read", "{'path':'o'}", "{'content':'v" + (i - 1) + "'}", "w" + (i - 1)));
        work(
                "the same test after each edit, failing in the same way",
                12,
                i -> i % 2 == 0
                        ? step("file.edit", "{'path':'a','old':'o" + i + "','new':'n'}", "{'edit':'applied'}", "w" + i)
                        : failed("shell.run", "{'command':'mvn test'}", "exit_1", "1 failed", "w" + (i - 1)));
        work(
                "a list after each new file",
                12,
                i -> i % 2 == 0
                        ? step("file.write", "{'path':'f" + i + "','content':'c'}", "{'bytes':1}", "w" + i)
                        : step("file.list", "{}", "{'files':" + i + "}", "w" + (i - 1)));
        work(
                "the same file read before and after one edit",
                3,
                i -> i == 1
                        ? step("file.edit", "{'path':'a','old':'x','new':'y'}", "{'edit':'applied'}", "w1")
                        : step(
                                "file.read",
                                "{'path':'a'}",
                                "{'content':'" + (i == 0 ? "x" : "y") + "'}",
                                i == 0 ? "w0" : "w1"));
        work("the same file read twice, no more", 2, i -> step("file.read", "{'path':'a'}", "{'content':'x'}"));
        work(
                "the same formatter after each edit, with nothing to say",
                12,
                i -> i % 2 == 0
                        ? step("file.write", "{'path':'a','content':'" + i + "'}", "{'bytes':1}", "w" + i)
                        : step("shell.run", "{'command':'fmt a'}", "{'exit':0,'output':''}", "w" + i));
    }

    private void slowProgress() {
        work(
                "ten files written, each with the same answer",
                10,
                i -> step("file.write", "{'path':'f" + i + "','content':'c'}", "{'bytes':1}", "w" + i));
        work(
                "many files read one by one",
                24,
                i -> step("file.read", "{'path':'f" + i + "'}", "{'content':'text number " + i + "'}"));
        work("six steps of different tools", 6, i -> step("tool" + i, "{}", "{'ok':true}"));
        work(
                "failures that each say something else",
                8,
                i -> failed("shell.run", "{'command':'make'}", "exit_" + i, "error in file " + i));
        work(
                "three different failures, then success",
                4,
                i -> i < 3
                        ? failed("file.read", "{'path':'p" + i + "'}", "file_not_found", "p" + i + " does not exist")
                        : step("file.read", "{'path':'p3'}", "{'content':'x'}"));
        work(
                "a search refined until it hits",
                6,
                i -> step(
                        "file.search",
                        "{'query':'q" + i + "'}",
                        i < 3 ? "{'matches':[]}" : "{'matches':['hit " + i + "']}"));
        work(
                "rows inserted one by one, the count moves",
                15,
                i -> step(
                        "http.fetch",
                        "{'method':'POST','body':'" + i + "','url':'http://h/rows'}",
                        "{'rows':" + i + "}"));
        work(
                "the clock asked while other things are done",
                9,
                i -> i % 3 == 0
                        ? step("time.now", "{}", "{'time':'2026-01-01T00:00:0" + i + "Z'}")
                        : step("file.read", "{'path':'f" + i + "'}", "{'content':'" + i + "'}"));
        work(
                "children asked for different parts",
                6,
                i -> step("task.delegate", "{'agent':'a','input':'part " + i + "'}", "{'output':'result " + i + "'}"));
        work("one long answer in one turn", 1, i -> step("file.read", "{'path':'a'}", "{'content':'long'}"));
    }

    private void paging() {
        work(
                "pages of a list",
                12,
                i -> step("http.fetch", "{'url':'http://h/items?page=" + i + "'}", "{'items':['item " + i + "']}"));
        work(
                "a large file read part by part",
                12,
                i -> step(
                        "file.read",
                        "{'path':'big','offset':" + (i * 100 + 1) + "}",
                        "{'from':" + (i * 100 + 1) + ",'content':'part " + i + "'}"));
        work(
                "pages followed by their cursor",
                12,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/items?cursor=c" + i + "'}",
                        "{'next':'c" + (i + 1) + "','count':10}"));
        work(
                "pages that all hold the same number of rows",
                10,
                i -> step("memory.search", "{'query':'a','offset':" + i + "}", "{'total':10,'first':" + i + "}"));
        work(
                "a tree walked folder by folder, three of them empty",
                9,
                i -> step(
                        "file.list",
                        "{'path':'d" + i + "'}",
                        i % 3 == 2 ? "{'files':[]}" : "{'files':['f" + i + "']}"));
    }

    private void retries() {
        work(
                "a flaky command that works at the third try",
                3,
                i -> i < 2
                        ? failed("shell.run", "{'command':'deploy'}", "exit_1", "timeout")
                        : step("shell.run", "{'command':'deploy'}", "{'exit':0}"));
        work(
                "an address that answers at the third try",
                3,
                i -> i < 2
                        ? failed("http.fetch", "{'url':'http://h'}", "fetch_timeout", "late")
                        : step("http.fetch", "{'url':'http://h'}", "{'status':200}"));
        work(
                "two failures, a note, another way",
                5,
                i -> i < 2
                        ? failed("file.read", "{'path':'x'}", "file_not_found", "x does not exist")
                        : step("file.list", "{'path':'d" + i + "'}", "{'files':['y" + i + "']}"));
        loop(
                "a flaky command that never works",
                6,
                i -> failed("shell.run", "{'command':'deploy'}", "exit_1", "timeout after " + i + " s"));
    }

    private void loop(String name, int steps, IntFunction<Step> step) {
        add(name, true, steps, step);
    }

    private void work(String name, int steps, IntFunction<Step> step) {
        add(name, false, steps, step);
    }

    private void add(String name, boolean loop, int steps, IntFunction<Step> step) {
        List<Step> course = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            course.add(step.apply(i));
        }
        cases.add(new Case(name, loop, List.copyOf(course)));
    }

    private static Step step(String tool, String arguments, String result) {
        return step(tool, arguments, result, "w0");
    }

    private static Step step(String tool, String arguments, String result, String workspace) {
        return new Step(List.of(new CallOutcome(tool, json(arguments), json(result), false)), workspace);
    }

    private static Step both(
            String one, String oneArguments, String oneResult, String two, String twoArguments, String twoResult) {
        return new Step(
                List.of(
                        new CallOutcome(one, json(oneArguments), json(oneResult), false),
                        new CallOutcome(two, json(twoArguments), json(twoResult), false)),
                "w0");
    }

    private static Step failed(String tool, String arguments, String code, String message) {
        return failed(tool, arguments, code, message, "w0");
    }

    private static Step failed(String tool, String arguments, String code, String message, String workspace) {
        return new Step(
                List.of(new CallOutcome(
                        tool, json(arguments), json("{'code':'" + code + "','message':'" + message + "'}"), true)),
                workspace);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }
}
