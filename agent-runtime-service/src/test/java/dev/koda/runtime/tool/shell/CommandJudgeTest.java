package dev.koda.runtime.tool.shell;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.runtime.tool.ToolFailure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** Which command lines run. */
class CommandJudgeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls -la", "echo 'a b' | wc -w", "grep -r x . && echo found || echo none",
                        "FOO=1 make test > out.txt 2>&1",
                "find . -name '*.java' -exec wc -l {} ;", "echo $(date) \"today's\"", "sh -c 'ls | sort'",
                        "timeout 5 python3 run.py",
                "cat < in.txt > /dev/null", "if test -f a; then echo yes; fi"
            })
    void plainWorkRuns(String line) {
        assertThatCode(() -> judge().judge(line)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sudo ls ~ command_denied", "ls; sudo rm x ~ command_denied", "ls | sudo tee x ~ command_denied",
                "echo $(sudo id) ~ command_denied", "echo `sudo id` ~ command_denied",
                        "env X=1 sudo id ~ command_denied",
                "timeout 5 sudo id ~ command_denied", "xargs sudo rm ~ command_denied",
                        "bash -c \"sudo id\" ~ command_denied",
                "sh -c 'sh -c \"kill 1\"' ~ command_denied", "/usr/bin/sudo id ~ command_denied",
                        "'su'do id ~ command_denied",
                "su\\do id ~ command_denied", "find . -exec kill 1 ; ~ command_denied",
                        "$CMD x ~ command_not_understood",
                "eval ls ~ command_not_understood", "echo 'open ~ command_not_understood",
                        "diff <(ls) <(ls) ~ command_not_understood",
                "sh ~ command_not_understood", "cat .env ~ file_sensitive", "cat home/.ssh/id_rsa ~ file_sensitive",
                "cat ../secret ~ path_outside_workspace", "cat /proc/self/environ ~ path_outside_workspace",
                        "x=1 ~ command_empty"
            })
    void whatMayNotRunIsNamed(String lineAndCode) {
        String[] parts = lineAndCode.split(" ~ ");
        refused(judge(), parts[0], parts[1]);
    }

    @Test
    void anAllowListLetsNothingElsePassAndADenyListForbidsMore() {
        ObjectNode allow = JsonNodeFactory.instance.objectNode();
        allow.putArray("allow").add("git");
        ObjectNode deny = JsonNodeFactory.instance.objectNode();
        deny.putArray("deny").add("curl");

        assertThatCode(() -> new CommandJudge(allow).judge("git status")).doesNotThrowAnyException();
        refused(new CommandJudge(allow), "git log | cat", "command_not_allowed");
        refused(new CommandJudge(deny), "curl http://x", "command_denied");
    }

    private static CommandJudge judge() {
        return new CommandJudge(JsonNodeFactory.instance.objectNode());
    }

    private static void refused(CommandJudge judge, String line, String code) {
        assertThatThrownBy(() -> judge.judge(line))
                .asInstanceOf(type(ToolFailure.class))
                .extracting(ToolFailure::code)
                .isEqualTo(code);
    }
}
