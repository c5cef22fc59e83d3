package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Observation;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the parts of one object are made from in a pass. */
public interface Plan {

    Ownership owner();

    AwsRegion aws();

    /** Whether nothing is expected to have changed, so that shared lists suffice. */
    boolean steady();

    /** The tags of everything that the object has in AWS. */
    Map<String, String> tags();

    /** The tags of everything that any object has: the operator's own, the user's over them, and the owner's over all. */
    default Map<String, String> tagsWith(Map<String, String> users) {
        var tags = new HashMap<>(aws().defaultTags());
        if (users != null) {
            tags.putAll(users);
        }
        tags.putAll(owner().tags());
        return tags;
    }

    /** The name of everything that the object has one of. */
    default String name() {
        return ResourceName.of(owner());
    }

    /** What the object has of one kind of resource: by a shared list while nothing is expected to change but by AWS itself. */
    default <D> Optional<D> read(Observation<?, D> resources, String name) {
        return steady() ? resources.confirmed(name) : resources.awaited(name);
    }

    /** The same for a resource of the usual name. */
    default <D> Optional<D> read(Observation<?, D> resources) {
        return read(resources, name());
    }
}
