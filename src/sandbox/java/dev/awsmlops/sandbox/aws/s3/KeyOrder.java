package dev.awsmlops.sandbox.aws.s3;

import java.util.Comparator;
import java.util.Optional;

/** The order of keys: that of their UTF-8 bytes (API reference, ListObjectsV2), which is that of their code points. */
final class KeyOrder implements Comparator<String> {

    static final KeyOrder UTF_8 = new KeyOrder();

    private KeyOrder() {}

    /** Char by char, but surrogates, which stand for the highest code points, after all other chars. */
    @Override
    public int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean high = Character.isSurrogate(a);
                return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** The least key behind all keys that start with the prefix; empty if there can be none. */
    static Optional<String> behind(String prefix) {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        int last = prefix.codePointBefore(prefix.length());
        String rest = prefix.substring(0, prefix.length() - Character.charCount(last));
        if (last == Character.MAX_CODE_POINT) {
            return behind(rest);
        }
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(rest + Character.toString(next));
    }
}
