package dev.awsmlops.sandbox.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of one watch on their way to a connection; those that come before it is open wait for it. */
final class WatchStream implements Watch.Sink {
    private final List<String> waiting = new ArrayList<>();
    private Consumer<String> write;
    private Runnable end;
    private boolean ended;

    @Override
    public synchronized void send(String event) {
        if (write == null) {
            waiting.add(event);
        } else {
            write.accept(event);
        }
    }

    @Override
    public synchronized void end() {
        ended = true;
        if (end != null) {
            end.run();
        }
    }

    synchronized void open(Consumer<String> write, Runnable end) {
        this.write = write;
        this.end = end;
        waiting.forEach(write);
        waiting.clear();
        if (ended) {
            end.run();
        }
    }
}
