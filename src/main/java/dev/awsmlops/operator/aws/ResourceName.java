package dev.awsmlops.operator.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names in AWS, derived from the object alone, so that a create whose answer was lost is found again.
 *
 * <p>They fit the narrowest of the services in use: SageMaker's {@code [a-zA-Z0-9](-*[a-zA-Z0-9])*}, 63 characters.
 */
public final class ResourceName {

    private static final int LIMIT = 63;
    private static final String PREFIX = "mlops-";

    private ResourceName() {}

    /** {@code mlops-<namespace>-<name>-<hash of the uid>}, the middle cut where it is too long. */
    public static String of(Ownership owner) {
        String readable = (owner.namespace() + "-" + owner.name()).replaceAll("[^a-zA-Z0-9]+", "-");
        String hash = hash(owner.uid());
        int room = LIMIT - PREFIX.length() - hash.length() - 1;
        String cut = readable.substring(0, Math.min(readable.length(), room)).replaceAll("-+$", "");
        return PREFIX + cut + "-" + hash;
    }

    /** Eight hexadecimal digits that stand for a text. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
