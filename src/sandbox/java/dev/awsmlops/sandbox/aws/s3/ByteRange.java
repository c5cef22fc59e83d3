package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object's content, both ends included (RFC 9110, section 14; localstack test_get_object_range). */
record ByteRange(int first, int last) {

    private static final Pattern HEADER = Pattern.compile("bytes=(?<first>\\d{0,9})-(?<last>\\d{0,9})");

    /**
     * The part that a Range header asks for.
     *
     * @return empty when it makes no sense, which is as if it were not there
     */
    static Optional<ByteRange> of(String header, int size) {
        Matcher range = HEADER.matcher(header);
        if (!range.matches() || header.equals("bytes=-")) {
            return Optional.empty();
        }
        int last = range.group("last").isEmpty() ? size - 1 : Integer.parseInt(range.group("last"));
        if (range.group("first").isEmpty()) {
            return Optional.of(satisfiable(Math.max(0, size - last), size - 1, header, size));
        }
        int first = Integer.parseInt(range.group("first"));
        if (first > last && !range.group("last").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(satisfiable(first, Math.min(last, size - 1), header, size));
    }

    private static ByteRange satisfiable(int first, int last, String header, int size) {
        if (first >= size) {
            throw new ServiceFailure("InvalidRange", "The requested range is not satisfiable", 416)
                    .with("RangeRequested", header)
                    .with("ActualObjectSize", String.valueOf(size));
        }
        return new ByteRange(first, last);
    }

    boolean isAll(int size) {
        return first == 0 && last == size - 1;
    }

    String header(int size) {
        return "bytes %d-%d/%d".formatted(first, last, size);
    }
}
