package dev.awsmlops.operator.aws;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose a resource in AWS is, as the tags say that every one of ours carries.
 *
 * @param cluster the id of the cluster that the operator runs for
 */
public record Ownership(String cluster, String kind, String namespace, String name, String uid) {

    private static final String PREFIX = GlueDevSession.GROUP + "/";

    private static final String KIND = PREFIX + "kind";

    private static final String NAMESPACE = PREFIX + "namespace";

    private static final String NAME = PREFIX + "name";

    /** Tag: the cluster that a resource is made for. */
    public static final String CLUSTER = PREFIX + "cluster";

    /** Tag: the uid of the object that a resource is made for. */
    public static final String UID = PREFIX + "uid";

    public static Ownership of(HasMetadata object, String cluster) {
        var metadata = object.getMetadata();
        return new Ownership(cluster, object.getKind(), metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }

    /** Whose something with these tags is; empty unless they say it in full. */
    public static Optional<Ownership> in(Map<String, String> tags) {
        return Stream.of(CLUSTER, KIND, NAMESPACE, NAME, UID).allMatch(tags::containsKey)
                ? Optional.of(new Ownership(
                        tags.get(CLUSTER), tags.get(KIND), tags.get(NAMESPACE), tags.get(NAME), tags.get(UID)))
                : Optional.empty();
    }

    /** The tags that say so. */
    public Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        tags.put(CLUSTER, cluster);
        tags.put(KIND, kind);
        tags.put(NAMESPACE, namespace);
        tags.put(NAME, name);
        tags.put(UID, uid);
        return tags;
    }

    /**
     * Whether something with these tags was left behind by an earlier object of the same name: deleted and made again, as
     * after a restore from Git.
     */
    public boolean inherits(Map<String, String> tags) {
        var mine = tags();
        return mine.keySet().stream().filter(key -> !key.equals(UID)).allMatch(key -> mine.get(key)
                .equals(tags.get(key)));
    }

    /** Whether nobody's object has something with these tags. */
    public static boolean isUnclaimed(Map<String, String> tags) {
        return !tags.containsKey(UID);
    }

    /** Whether something with these tags is this object's. */
    public boolean owns(Map<String, String> tags) {
        return uid.equals(tags.get(UID)) && cluster.equals(tags.get(CLUSTER));
    }
}
