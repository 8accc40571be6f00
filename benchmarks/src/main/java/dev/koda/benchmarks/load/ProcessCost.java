package dev.koda.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What a process has cost so far, from Linux' {@code /proc}: processor time and resident memory. */
public final class ProcessCost {
    /** Clock ticks a second as the kernel reports them to user space; fixed at 100 on every Linux architecture Koda runs on. */
    private static final double TICKS = 100;

    /** Fields of {@code /proc/PID/stat} after the command name, which may hold spaces: utime and stime are 12th and 13th. */
    private static final int UTIME = 11;

    private ProcessCost() {}

    /** Seconds of user and system time of the process. */
    public static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / TICKS;
    }

    /** As {@link #cpuSeconds}, of the process and those of its descendants that live. */
    public static double familyCpuSeconds(long pid) throws IOException {
        double sum = cpuSeconds(pid);
        for (ProcessHandle child : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            try {
                sum += cpuSeconds(child.pid());
            } catch (NoSuchFileException ended) {
                continue; // between being listed and being read; what it took is lost to the sum
            }
        }
        return sum;
    }

    /** Resident memory of the process and its descendants in MiB. */
    public static double residentMiB(long pid) throws IOException {
        double sum = own(pid);
        List<ProcessHandle> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        for (ProcessHandle child : children) {
            sum += own(child.pid());
        }
        return sum;
    }

    private static double own(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
