package dev.koda.runtime.agent;

/** Whether an agent recalls what it learned, and whether tasks are read for new things to learn. */
public record MemorySettings(boolean recall, boolean extract) {
    public static final MemorySettings OFF = new MemorySettings(false, false);
}
