package dev.koda.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.koda.cli.console.CommandFailed;

/** Makes the secrets of a new home: random, each for one purpose. */
public final class Minting {

    static final String DSN = "KNOWLEDGE_V2_POSTGRES_DSN";
    private static final int SECRET_BYTES = 48;
    private static final int KEY_BYTES = 32;
    private static final int ACCESS_KEY_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Minting() {}

    /** Fresh values for those of the minted variables that are not given; the database is the embedded one. */
    public static Map<String, String> missing(Predicate<String> given, String postgresPort) {
        Map<String, Supplier<String>> makers = new LinkedHashMap<>();
        makers.put("WEB_OPERATOR_SESSION_SECRET", () -> secret(SECRET_BYTES));
        makers.put("KODA_SERVICE_KEY", () -> secret(SECRET_BYTES));
        makers.put("CONTROL_PLANE_API_TOKEN", () -> "kbg_" + secret(KEY_BYTES));
        makers.put(DSN, () -> "postgresql://koda:" + secret(KEY_BYTES) + "@127.0.0.1:" + postgresPort + "/koda");
        makers.put("KNOWLEDGE_V2_S3_ACCESS_KEY_ID", () -> "koda" + secret(ACCESS_KEY_BYTES));
        makers.put("KNOWLEDGE_V2_S3_SECRET_ACCESS_KEY", () -> secret(KEY_BYTES));
        Map<String, String> minted = new LinkedHashMap<>();
        makers.forEach((name, maker) -> {
            if (!given.test(name)) {
                minted.put(name, maker.get());
            }
        });
        return minted;
    }

    /** A password for a person to type or copy: five groups, 100 bits. */
    public static String password() {
        String alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder password = new StringBuilder();
        for (int index = 0; index < 20; index++) {
            if (index > 0 && index % 4 == 0) {
                password.append('-');
            }
            password.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return password.toString();
    }

    /** Writes the master key, one line of base64 of 32 bytes, unless the file exists. */
    public static void masterKey(Path file) {
        if (Files.exists(file)) {
            return;
        }
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        try {
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException failure) {
            throw new CommandFailed("cannot write the master key " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static String secret(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        // only letters and digits, so that shells, URLs and compose files take it as it is
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(random)
                .replace('+', 'x')
                .replace('/', 'y');
    }
}
