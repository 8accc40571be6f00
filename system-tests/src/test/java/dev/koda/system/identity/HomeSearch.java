package dev.koda.system.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for secrets in everything the home holds: logs, the files of the database with its write-ahead log, the topics of
 * the broker, objects. Only where settings and keys belong nobody looks. The first eight bytes lead to the few secrets
 * that may stand at a place, so that hundreds of megabytes are one pass.
 */
final class HomeSearch {
    private static final int PREFIX = Long.BYTES;
    private final Path home;

    HomeSearch(Path home) {
        this.home = home;
    }

    /** {@code file: secret} for each find. */
    List<String> filesHolding(List<String> secrets) throws IOException {
        Map<Long, List<byte[]>> byPrefix = new HashMap<>();
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            if (bytes.length < PREFIX) {
                throw new IllegalArgumentException("too short to be looked for");
            }
            byPrefix.computeIfAbsent(prefix(bytes), none -> new ArrayList<>()).add(bytes);
        }
        List<String> found = new ArrayList<>();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && isLookedAt(file)) {
                    found.addAll(finds(file, byPrefix));
                }
                return FileVisitResult.CONTINUE;
            }

            /** The servers remove files while we look. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException goneMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private boolean isLookedAt(Path file) {
        String inside = home.relativize(file).toString();
        return !inside.startsWith(".env") && !inside.startsWith("keys/") && !inside.endsWith(".jar");
    }

    private List<String> finds(Path file, Map<Long, List<byte[]>> secrets) throws IOException {
        List<String> found = new ArrayList<>();
        byte[] bytes = contents(file);
        long window = 0;
        for (int end = 0; end < bytes.length; end++) {
            window = window << Byte.SIZE | bytes[end] & 0xff;
            List<byte[]> candidates = end + 1 < PREFIX ? null : secrets.get(window);
            if (candidates != null) {
                int start = end + 1 - PREFIX;
                candidates.stream()
                        .filter(secret -> standsAt(secret, bytes, start))
                        .forEach(secret ->
                                found.add(home.relativize(file) + ": " + new String(secret, StandardCharsets.UTF_8)));
            }
        }
        return found;
    }

    private static boolean standsAt(byte[] secret, byte[] bytes, int start) {
        if (start + secret.length > bytes.length) {
            return false;
        }
        for (int index = 0; index < secret.length; index++) {
            if (bytes[start + index] != secret[index]) {
                return false;
            }
        }
        return true;
    }

    private static long prefix(byte[] bytes) {
        long prefix = 0;
        for (int index = 0; index < PREFIX; index++) {
            prefix = prefix << Byte.SIZE | bytes[index] & 0xff;
        }
        return prefix;
    }

    private static byte[] contents(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException goneMeanwhile) {
            return new byte[0];
        }
    }
}
