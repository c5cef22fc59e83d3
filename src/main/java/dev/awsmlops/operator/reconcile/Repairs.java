package dev.awsmlops.operator.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a pass has put right that had once been as it should be, so that somebody else must have changed it. */
public final class Repairs {

    private final boolean wasRight;
    private final List<String> made = new ArrayList<>();

    /** @param wasRight whether all was as this very spec says at the end of the last pass */
    public Repairs(boolean wasRight) {
        this.wasRight = wasRight;
    }

    /** Something was brought to what the spec says. */
    public void add(String what) {
        if (wasRight) {
            made.add(what);
        }
    }

    /** What was put right, for a person. */
    public Optional<String> summary() {
        return made.isEmpty()
                ? Optional.empty()
                : Optional.of("changed by someone else and put right: " + String.join("; ", made));
    }
}
