package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.sweep.Sweepable.Step;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes leaks one step further towards their absence. What another thing of the same object needs waits until that is gone,
 * and until it is known that there is none. Before each step AWS is asked once more whose it is, and Kubernetes whether the
 * object is really not there.
 *
 * @param orphans everything without an object, however short the time since it was first seen
 * @param unseen where it could not be looked
 */
record TakeDown(ServedObjects objects, Collection<Orphan> orphans, Set<Sweepable> unseen) {

    private static final Logger LOG = LoggerFactory.getLogger(TakeDown.class);

    /** Whether AWS was asked for something. */
    boolean step(Orphan leak) {
        if (isNeeded(leak)) {
            return false;
        }
        try {
            Optional<Map<String, String>> tags =
                    Failure.emptyIfNotFound(() -> leak.source().tags().readAgain(leak.arn()));
            boolean isStillLeak = tags.flatMap(Ownership::in)
                    .filter(leak.owner()::equals)
                    .filter(owner -> !objects.has(owner))
                    .isPresent();
            if (!isStillLeak) {
                return false;
            }
            boolean kept = leak.source().isKept(leak.owner(), tags.get());
            Step step = leak.source().remove(leak.listed().name(), kept);
            if (step == Step.TAKEN) {
                LOG.info("Takes down {}, which belongs to no object ({})", leak.describe(), leak.arn());
            }
            return step == Step.TAKEN;
        } catch (SdkException e) {
            LOG.warn(
                    "{} could not be taken down and is tried again: {}",
                    leak.describe(),
                    Failure.of(e).message());
            return false;
        }
    }

    private boolean isNeeded(Orphan leak) {
        boolean hasUser = orphans.stream()
                .anyMatch(other -> other.isBeside(leak) && leak.type().outlives(other.type()));
        boolean mayHaveUser = unseen.stream()
                .anyMatch(source -> leak.type().outlives(source.type())
                        && source.type().isOf(leak.owner().kind())
                        && isWithin(source.aws(), leak));
        return hasUser || mayHaveUser;
    }

    private static boolean isWithin(AwsRegion region, Orphan leak) {
        return leak.type() == SweptType.ROLE || leak.source().aws().equals(region);
    }
}
