package dev.awsmlops.sandbox.aws.contract;

import java.util.List;

/**
 * A place where a value is not as its model says.
 *
 * @param path of the member, as AWS writes it, such as {@code tags.1.member.key}
 * @param value as AWS repeats it
 * @param constraint in AWS's words
 */
record Violation(Kind kind, String path, String value, String constraint) {

    enum Kind {
        MISSING,
        LENGTH,
        RANGE,
        PATTERN,
        ENUM,
        /** The value cannot be read at all. */
        TYPE,
        /** AWS passes over a member that it does not know, so that it never takes effect. */
        UNKNOWN_MEMBER
    }

    /** The name of the innermost member. */
    String member() {
        List<String> parts = List.of(path.split("\\.", -1));
        String last = parts.get(parts.size() - 1);
        return last.equals("member") && parts.size() > 2 ? parts.get(parts.size() - 3) : last;
    }

    /** As one of those that AWS counts in a refusal. */
    String sentence() {
        return "Value %s at '%s' failed to satisfy constraint: %s".formatted(value, path, constraint);
    }
}
