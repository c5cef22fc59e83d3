package dev.awsmlops.bench;

import java.time.Duration;

/** Does the same again and again, until it is closed. */
final class Repeated implements AutoCloseable {

    private final Thread thread;

    private Repeated(Thread thread) {
        this.thread = thread;
    }

    static Repeated every(Duration interval, Runnable task) {
        Thread thread = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        task.run();
                        try {
                            Thread.sleep(interval.toMillis());
                        } catch (InterruptedException closed) {
                            return;
                        }
                    }
                },
                "repeated");
        thread.setDaemon(true);
        thread.start();
        return new Repeated(thread);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
