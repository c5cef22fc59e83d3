package dev.awsmlops.operator.aws;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose a resource in AWS is, as the tags say that every one of ours carries.
 *
 * @param cluster the id of the cluster that the operator runs for
 */
public record Ownership(String cluster, String kind, String namespace, String name, String uid) {

    private static final String PREFIX = GlueDevSession.GROUP + "/";

    /** Tag: the cluster that a resource is made for. */
    public static final String CLUSTER = PREFIX + "cluster";

    /** Tag: the uid of the object that a resource is made for. */
    public static final String UID = PREFIX + "uid";

    public static Ownership of(HasMetadata object, String cluster) {
        var metadata = object.getMetadata();
        return new Ownership(cluster, object.getKind(), metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }

    /** The tags that say so. */
    public Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        tags.put(CLUSTER, cluster);
        tags.put(PREFIX + "kind", kind);
        tags.put(PREFIX + "namespace", namespace);
        tags.put(PREFIX + "name", name);
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
