package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.sweep.Sweepable.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One look for orphans. What an object's name or tags account for costs no call of its own; of the rest the tags are read,
 * once and not again while they name another cluster, and then the Kubernetes API is asked for the object.
 */
final class Search {

    /**
     * What a look has found.
     *
     * @param failure why it is not the whole truth, if it is not
     */
    record Findings(List<Orphan> orphans, Optional<Failure> failure) {}

    private final String cluster;
    private final ServedObjects objects;
    private final ServedObjects.Present present;
    private final Map<String, Boolean> answers = new HashMap<>();

    /** @param present the objects, as of before the look: an object is always there before what is made for it */
    Search(String cluster, ServedObjects objects, ServedObjects.Present present) {
        this.cluster = cluster;
        this.objects = objects;
        this.present = present;
    }

    /** The orphans of one type in one region. */
    Findings look(Sweepable source) {
        var orphans = new ArrayList<Orphan>();
        Optional<Failure> failure = Optional.empty();
        try {
            for (Listed listed : source.list(cluster).toList()) {
                try {
                    judge(source, listed).ifPresent(orphans::add);
                } catch (SdkException e) {
                    failure = Optional.of(Failure.of(e));
                    if (failure.get().kind() != FailureKind.ACCESS_DENIED) {
                        break;
                    }
                }
            }
        } catch (SdkException e) {
            failure = Optional.of(Failure.of(e));
        }
        return new Findings(orphans, failure);
    }

    private Optional<Orphan> judge(Sweepable source, Listed listed) {
        if (present.mayHaveNamed(listed.name())) {
            return Optional.empty();
        }
        return Failure.emptyIfNotFound(() -> tagsOf(source, listed)).flatMap(tags -> Ownership.in(tags)
                .filter(this::isMissing)
                .map(owner -> new Orphan(source, listed, owner, source.isKept(owner, tags))));
    }

    /** Read again as long as they name no cluster: tags may show later than what they are on. */
    private static Map<String, String> tagsOf(Sweepable source, Listed listed) {
        Map<String, String> tags = source.tags().of(listed.arn());
        return tags.containsKey(Ownership.CLUSTER) ? tags : source.tags().readAgain(listed.arn());
    }

    private boolean isMissing(Ownership owner) {
        return owner.cluster().equals(cluster)
                && objects.serves(owner)
                && !present.uids().contains(owner.uid())
                && !answers.computeIfAbsent(owner.uid(), uid -> objects.has(owner));
    }
}
