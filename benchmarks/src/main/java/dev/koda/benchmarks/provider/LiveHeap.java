package dev.koda.benchmarks.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds after a full collection, asked with the JDK's own {@code jcmd}. */
final class LiveHeap {
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured|generation)\\s+total \\d+K, used (\\d+)K");

    private LiveHeap() {}

    static double kibibytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher generations = USED.matcher(jcmd(pid, "GC.heap_info"));
        double sum = 0;
        while (generations.find()) {
            sum += Double.parseDouble(generations.group(1));
        }
        return sum;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + printed);
        }
        return printed;
    }
}
