package dev.awsmlops.operator.aws;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags that the operator's owner gives to everything that it makes, such as a cost centre. */
public final class DefaultTags {

    /** AWS takes 50 tags on a resource, of which an object may set 30 and the operator itself sets up to 10. */
    private static final int MOST = 10;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private DefaultTags() {}

    /**
     * The tags that are written as {@code key=value}.
     *
     * @throws IllegalArgumentException when one is not, is reserved or is too long for AWS, or when there are too many to go
     *     beside those of any object
     */
    public static Map<String, String> of(List<String> texts) {
        var tags = new LinkedHashMap<String, String>();
        for (String text : texts) {
            int split = text.indexOf('=');
            if (split < 1 || split > LONGEST_KEY || text.length() - split - 1 > LONGEST_VALUE) {
                throw refused("\"" + text + "\" is no key=value with a key of 1 to " + LONGEST_KEY
                        + " characters and a value of at most " + LONGEST_VALUE);
            }
            tags.put(text.substring(0, split), text.substring(split + 1));
        }
        tags.keySet().stream()
                .filter(key -> key.startsWith("aws:") || key.startsWith(GlueDevSession.GROUP + "/"))
                .forEach(key -> {
                    throw refused(key + " is reserved");
                });
        if (tags.size() > MOST) {
            throw refused("there are " + tags.size() + ", and " + MOST + " at most");
        }
        return Map.copyOf(tags);
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("mlops.default-tags: " + why);
    }
}
