package dev.awsmlops.operator.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names in AWS, derived from the object alone, so that a create whose answer was lost is found again.
 *
 * <p>They fit the narrowest of the services in use: SageMaker's {@code [a-zA-Z0-9](-*[a-zA-Z0-9])*}, 63 characters.
 */
public final class ResourceName {

    private static final int LIMIT = 63;

    /** What all of them begin with. */
    public static final String PREFIX = "mlops-";

    private static final int HASH = 8;

    /** What the prefix, the hash and a hyphen leave. */
    private static final int ROOM = LIMIT - PREFIX.length() - HASH - 1;

    private static final Pattern HASHES = Pattern.compile("(?<=-)[0-9a-f]{8}(?=-|$)");

    private ResourceName() {}

    /** {@code mlops-<namespace>-<name>-<hash of the uid>}, the middle cut where it is too long. */
    public static String of(Ownership owner) {
        return of(owner, "");
    }

    /** The same with a suffix, for an object that has more than one of a kind; within the limit too. */
    public static String of(Ownership owner, String suffix) {
        String readable = (owner.namespace() + "-" + owner.name()).replaceAll("[^a-zA-Z0-9]+", "-");
        String hash = hash(owner.uid());
        int room = ROOM - suffix.length();
        String cut = readable.substring(0, Math.min(readable.length(), room)).replaceAll("-+$", "");
        return PREFIX + cut + "-" + hash + suffix;
    }

    /** What may be the {@linkplain #hash hash} of an object's uid in a name, if the name was derived from an object. */
    public static Set<String> hashesIn(String name) {
        return HASHES.matcher(name).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** What the names of everything in a namespace begin with, as far as {@link #of} leaves room for it. */
    public static String ofNamespace(String namespace) {
        String readable = namespace.replaceAll("[^a-zA-Z0-9]+", "-");
        return PREFIX + readable.substring(0, Math.min(readable.length(), ROOM)).replaceAll("-+$", "");
    }

    /** Eight hexadecimal digits that stand for a text. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
