package dev.koda.runtime.verdict;

import static dev.koda.runtime.verdict.Steps.both;
import static dev.koda.runtime.verdict.Steps.step;

/** The same call with the same result, however its arguments or its result are written. */
final class RepeatCases {
    private RepeatCases() {}

    static void addTo(LoopCorpus corpus) {
        corpus.loop(
                "the same file read again and again",
                8,
                i -> step("file.read", "{'path':'a.md'}", "{'content':'same'}"));
        corpus.loop("the same list again and again", 8, i -> step("file.list", "{}", "{'files':['a','b']}"));
        corpus.loop("the same search with no hit", 8, i -> step("file.search", "{'query':'x'}", "{'matches':[]}"));
        corpus.loop(
                "the same fetch, only its date differs",
                8,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/a'}",
                        "{'body':'hello','date':'2026-01-01T10:00:0" + i + "Z'}"));
        corpus.loop(
                "the same fetch, only a request id differs",
                8,
                i -> step(
                        "http.fetch",
                        "{'url':'http://h/a'}",
                        "{'body':'ok','id':'0190000" + i + "-0000-7000-8000-0000000000aa'}"));
        corpus.loop(
                "the same command, only its duration differs",
                8,
                i -> step("shell.run", "{'command':'make'}", "{'exit':0,'output':'nothing to do, took " + i + " ms'}"));
        corpus.loop(
                "the same write of the same content",
                8,
                i -> step("file.write", "{'path':'o','content':'c'}", "{'path':'o','bytes':1}", "w1"));
        corpus.loop(
                "the same artifact saved again",
                8,
                i -> step(
                        "artifact.save",
                        "{'name':'n','content':'c'}",
                        "{'id':'01900000-0000-7000-8000-00000000000" + i + "','bytes':1}"));
        corpus.loop(
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
        corpus.loop(
                "arguments that differ in member order only",
                8,
                i -> step(
                        "file.read",
                        i % 2 == 0 ? "{'path':'a','limit':5}" : "{'limit':5,'path':'a'}",
                        "{'content':'same'}"));
    }
}
