package dev.koda.provider.transport;

/** A call in flight. Use from any thread; the effects happen on the call's event loop. */
public interface RunningCall {

    /** Stops reading, so that a slow reader at our end slows the vendor instead of filling the heap. */
    void pause();

    void resume();

    /** Breaks the call off; the sink hears nothing more. */
    void cancel();
}
