package dev.awsmlops.operator.aws;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import java.util.Map;

/** The tags that the operator's owner gives to everything that it makes, such as a cost centre. */
public final class DefaultTags {

    /** AWS takes 50 tags on a resource, of which an object may set 30 and the operator itself sets up to 10. */
    private static final int MOST = 10;

    private DefaultTags() {}

    /**
     * The tags, once they are known to be such that AWS takes them beside those of any object.
     *
     * @throws IllegalArgumentException when there are too many of them, one is reserved, or one is too long
     */
    public static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw new IllegalArgumentException("mlops.default-tags has " + tags.size() + " tags: " + MOST + " at most");
        }
        tags.forEach((key, value) -> {
            if (key.startsWith("aws:") || key.startsWith(GlueDevSession.GROUP + "/")) {
                throw new IllegalArgumentException("mlops.default-tags must not set " + key + ": it is reserved");
            }
            if (key.length() > 128 || value.length() > 256) {
                throw new IllegalArgumentException(
                        "mlops.default-tags: the key of " + key + " may have 128 characters, its value 256");
            }
        });
        return Map.copyOf(tags);
    }
}
