package dev.awsmlops.operator.workspace.repository;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator's commits say of themselves in the last line of their message, in the form of a Git trailer: the only
 * memory that outlives the operator, the object and its status.
 *
 * @param workspace whose repository it is, as {@code namespace/name}: it stays the same when the object is made again
 * @param number which commit of the seed it is, from 1
 * @param of how many there are
 * @param digest of all files of the seed
 */
record SeedMark(String workspace, int number, int of, String digest) {

    private static final Pattern TRAILER =
            Pattern.compile("^Aws-Mlops-Seed: (\\S+) (\\d{1,9})/(\\d{1,9}) ([0-9a-f]+)\\s*\\z", Pattern.MULTILINE);

    /** The mark in a commit's message, if there is one. */
    static Optional<SeedMark> in(String message) {
        Matcher trailer = TRAILER.matcher(message);
        return trailer.find()
                ? Optional.of(new SeedMark(
                        trailer.group(1),
                        Integer.parseInt(trailer.group(2)),
                        Integer.parseInt(trailer.group(3)),
                        trailer.group(4)))
                : Optional.empty();
    }

    boolean isLast() {
        return number == of;
    }

    String trailer() {
        return "Aws-Mlops-Seed: %s %d/%d %s".formatted(workspace, number, of, digest);
    }
}
