package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Arrays;

/** The storage classes of objects in general purpose buckets (API reference, PutObject and Transition). */
enum StorageClass {
    STANDARD(false, 0),
    REDUCED_REDUNDANCY(false, 0),
    STANDARD_IA(true, 30),
    ONEZONE_IA(true, 30),
    INTELLIGENT_TIERING(true, 0),
    GLACIER_IR(true, 0),
    GLACIER(true, 0),
    DEEP_ARCHIVE(true, 0);

    private final boolean transitionTarget;
    private final int leastDays;

    StorageClass(boolean transitionTarget, int leastDays) {
        this.transitionTarget = transitionTarget;
        this.leastDays = leastDays;
    }

    static void check(String name) {
        if (!known(name)) {
            throw ServiceFailure.refused("InvalidStorageClass", "The storage class you specified is not valid")
                    .with("StorageClassRequested", name);
        }
    }

    static boolean known(String name) {
        return Arrays.stream(values()).anyMatch(known -> known.name().equals(name));
    }

    /** Whether a lifecycle rule can move objects here. */
    boolean transitionTarget() {
        return transitionTarget;
    }

    /** How old an object must be to move here (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle"). */
    int leastDays() {
        return leastDays;
    }
}
