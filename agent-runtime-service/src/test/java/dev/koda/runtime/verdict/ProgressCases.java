package dev.koda.runtime.verdict;

import static dev.koda.runtime.verdict.Steps.failed;
import static dev.koda.runtime.verdict.Steps.step;

/** Honest work that looks alike from step to step. */
final class ProgressCases {
    private ProgressCases() {}

    static void addTo(LoopCorpus corpus) {
        readsAfterWrites(corpus);
        slowProgress(corpus);
        paging(corpus);
    }

    private static void readsAfterWrites(LoopCorpus corpus) {
        corpus.work(
                "write and read back, version after version",
                16,
                i -> i % 2 == 0
                        ? step("file.write", "{'path':'o','content':'v" + i + "'}", "{'bytes':2}", "w" + i)
                        : step("file.read", "{'path':'o'}", "{'content':'v" + (i - 1) + "'}", "w" + (i - 1)));
        corpus.work(
                "the same test after each edit, failing in the same way",
                12,
                i -> i % 2 == 0
                        ? step("file.edit", "{'path':'a','old':'o" + i + "','new':'n'}", "{'edit':'applied'}", "w" + i)
                        : failed("shell.run", "{'command':'mvn test'}", "exit_1", "1 failed", "w" + (i - 1)));
        corpus.work(
                "a list after each new file",
                12,
                i -> i % 2 == 0
                        ? step("file.write", "{'path':'f" + i + "','content':'c'}", "{'bytes':1}", "w" + i)
                        : step("file.list", "{}", "{'files':" + i + "}", "w" + (i - 1)));
        corpus.work(
                "the same file read before and after one edit",
                3,
                i -> i == 1
                        ? step("file.edit", "{'path':'a','old':'x','new':'y'}", "{'edit':'applied'}", "w1")
                        : step(
                                "file.read",
                                "{'path':'a'}",
                                "{'content':'" + (i == 0 ? "x" : "y") + "'}",
                                i == 0 ? "w0" : "w1"));
        corpus.work("the same file read twice, no more", 2, i -> step("file.read", "{'path':'a'}", "{'content':'x'}"));
        corpus.work(
                "the same formatter after each edit, with nothing to say",
                12,
                i -> i % 2 == 0
                        ? step("file.write", "{'path':'a','content':'" + i + "'}", "{'bytes':1}", "w" + i)
                        : step("shell.run", "{'command':'fmt a'}", "{'exit':0,'output':''}", "w" + i));
    }

    private static void slowProgress(LoopCorpus corpus) {
        corpus.work(
                "ten files written, each with the same answer",
                10,
                i -> step("file.write", "{'path':'f" + i + "','content':'c'}", "{'bytes':1}", "w" + i));
        corpus.work(
                "many files read one by one",
                24,
                i -> step("file.read", "{'path':'f" + i + "'}", "{'content':'text number " + i + "'}"));
        corpus.work("six steps of different tools", 6, i -> step("tool" + i, "{}", "{'ok':true}"));
        corpus.work(
                "failures that each say something else",
                8,
                i -> failed("shell.run", "{'command':'make'}", "exit_" + i, "error in file " + i));
        corpus.work(
                "three different failures, then success",
                4,
                i -> i < 3
                        ? failed("file.read", "{'path':'p" + i + "'}", "file_not_found", "p" + i + " does not exist")
                        : step("file.read", "{'path':'p3'}", "{'content':'x'}"));
        corpus.work(
                "a search refined until it hits",
                6,
                i -> step(
                        "file.search",
                        "{'query':'q" + i + "'}",
                        i < 3 ? "{'matches':[]}" : "{'matches':['hit " + i + "']}"));
        corpus.work(
                "rows inserted one by one, the count moves",
                15,
                i -> step(
                        "http.fetch",
                        "{'method':'POST','body':'" + i + "','url':'http://h/rows'}",
                        "{'rows':" + i + "}"));
        corpus.work(
                "the clock asked while other things are done",
                9,
                i -> i % 3 == 0
                        ? step("time.now", "{}", "{'time':'2026-01-01T00:00:0" + i + "Z'}")
                        : step("file.read", "{'path':'f" + i + "'}", "{'content':'" + i + "'}"));
        corpus.work(
                "children asked for different parts",
                6,
                i -> step("task.delegate", "{'agent':'a','input':'part " + i + "'}", "{'output':'result " + i + "'}"));
        corpus.work("one long answer in one turn", 1, i -> step("file.read", "{'path':'a'}", "{'content':'long'}"));
    }

    private static void paging(LoopCorpus corpus) {
        corpus.work(
                "pages of a list",
                12,
                i -> step("http.fetch", "{'url':'http://h/items?page=" + i + "'}", "{'items':['item " + i + "']}"));
        corpus.work(
                "a large file read part by part",
                12,
                i -> step(
                        "file.read",
                        "{'path':'big','offset':" + (i * 100 + 1) + "}",
                        "{'from':" + (i * 100 + 1) + ",'content':'part " + i + "'}"));
        corpus.work(
                "pages followed by their cursor",
                12,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/items?cursor=c" + i + "'}",
                        "{'next':'c" + (i + 1) + "','count':10}"));
        corpus.work(
                "pages that all hold the same number of rows",
                10,
                i -> step("memory.search", "{'query':'a','offset':" + i + "}", "{'total':10,'first':" + i + "}"));
        corpus.work(
                "a tree walked folder by folder, three of them empty",
                9,
                i -> step(
                        "file.list",
                        "{'path':'d" + i + "'}",
                        i % 3 == 2 ? "{'files':[]}" : "{'files':['f" + i + "']}"));
    }
}
