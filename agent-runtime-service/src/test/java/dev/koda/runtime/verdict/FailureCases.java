package dev.koda.runtime.verdict;

import static dev.koda.runtime.verdict.Steps.failed;
import static dev.koda.runtime.verdict.Steps.step;

/** Calls that fail, for ever or until they work. */
final class FailureCases {
    private FailureCases() {}

    static void addTo(LoopCorpus corpus) {
        failingRepeats(corpus);
        retries(corpus);
    }

    private static void failingRepeats(LoopCorpus corpus) {
        corpus.loop(
                "the same failing build",
                6,
                i -> failed("shell.run", "{'command':'mvn test'}", "exit_1", "BUILD FAILURE"));
        corpus.loop(
                "the same failing build with other times",
                6,
                i -> failed(
                        "shell.run", "{'command':'mvn test'}", "exit_1", "failed after " + i + " s at 10:00:0" + i));
        corpus.loop(
                "the same missing file",
                6,
                i -> failed("file.read", "{'path':'gone'}", "file_not_found", "gone does not exist"));
        corpus.loop(
                "the same blocked address",
                6,
                i -> failed("http.fetch", "{'url':'http://10.0.0.1'}", "private_address", "private"));
        corpus.loop(
                "the same invalid arguments",
                6,
                i -> failed("file.edit", "{'path':1}", "arguments_invalid", "path: integer found"));
        corpus.loop(
                "the same denied tool",
                6,
                i -> failed("shell.run", "{'command':'sudo ls'}", "command_denied", "sudo is not allowed"));
        corpus.loop(
                "an edit whose passage is never found",
                8,
                i -> failed(
                        "file.edit", "{'path':'a','old':'x" + i + "','new':'y'}", "passage_not_found", "not there"));
        corpus.loop(
                "file names guessed one after the other",
                9,
                i -> failed(
                        "file.read",
                        "{'path':'guess-" + i + ".txt'}",
                        "file_not_found",
                        "guess-" + i + ".txt does not exist"));
        corpus.loop(
                "ports guessed one after the other",
                9,
                i -> failed("http.fetch", "{'url':'http://h:80" + i + "/'}", "fetch_failed", "refused"));
        corpus.loop(
                "commands guessed one after the other",
                9,
                i -> failed("shell.run", "{'command':'tool" + i + " --run'}", "exit_127", "not found"));
    }

    private static void retries(LoopCorpus corpus) {
        corpus.work(
                "a flaky command that works at the third try",
                3,
                i -> i < 2
                        ? failed("shell.run", "{'command':'deploy'}", "exit_1", "timeout")
                        : step("shell.run", "{'command':'deploy'}", "{'exit':0}"));
        corpus.work(
                "an address that answers at the third try",
                3,
                i -> i < 2
                        ? failed("http.fetch", "{'url':'http://h'}", "fetch_timeout", "late")
                        : step("http.fetch", "{'url':'http://h'}", "{'status':200}"));
        corpus.work(
                "two failures, a note, another way",
                5,
                i -> i < 2
                        ? failed("file.read", "{'path':'x'}", "file_not_found", "x does not exist")
                        : step("file.list", "{'path':'d" + i + "'}", "{'files':['y" + i + "']}"));
        corpus.loop(
                "a flaky command that never works",
                6,
                i -> failed("shell.run", "{'command':'deploy'}", "exit_1", "timeout after " + i + " s"));
    }
}
