package dev.awsmlops.operator.chaos;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;

/** What is to happen when; of what is to happen at one moment, what was put down first goes first. */
final class Agenda {

    private final TreeMap<Instant, Deque<Runnable>> entries = new TreeMap<>();

    void at(Instant moment, Runnable what) {
        entries.computeIfAbsent(moment, unused -> new ArrayDeque<>()).add(what);
    }

    Optional<Instant> next() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.firstKey());
    }

    /** Lets happen what is due. */
    void catchUp(Instant now) {
        while (!entries.isEmpty() && !entries.firstKey().isAfter(now)) {
            Deque<Runnable> due = entries.firstEntry().getValue();
            Runnable next = due.remove();
            if (due.isEmpty()) {
                entries.pollFirstEntry();
            }
            next.run();
        }
    }
}
