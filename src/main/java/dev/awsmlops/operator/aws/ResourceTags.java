package dev.awsmlops.operator.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The tags of resources, by ARN: read once, then remembered, since neither Glue nor SageMaker says them along with the
 * resource. What is written here is read anew. Safe for use by several threads.
 *
 * <p>A resource that was deleted and made again under the same name must be {@linkplain #forget forgotten} in between.
 */
public final class ResourceTags {

    /** How one service reads and writes tags. */
    public interface Service {

        /** All tags of the resource, page after page. */
        Map<String, String> read(String arn);

        /** Adds tags, or gives them another value. */
        void write(String arn, Map<String, String> tags);

        /** Takes one tag away. */
        void remove(String arn, String key);
    }

    private final Service service;
    private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

    public ResourceTags(Service service) {
        this.service = service;
    }

    /** The tags, as last read or written. */
    public Map<String, String> of(String arn) {
        Map<String, String> tags = known.get(arn);
        return tags != null ? tags : readAgain(arn);
    }

    /** Whether the tags say that it is this owner's. A no is never remembered: tags may show later than what they are on. */
    public boolean isOwnedBy(Ownership owner, String arn) {
        return owner.owns(of(arn)) || owner.owns(readAgain(arn));
    }

    /** The tags as AWS has them now. */
    public Map<String, String> readAgain(String arn) {
        Map<String, String> tags = shared(service.read(arn));
        known.put(arn, tags);
        return tags;
    }

    /**
     * Writes what is wanted and not there; other tags are left alone.
     *
     * @return whether there was anything to write
     */
    public boolean ensure(String arn, Map<String, String> wanted) {
        Map<String, String> actual = of(arn);
        Map<String, String> missing = wanted.entrySet().stream()
                .filter(tag -> !tag.getValue().equals(actual.get(tag.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (missing.isEmpty()) {
            return false;
        }
        forget(arn);
        service.write(arn, missing);
        return true;
    }

    /** It was made with these tags. */
    public void remember(String arn, Map<String, String> tags) {
        known.put(arn, shared(tags));
    }

    /** Takes one tag away. */
    public void remove(String arn, String key) {
        forget(arn);
        service.remove(arn, key);
    }

    /** A copy whose texts are in memory once for all resources, which have most of them in common. */
    static Map<String, String> shared(Map<String, String> tags) {
        return tags.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        tag -> tag.getKey().intern(), tag -> tag.getValue().intern()));
    }

    /** Reads anew at the next question. */
    public void forget(String arn) {
        known.remove(arn);
    }
}
