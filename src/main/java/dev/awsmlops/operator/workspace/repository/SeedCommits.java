package dev.awsmlops.operator.workspace.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Files in as few commits as CodeCommit takes them in, in their order, each commit within every limit.
 *
 * <p>Source: AWS CodeCommit User Guide, Quotas. A megabyte is read as the smaller of the two that it may mean.
 */
public final class SeedCommits {

    static final int MOST_FILES = 100;
    static final int LARGEST_FILE = 6_000_000;
    static final int LARGEST_COMMIT = 7_000_000;
    static final int DEEPEST_PATH = 20;
    static final int LONGEST_PATH = 4_096;

    private SeedCommits() {}

    /**
     * The files of each commit.
     *
     * @throws IllegalArgumentException when a file can't be committed at all
     */
    public static List<List<SeedFile>> split(List<SeedFile> files) {
        var commits = new ArrayList<List<SeedFile>>();
        var commit = new ArrayList<SeedFile>();
        long size = 0;
        for (SeedFile file : files) {
            requireWithinLimits(file);
            if (commit.size() == MOST_FILES || size + file.size() > LARGEST_COMMIT) {
                commits.add(List.copyOf(commit));
                commit.clear();
                size = 0;
            }
            commit.add(file);
            size += file.size();
        }
        if (!commit.isEmpty()) {
            commits.add(List.copyOf(commit));
        }
        return commits;
    }

    private static void requireWithinLimits(SeedFile file) {
        if (file.size() > LARGEST_FILE) {
            throw new IllegalArgumentException(
                    "%s has %,d bytes and may have %,d".formatted(file.path(), file.size(), LARGEST_FILE));
        }
        int bytes = file.path().getBytes(UTF_8).length;
        int depth = file.path().split("/", -1).length;
        if (bytes > LONGEST_PATH || depth > DEEPEST_PATH) {
            throw new IllegalArgumentException(
                    "a path may have %,d bytes and %d levels, and this one has %,d and %d: %s"
                            .formatted(LONGEST_PATH, DEEPEST_PATH, bytes, depth, file.path()));
        }
    }
}
