package dev.awsmlops.bench;

import java.time.Duration;

/** Does the same again and again, until it is closed. */
final class Repeated implements AutoCloseable {

    private volatile boolean closed;

    private Repeated() {}

    static Repeated every(Duration interval, Runnable task) {
        Repeated repeated = new Repeated();
        Thread thread = new Thread(
                () -> {
                    while (!repeated.closed) {
                        task.run();
                        BenchWorld.pause(interval);
                    }
                },
                "repeated");
        thread.setDaemon(true);
        thread.start();
        return repeated;
    }

    /** What it does just now it still ends. */
    @Override
    public void close() {
        closed = true;
    }
}
