package dev.koda.runtime.tool.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.koda.runtime.tool.ToolFailure;

/** Names that hold secrets by long custom: never read, listed or written by a tool. */
final class SensitiveNames {
    private static final Set<String> DIRECTORIES = Set.of(".ssh", ".gnupg", ".aws", ".kube", ".docker", ".git");
    private static final Pattern FILES = Pattern.compile("\\.env(\\..*)?|\\.netrc|\\.npmrc|\\.pgpass|\\.git-credentials"
            + "|id_(rsa|dsa|ecdsa|ed25519)(\\.pub)?|credentials(\\.json)?|.*\\.(pem|key|p12|pfx|jks|keystore|kdbx)"
            + "|master\\.key|secrets?\\.(ya?ml|json|toml)");

    private SensitiveNames() {}

    static boolean sensitive(Path relative) {
        for (Path part : relative) {
            String name = part.toString().toLowerCase(Locale.ROOT);
            if (DIRECTORIES.contains(name) || FILES.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }

    static void refuse(Path relative) {
        if (sensitive(relative)) {
            throw ToolFailure.blocked(
                    "file_sensitive",
                    relative + " may hold secrets and is not open to agents",
                    "ask the operator for the values you need");
        }
    }
}
