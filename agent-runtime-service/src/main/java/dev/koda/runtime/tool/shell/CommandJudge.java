package dev.koda.runtime.tool.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.tool.ToolFailure;

/**
 * Says whether a command line may run: every command in it must be allowed, and no word may name a secret. The agent's
 * settings may narrow ({@code allow}) and forbid more ({@code deny}); nothing lifts the installation's own list.
 */
final class CommandJudge {
    /** What changes the machine, its users, its network or other processes, whoever asks. */
    private static final Set<String> NEVER = Set.of(
            "sudo",
            "su",
            "doas",
            "pkexec",
            "mount",
            "umount",
            "mkfs",
            "fdisk",
            "parted",
            "shutdown",
            "reboot",
            "halt",
            "poweroff",
            "init",
            "telinit",
            "systemctl",
            "service",
            "insmod",
            "rmmod",
            "modprobe",
            "iptables",
            "nft",
            "ip",
            "ifconfig",
            "route",
            "useradd",
            "userdel",
            "usermod",
            "groupadd",
            "passwd",
            "chpasswd",
            "visudo",
            "crontab",
            "at",
            "kill",
            "pkill",
            "killall",
            "chroot",
            "unshare",
            "nsenter",
            "docker",
            "podman",
            "kubectl",
            "ssh",
            "scp",
            "sftp",
            "rsync",
            "nc",
            "ncat",
            "netcat",
            "socat",
            "telnet",
            "ftp",
            "gdb",
            "strace",
            "ptrace",
            "dd",
            "chown",
            "setpriv",
            "capsh");

    private static final Pattern SECRETS = Pattern.compile(
            "(^|.*/)(\\.env(\\..*)?|\\.ssh|\\.gnupg|\\.aws|\\.kube|\\.netrc"
                    + "|\\.pgpass|\\.npmrc|\\.git-credentials|id_(rsa|ed25519|ecdsa|dsa)|master\\.key|shadow|sudoers)(/.*)?");

    private static final Pattern OUTSIDE = Pattern.compile("(^|.*[=:/])\\.\\.(/.*)?|/(proc|sys|dev|root|boot)(/.*)?");
    private static final Set<String> HARMLESS_DEVICES = Set.of("/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr");

    private final Set<String> allowed;
    private final Set<String> denied;

    CommandJudge(JsonNode settings) {
        this.allowed = words(settings.path("allow"));
        this.denied = words(settings.path("deny"));
    }

    /** Fails with the rule that forbids the line; nothing otherwise. */
    void judge(String line) {
        CommandTree tree = tree(line);
        if (tree.commands().isEmpty()) {
            throw blocked("command_empty", "there is no command in the line", "write a command");
        }
        tree.commands().forEach(this::judge);
        tree.words().forEach(CommandJudge::judgeWord);
    }

    private void judge(List<String> command) {
        String program = CommandTree.program(command);
        if (NEVER.contains(program) || denied.contains(program)) {
            throw blocked("command_denied", program + " is not allowed here", "do it without " + program);
        }
        if (!allowed.isEmpty() && !allowed.contains(program)) {
            throw blocked(
                    "command_not_allowed",
                    program + " is not among the allowed commands",
                    "allowed: " + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    private static void judgeWord(String word) {
        if (SECRETS.matcher(word).matches()) {
            throw blocked("file_sensitive", word + " may hold secrets", "ask the operator for the values you need");
        }
        if (OUTSIDE.matcher(word).matches() && !HARMLESS_DEVICES.contains(word)) {
            throw blocked("path_outside_workspace", word + " lies outside the workspace", "stay inside the workspace");
        }
    }

    private static CommandTree tree(String line) {
        try {
            return CommandTree.of(line);
        } catch (NotUnderstood unclear) {
            throw blocked(
                    "command_not_understood",
                    "the line cannot be judged because of " + unclear.getMessage(),
                    "write plain commands, joined by pipes, && or ;");
        }
    }

    private static ToolFailure blocked(String code, String message, String hint) {
        return ToolFailure.blocked(code, message, hint);
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new HashSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }
}
